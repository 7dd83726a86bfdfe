/**
 * Closed forms for whatever a document declares freely, made from a list of integers: smooth, not symmetric unless they have to be,
 * positive where that is said. For tests of the evaluator alone; what the program uses is in src/numeric/families.
 */
import type { Expression, Field, Parameter, Sign, Symmetry, Variable } from '../../../src/kernel/expression.ts';
import { call, exp, minus, num, plus, times, use } from '../../../src/kernel/expression.ts';
import type { Rational } from '../../../src/kernel/rational.ts';
import { rational } from '../../../src/kernel/rational.ts';
import type { Document } from '../../../src/language/statement.ts';
import type { ClosedForm, Instance } from '../../../src/numeric/instance/instance.ts';
import { scalarVariables } from '../../../src/numeric/instance/instance.ts';

/** Integers in [−9, 9], the same for the same seed: a linear congruence, of which the upper half is taken. */
export const integersFrom = (seed: number): (() => number) => {
  let state = BigInt(seed) * 2654435761n + 12345n;
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 33n) % 19n) - 9;
  };
};

export const someInstance = (document: Document, dimension: number, seed: number): Instance => {
  const draw = integersFrom(seed);
  const spaces = new Map([['n', document.dimension ?? dimension]]);
  const sizeOf = (space: string): number => spaces.get(space) ?? spaces.set(space, dimension + 1).get(space)!;
  const symbols = [...document.symbols.values()];
  for (const s of symbols) for (const space of s.kind === 'variable' ? [s.space ?? 'n'] : s.shape) sizeOf(space);
  const fields = symbols.filter((s): s is Field => s.kind === 'field');
  const parameters = symbols.filter((s): s is Parameter => s.kind === 'parameter');
  return {
    spaces,
    parameters: new Map(parameters.map((p) => [p.name, constants(p, p.shape.map(sizeOf), draw)])),
    fields: new Map(fields.map((f) => [f.name, closedForm(f, f.shape.map(sizeOf), sizeOf, draw)])),
  };
};

const constants = (p: Parameter, sizes: readonly number[], draw: () => number): readonly Rational[] => {
  const sixteenths = Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, () => draw());
  return arranged(sixteenths, sizes[0] ?? 1, p.symmetry, {
    add: (a, b) => a + b, negate: (a) => -a, shifted: (a, isDiagonal) => a + (isDiagonal ? 64 : 0),
  }).map((k) => rational(p.shape.length > 0 ? k : p.sign === 'negative' ? -10 - k : k === -16 ? 20 : k + 16, 16));
};

/** A matrix with the symmetry that is asked for; a positive one is made so by a large diagonal. */
const arranged = <Item>(
  entries: readonly Item[], n: number, symmetry: Symmetry,
  by: { readonly add: (a: Item, b: Item) => Item; readonly negate: (a: Item) => Item; readonly shifted: (a: Item, isDiagonal: boolean) => Item },
): readonly Item[] => {
  if (symmetry === 'none') return entries;
  return entries.map((entry, k) => {
    const other = entries[(k % n) * n + Math.floor(k / n)]!;
    const whole = by.add(entry, symmetry === 'antisymmetric' ? by.negate(other) : other);
    return symmetry === 'positive' ? by.shifted(whole, k % (n + 1) === 0) : whole;
  });
};

const closedForm = (f: Field, sizes: readonly number[], sizeOf: (space: string) => number, draw: () => number): ClosedForm => {
  const slots = f.slots.map((v) => scalarVariables(v, v.space === null ? 1 : sizeOf(v.space)));
  const entries = Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, () => withSign(smooth(slots.flat(), draw), f.sign));
  const components = arranged(entries, sizes[0] ?? 1, f.symmetry, {
    add: (a, b) => plus(a, b), negate: minus, shifted: (a, isDiagonal) => (isDiagonal ? plus(a, num(9)) : a),
  });
  return { slots, components };
};

const withSign = (e: Expression, sign: Sign): Expression => {
  switch (sign) {
    case 'any': return e;
    case 'positive': case 'nonnegative': case 'nonzero': return exp(e);
    case 'negative': case 'nonpositive': return minus(exp(e));
  }
};

/** c + (l·v)²/8 + sin(m·v)/2 + a product of two variables, with small coefficients. */
const smooth = (variables: readonly Variable[], draw: () => number): Expression => {
  const linear = (): Expression => plus(num(draw(), 8), ...variables.map((v) => times(num(draw(), 16), use(v))));
  const [a, b] = [linear(), linear()];
  return plus(linear(), times(num(draw(), 16), a, a), times(num(1, 2), call('sin', b)), times(num(draw(), 16), a, b));
};
