/**
 * Declared functions that nothing leaves free: an expectation or a value with fixed data at its horizon, a stationary density under a
 * fixed drift. An instance satisfies their equation, but need not be that one solution, so that a difference in it says nothing.
 *
 * At the horizon itself it does: there a value is its terminal data, and its derivatives follow from them.
 */
import { dependsOn, fieldsIn, parametersIn } from '../../../calculus/dependence.ts';
import type { Condition, Expression, Hypothesis } from '../../../kernel/expression.ts';
import { T_VARIABLE } from '../../../kernel/expression.ts';
import type { Datum } from '../../../kernel/goal.ts';

/** The names of those on which the expressions depend, directly or through the hypotheses. */
export const definiteIn = (
  expressions: readonly Expression[], hypotheses: readonly Hypothesis[], data: readonly Datum[], dimension: number,
): readonly string[] => {
  const all = [...expressions, ...hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []))];
  const names = fieldsIn(...all);
  const present = data.filter((d) => names.has(d.field.name));
  const isDefinite = (d: Datum): boolean => d.freedBy === null || (dimension === 1 && !d.inDimensionOne)
    || present.some((other) => other !== d && other.freedBy === d.freedBy);
  return present.filter(isDefinite).map((d) => d.field.name);
};

/** The parameter that is the horizon of all data; null where there are several, or none. */
export const horizonOf = (data: readonly Datum[]): Expression | null => {
  const [first, ...others] = data.flatMap((d) => (d.terminal === null ? [] : [d.terminal.horizon]));
  if (first === undefined || first.kind !== 'parameter') return null;
  return others.every((h) => h.kind === 'parameter' && h.parameter.name === first.parameter.name) ? first : null;
};

/** What a claim asks at the horizon: that the time is before it is asked no longer, since both sides are continuous there. */
export const conditionsAtHorizon = (conditions: readonly Condition[], horizon: Expression): readonly Condition[] => {
  const name = horizon.kind === 'parameter' ? horizon.parameter.name : null;
  return conditions.filter(({ relation, left, right }) => {
    const sides = [left, right];
    const isBefore = relation !== '=' && sides.some((e) => dependsOn(e, T_VARIABLE)) && name !== null && sides.some((e) => parametersIn(e).has(name));
    return !isBefore;
  });
};
