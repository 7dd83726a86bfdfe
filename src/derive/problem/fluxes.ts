/**
 * Divergences with what flows in them as an author would write it: ∇·(γ q V) for ∇·(½ (2 γ q) V).
 */
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, mapParts } from '../../kernel/expression.ts';
import { readableForm } from '../readable-claim.ts';
import type { Setting } from '../setting.ts';

/** Of a sum, term by term; what is integrated stays as it is. */
export const withTidyFluxes = (setting: Setting, e: Expression): Expression => {
  if (e.kind === 'add' || e.kind === 'multiply') return mapParts(e, (part) => withTidyFluxes(setting, part));
  const isFlux = e.kind === 'divergence' || (e.kind === 'derivative' && e.variable.name !== T_VARIABLE.name);
  return isFlux ? { ...e, of: readableForm(setting, e.of) } : e;
};
