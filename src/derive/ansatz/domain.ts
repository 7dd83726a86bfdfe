/**
 * Where logarithms, roots and powers of the state mean something: x > 0 for log x and for x^(1 − γ).
 */
import { dependsOn, subexpressions } from '../../calculus/dependence.ts';
import { fingerprint } from '../../calculus/sameness.ts';
import type { Condition, Expression, Variable } from '../../kernel/expression.ts';
import { num, times } from '../../kernel/expression.ts';
import { isInteger } from '../../kernel/rational.ts';

/** Conditions on the state under which the formulas have values; those on controls are not the state's. */
export const domainOf = (formulas: readonly Expression[], state: readonly Variable[]): readonly Condition[] => {
  const found = new Map<string, Condition>();
  for (const e of formulas.flatMap((f) => [...subexpressions(f)])) {
    const base = baseOf(e);
    if (base === null) continue;
    const own = (base.kind === 'multiply' ? base.factors : [base]).filter((f) => state.some((v) => dependsOn(f, v)));
    const others = (base.kind === 'multiply' ? base.factors : [base]).filter((f) => !own.includes(f));
    if (own.length === 0 || (base.kind !== 'multiply' && others.length > 0)) continue;
    const left = times(...own);
    found.set(fingerprint(left), { relation: '>', left, right: num(0) });
  }
  return [...found.values()];
};

const baseOf = (e: Expression): Expression | null => {
  if (e.kind === 'call') return e.function === 'log' || e.function === 'sqrt' ? e.argument : null;
  if (e.kind !== 'power') return null;
  return e.exponent.kind === 'number' && isInteger(e.exponent.value) ? null : e.base;
};
