/**
 * Itô's formula, the generator L, and its adjoint L*: the two sides of ∫ ψ L φ = ∫ φ L* ψ.
 */
import { forwardOperator } from '../../calculus/fokker-planck.ts';
import { generator } from '../../calculus/generator.ts';
import { itoFormula } from '../../calculus/ito-formula.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { adjointFlux } from '../../calculus/adjoint.ts';
import { divergenceBy } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { plus, subtract, times } from '../../kernel/expression.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText, hasFixedDimension } from '../setting.ts';
import { differentialClaim, integralText } from './claims.ts';
import { testFunction } from './once.ts';
import { farAway } from './sentences.ts';
import type { Subject } from './subject.ts';
import { diffusionOf, shortened } from './subject.ts';

/** dφ = (∂t φ + L φ) dt + … dW */
export const generatorStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const phi = testFunction(setting, ['phi', 'varphi', 'chi'], subject.slots);
  const d = diffusionOf(subject);
  const drift = readableForm(setting, shortened(subject, itoFormula(process, phi.expression, 'ito').drift));
  return {
    title: `Generator of ${process.name}`, rule: subject.hasNoise ? 'ito' : 'chain-rule', standing: 'derived',
    declarations: [...(d?.declarations ?? []), ...phi.declarations],
    prose: subject.hasNoise
      ? say`Itô’s formula gives the differential of a smooth test function ${phi.expression} along the process. Its drift, apart from the derivative by time, is the generator applied to ${phi.expression}:`
      : say`Along the solutions a smooth function ${phi.expression} changes by its total derivative. What stands beside the derivative by time is the generator:`,
    claims: [{ text: differentialClaim(process, phi.expression, { drift }) }],
  };
};

/** ψ L φ − φ L* ψ = ∇·F, and so ∫ ψ L φ = ∫ φ L* ψ */
export const adjointStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const [phi, psi] = [testFunction(setting, ['phi', 'varphi', 'chi'], subject.slots), testFunction(setting, ['psi', 'eta', 'zeta'], subject.slots)];
  const [u, v] = [phi.expression, psi.expression];
  const written = (e: Expression): Expression => readableForm(setting, shortened(subject, e));
  const [left, right] = [times(v, written(generator(process, u))), times(u, written(forwardOperator(process, v)))];
  const fluxes = process.blocks.map((block) => ({ block, flux: written(adjointFlux(process, block, u, v)) })).filter(({ flux }) => !isWrittenZero(flux));
  const boundary = plus(...fluxes.map(({ block, flux }) => divergenceBy(block.variable, flux)));
  const integrated = hasFixedDimension(setting) ? times(u, readableForm(setting, shortened(subject, forwardOperator(process, v)), 'nothing')) : right;
  const integrals = `${integralText(subject.state, left)} = ${integralText(subject.state, integrated)}`;
  return {
    title: `Adjoint of the generator of ${process.name}`, rule: 'adjoint', standing: 'derived',
    declarations: [...phi.declarations, ...psi.declarations],
    prose: say`Integration by parts moves every derivative from ${u} to ${v}. What comes out is the adjoint of the generator, the forward operator, applied to ${v}; the difference is the divergence of a flux. Where the flux vanishes ${farAway(process)}, nothing of it is left under the integral:`,
    claims: [
      { name: `Flux between the generator of ${process.name} and its adjoint`, text: claimText(subtract(left, right), boundary) },
      // The kernel integrates by parts in one variable at a time; for several the flux says it.
      ...(process.blocks.length > 1 ? [] : [{ text: integrals }]),
    ],
  };
};
