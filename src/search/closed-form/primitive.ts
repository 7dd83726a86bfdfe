/**
 * ∫₀ᵗ f: in closed form, or as a new unknown function with its defining equation.
 *
 * Conventions: the clock starts at 0. A function B of which only ∂t B is known is taken to start at 0 where its value
 * there is needed, since it is written for ∫₀ᵗ; this is reported (`assumed`), and an equation B(0) = b among the
 * hypotheses is used instead.
 */
import { fieldsIn, parametersIn } from '../../calculus/dependence.ts';
import { isWrittenAlike } from '../../calculus/sameness.ts';
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { apply, derivative, field, num, shapeOf, use } from '../../kernel/expression.ts';
import { variablesOf } from '../../language/variables.ts';
import { antiderivative } from '../antiderivative.ts';
import { valueSum } from './calculus.ts';
import { replaced } from './integrate-field.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum, zeroLike } from './normal-sum.ts';
import { addSums, subtractSums } from './sum.ts';
import type { Sum } from './sum.ts';
import { writtenSum } from './written.ts';

/** A function that a result needs: ∂t field = derivative, field = initial at t = 0. */
export interface DefinedField {
  readonly field: Field;
  readonly derivative: Expression;
  readonly initial: Expression;
}

/** A value at t = 0 that was taken for granted. */
export interface AssumedValue {
  readonly field: Field;
  readonly value: Expression;
}

/** What is known while an equation is being solved; it grows. */
export interface Solving {
  readonly variable: Variable;
  readonly assuming: Assuming;
  readonly defined: readonly DefinedField[];
  readonly assumed: readonly AssumedValue[];
  /** Names that a new function must not have. */
  readonly taken: ReadonlySet<string>;
}

/** Everything that may be used in proofs: what was given, and the definitions of new functions. */
export const knownTo = ({ assuming, defined, variable }: Solving): Assuming => ({
  conditions: assuming.conditions,
  hypotheses: [...assuming.hypotheses, ...defined.map(({ field: of, derivative: right }) =>
    ({ kind: 'equation' as const, name: of.name, left: derivative(variable, use(of)), right, solvedFor: of }))],
});

/** ∫₀ᵗ e, and what was learned on the way; a new function gets the first free name of `names`. */
export const primitive = async (
  e: Expression, solving: Solving, names: readonly string[],
): Promise<{ readonly value: Expression; readonly solving: Solving } | null> => {
  const { variable } = solving;
  const known = knownTo(solving);
  const found = await antiderivative(e, variable, known);
  if (found === null) return defineField(e, solving, names);
  const start = valueSum(found, variable, num(0), known);
  const upper = normalSum(found, known);
  // Where the value at 0 does not exist (log t), neither does the integral from 0.
  if (start === null || upper === null) return null;
  const { sum, solving: next } = withInitialValues(start, solving);
  return { value: writtenSum(subtractSums(upper, sum), variable), solving: next };
};

const defineField = (
  e: Expression, solving: Solving, names: readonly string[],
): { readonly value: Expression; readonly solving: Solving } | null => {
  const name = names.find((one) => !solving.taken.has(one));
  if (name === undefined) return null;
  const own = field(name, [solving.variable], { shape: shapeOf(e) });
  const defined = [...solving.defined, { field: own, derivative: e, initial: zeroLike(use(own)) }];
  return { value: use(own), solving: { ...solving, defined, taken: new Set([...solving.taken, name]) } };
};

/** B(0) replaced by what it is, or is taken to be: 0. */
export const withInitialValues = (sum: Sum, solving: Solving): { readonly sum: Sum; readonly solving: Solving } => {
  const e = writtenSum(sum, solving.variable);
  let [result, next] = [e, solving];
  for (const own of fieldsIn(e).values()) {
    const start = apply(own, own.slots.map(() => num(0)));
    if (own.slots.length !== 1 || isWrittenAlike(replaced(e, start, num(1)), e)) continue;
    const value = initialValueOf(own, start, solving);
    if (value === null) continue;
    result = replaced(result, start, value);
    const isOld = solving.defined.some((d) => d.field.name === own.name) || next.assumed.some((a) => a.field.name === own.name);
    if (!isOld) next = { ...next, assumed: [...next.assumed, { field: own, value }] };
  }
  return { sum: isWrittenAlike(result, e) ? sum : addSums(normalSum(result) ?? sum), solving: next };
};

/** 0 for what is known by its derivative alone, and so stands for an integral; null for other unknown functions. */
const initialValueOf = (own: Field, start: Expression, { assuming, defined }: Solving): Expression | null => {
  const mine = defined.find((d) => d.field.name === own.name);
  if (mine !== undefined) return mine.initial;
  for (const h of assuming.hypotheses) {
    if (h.kind === 'equation' && isWrittenAlike(h.left, start)) return h.right;
  }
  const isIntegral = assuming.hypotheses.some((h) =>
    h.kind === 'equation' && h.left.kind === 'derivative' && isWrittenAlike(h.left.of, use(own)));
  return isIntegral ? num(0) : null;
};

/** The names that occur in some expressions. */
export const namesTaken = (...expressions: readonly Expression[]): ReadonlySet<string> => new Set([
  'x', 't', 'n', ...fieldsIn(...expressions).keys(), ...parametersIn(...expressions).keys(),
  ...expressions.flatMap((e) => [...variablesOf(e).keys()]),
]);
