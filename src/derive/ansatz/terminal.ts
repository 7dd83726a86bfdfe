/**
 * The values that the unknowns must have at the horizon for W(x,T) to be the terminal cost: P(T) = Π, c(T) = 0.
 *
 * Where W is linear in an unknown, its value is read off by matching coefficients; for the others 1 and 0 are tried.
 * What is found is verified by the kernel.
 */
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, at, mapParts, num, plus, shapeOf, times, use } from '../../kernel/expression.ts';
import type { IndexedSum } from '../../kernel/goal.ts';
import { isProvable } from '../../kernel/prove.ts';
import { ONE, isOne } from '../../kernel/rational.ts';
import type { Document, Problem } from '../../language/statement.ts';
import { coefficientsOf } from '../../search/coefficients.ts';
import { inverseMonomial } from '../../search/closed-form/sum.ts';
import { writtenFraction } from '../../search/fractions.ts';
import { matrixTerms } from '../../search/matrix-terms.ts';
import { withPowers } from '../../search/powers.ts';
import type { Ansatz, Unknown } from './ansatz.ts';
import { zeroLike } from './ansatz.ts';
import { goalOf, limitsOfQuestion, normalForm } from './residual.ts';

export interface TerminalValue {
  readonly unknown: Unknown;
  readonly value: Expression;
}

/** What is positive before the horizon and 0 at it, as where nothing is left to somebody else: it holds as a limit. */
export const isLimit = ({ unknown: { field: f }, value }: TerminalValue): boolean => f.sign === 'positive' && value.kind === 'number' && value.value.numerator === 0n;

/** null: the terminal cost is no value of the ansatz. */
export const terminalValues = (document: Document, problem: Problem, ansatz: Ansatz): readonly TerminalValue[] | null => {
  const { terminal, horizon } = problem;
  if (terminal === null || horizon === null) return null;
  const state = problem.process.blocks.map((b) => b.variable);
  const [form, cost] = [ansatz.value, terminal].map((e) => normalForm(document, e, num(0), ansatz.where));
  if (form === undefined || cost === undefined || form === null || cost === null) return null;
  const choices = ansatz.unknowns.map((u) => candidates(u, form, cost, state));
  return combinations(choices).map((values) => ansatz.unknowns.map((unknown, k): TerminalValue => ({ unknown, value: values[k] ?? num(0) })))
    .find((values) => meets(document, ansatz, values, terminal, horizon)) ?? null;
};

const MOST_COMBINATIONS = 32;

const combinations = (choices: readonly (readonly Expression[])[]): readonly (readonly Expression[])[] =>
  choices.reduce<readonly (readonly Expression[])[]>((all, mine) => all.flatMap((values) => mine.map((e) => [...values, e])), [[]]).slice(0, MOST_COMBINATIONS);

const meets = (document: Document, ansatz: Ansatz, values: readonly TerminalValue[], terminal: Expression, horizon: Expression): boolean =>
  isProvable(goalOf(document, at(valueWith(ansatz.value, values), [{ variable: T_VARIABLE, value: horizon }]), terminal, ansatz.where), limitsOfQuestion());

/** The ansatz with values in place of its unknowns. */
export const valueWith = (e: Expression, values: readonly TerminalValue[]): Expression => {
  const own = e.kind === 'field' ? values.find((v) => v.unknown.field.name === e.field.name) : undefined;
  return own?.value ?? mapParts(e, (part) => valueWith(part, values));
};

/** The value that the coefficients give; else 1 and 0. */
const candidates = (u: Unknown, form: IndexedSum, cost: IndexedSum, state: readonly Variable[]): readonly Expression[] => {
  const own = use(u.field);
  const read = coefficientOf(u, form, cost, state);
  if (read !== null) return [read];
  return shapeOf(own).length === 0 ? [num(1), num(0)] : [zeroLike(own)];
};

const coefficientOf = (u: Unknown, form: IndexedSum, cost: IndexedSum, state: readonly Variable[]): Expression | null => {
  const own = use(u.field);
  const key = fingerprint(own);
  const wanted = coefficientsOf(cost, state);
  for (const group of coefficientsOf(form, state)) {
    const parts = matrixTerms(group.of, group.labels) ?? [];
    const costs = matrixTerms(wanted.find((c) => c.key === group.key)?.of ?? { terms: [] }, group.labels);
    if (costs === null) continue;
    for (const part of parts) {
      const [only, ...more] = part.scalar;
      if (only === undefined || more.length > 0) continue;
      if (fingerprint(part.tensor) === key) {
        const inverse = inverseMonomial(only);
        const terms = costs.map((c) => weighed(symmetric(u, c), writtenFraction(c.scalar, inverse)));
        return terms.length === 0 ? zeroLike(own) : plus(...terms);
      }
      const power = only.powers.get(key);
      if (power === undefined || !isOne(power.exponent)) continue;
      const powers = new Map(only.powers);
      powers.delete(key);
      const same = costs.filter((c) => fingerprint(c.tensor) === fingerprint(part.tensor));
      return withPowers(writtenFraction(same.flatMap((c) => c.scalar), inverseMonomial({ ...only, powers })));
    }
  }
  return null;
};

/** ½ (M + Mᵀ) for a symmetric unknown. */
const symmetric = (u: Unknown, part: { readonly tensor: Expression | null; readonly transposed: Expression | null }): Expression => {
  const { tensor, transposed } = part;
  if (tensor === null) return num(1);
  if (u.field.symmetry === 'none' || transposed === null || fingerprint(tensor) === fingerprint(transposed)) return tensor;
  return times(num(1, 2), plus(tensor, transposed));
};

const weighed = (tensor: Expression, weight: Expression): Expression => {
  if (weight.kind === 'number' && isOne(weight.value)) return tensor;
  return tensor.kind === 'number' && tensor.value === ONE ? weight : times(weight, tensor);
};
