/**
 * Antiderivatives F with ∂F/∂t = f in closed form, each proved by the kernel before it is given.
 *
 * Asked in this order: f as it stands is a derivative; a total derivative of unknown functions (by substitution, and by
 * the kernel's own homotopy operator); the table of closed-form/integration-table.ts; the library of nerdamer.ts. A candidate of which
 * the kernel does not prove ∂F/∂t = f is dropped; null is "not found".
 * Conventions: the constant of integration is whatever comes; `definite` takes differences. An equation ∂t B = beta
 * among the hypotheses makes B an antiderivative of beta.
 */
import { dependsOn, fieldsIn } from '../calculus/dependence.ts';
import type { Expression, Variable } from '../kernel/expression.ts';
import { at, derivative, num, plus, subtract } from '../kernel/expression.ts';
import { cancelled } from './closed-form/cancel.ts';
import { fieldIntegral } from './closed-form/integrate-field.ts';
import { potentialOf } from './closed-form/potential.ts';
import type { Assuming } from './closed-form/normal-sum.ts';
import { NOTHING, holdsSomewhere, normalSum } from './closed-form/normal-sum.ts';
import { tableIntegral } from './closed-form/integration-table.ts';
import type { Sum } from './closed-form/sum.ts';
import { writtenSum } from './closed-form/written.ts';
import { proposeIntegral } from './nerdamer.ts';

/** F with ∂F/∂variable = e; null where none was found. */
export const antiderivative = async (
  e: Expression, variable: Variable, assuming: Assuming = NOTHING,
): Promise<Expression | null> => {
  if (e.kind === 'derivative' && e.variable.name === variable.name) return e.of;
  const sum = normalSum(e, assuming);
  if (sum === null) return null;
  const whole = await integrateWhole(sum, variable, assuming);
  return whole ?? integrateParts(sum, variable, assuming);
};

/** The integral from one value of the variable to another. */
export const definite = async (
  e: Expression, variable: Variable, from: Expression, to: Expression, assuming: Assuming = NOTHING,
): Promise<Expression | null> => {
  const found = await antiderivative(e, variable, assuming);
  if (found === null) return null;
  const [upper, lower] = [to, from].map((value) => at(found, [{ variable, value }]));
  const sum = upper === undefined || lower === undefined ? null : normalSum(subtract(upper, lower), assuming);
  return sum === null ? null : writtenSum(cancelled(sum, assuming), variable);
};

const integrateWhole = async (sum: Sum, variable: Variable, assuming: Assuming): Promise<Expression | null> => {
  const target = writtenSum(sum, variable);
  for (const propose of [fieldIntegral, potentialOf, tableIntegral]) {
    const candidate = verified(propose(sum, variable, assuming), target, variable, assuming);
    if (candidate !== null) return candidate;
  }
  return verified(await proposeIntegral(target, variable), target, variable, assuming);
};

/** Known and unknown functions apart: beta exp(B) + exp(−theta t). */
const integrateParts = async (sum: Sum, variable: Variable, assuming: Assuming): Promise<Expression | null> => {
  const isUnknown = (part: Sum[number]): boolean => fieldsIn(...[...part.powers.values()].map((f) => f.generator.base)).size > 0;
  const [unknown, known] = [sum.filter(isUnknown), sum.filter((m) => !isUnknown(m))];
  if (unknown.length === 0 || known.length === 0) return null;
  const [first, second] = [await integrateWhole(unknown, variable, assuming), await integrateWhole(known, variable, assuming)];
  return first === null || second === null ? null : plus(first, second);
};

/** The candidate in simple form, where the kernel proves its derivative; as it came, where only that is proved. */
const verified = (candidate: Expression | null, e: Expression, variable: Variable, assuming: Assuming): Expression | null => {
  if (candidate === null) return null;
  const sum = normalSum(candidate, assuming);
  const simple = sum === null ? candidate : withoutConstants(cancelled(sum, assuming), variable);
  return [simple, candidate].find((one) => holdsSomewhere(derivative(variable, one), e, assuming)) ?? null;
};

/** Terms without the variable are constants of integration. */
const withoutConstants = (sum: Sum, variable: Variable): Expression => {
  const rest = sum.filter((m) => [...m.powers.values()].some((f) => dependsOn(f.generator.base, variable)));
  return rest.length === 0 ? num(0) : writtenSum(rest, variable);
};
