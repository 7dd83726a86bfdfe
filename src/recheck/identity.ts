/**
 * Is the certificate's identity true at one random point?
 *
 *     left − right − Σ cofactor · D^α(hypothesis.left − hypothesis.right) − Div(flux)  =  0
 *
 * in every component, for fields that satisfy nothing.
 */
import type { Condition, Hypothesis, Variable } from '../kernel/expression.ts';
import type { Certificate, Goal, Label, Use } from '../kernel/goal.ts';
import { derive } from './differential.ts';
import type { Evaluator } from './evaluate.ts';
import type { Labels } from './indexed.ts';
import { componentOf, IndexedEvaluator } from './indexed.ts';
import type { Notation } from './notation.ts';
import { isNumber } from './notation.ts';
import { Unlucky } from './outcome.ts';
import type { Binding } from './places.ts';
import { isSquare, MAIN, residueOf } from './primes.ts';
import { residual } from './residual.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import { entryAt, entryOf, indicesOf, sameSizes, scalar } from './tensor.ts';
import type { Place } from './world.ts';

/** The names of the components of a goal's two sides. */
const COMPONENTS: readonly Label[] = ['i', 'j', 'k', 'l'];

export type Equation = Extract<Hypothesis, { kind: 'equation' }>;

/** The goal's hypotheses, and after them its conditions with `=`. */
export const hypothesesOf = (goal: Goal): readonly Hypothesis[] => [
  ...goal.hypotheses,
  ...goal.conditions.filter(({ relation }) => relation === '=')
    .map(({ left, right }): Hypothesis => ({ kind: 'equation', name: 'a condition', left, right })),
];

/** The first component at which the identity fails, counted from 1; null when it holds. */
export const failingComponent = (
  goal: Goal, certificate: Certificate, notation: Notation, evaluator: Evaluator,
): readonly number[] | null => {
  const { root } = evaluator.world;
  const ring = evaluator.world.ring(MAIN);
  const indexed = new IndexedEvaluator(evaluator, notation);
  const left = evaluator.evaluate(goal.left, root, MAIN, 0);
  const right = evaluator.evaluate(goal.right, root, MAIN, 0);
  if (!sameSizes(left.sizes, right.sizes)) throw new TypeError('two sides of different shapes');
  for (const index of indicesOf(left.sizes)) {
    const labels = new Map(index.map((component, slot) => [COMPONENTS[slot] ?? '', component]));
    const claimed = certificate.uses.map((use) => usedHypothesis(goal, use, labels, evaluator, indexed))
      .concat(certificate.flux.map(({ variable, value }) => divergence(variable, (l, o) =>
        indexed.vector(value, variable.space, 'flux', labels, { place: root, level: l, order: o }), evaluator)));
    const difference = ring.subtract(entryAt(left, index), entryAt(right, index));
    const rest = claimed.reduce((sum, term) => ring.subtract(sum, term), difference);
    if (rest[0] !== 0) return index.map((component) => component + 1);
  }
  return null;
};

/** cofactor · D^α(hypothesis.left − hypothesis.right), summed over the labels that the use itself brings. */
const usedHypothesis = (
  goal: Goal, use: Use, labels: Labels, evaluator: Evaluator, indexed: IndexedEvaluator,
): Series => {
  const { world } = evaluator;
  const ring = world.ring(MAIN);
  const hypothesis = hypothesesOf(goal)[use.hypothesis];
  if (hypothesis?.kind !== 'equation') throw new TypeError(`there is no equation number ${use.hypothesis}`);
  const spaces = evaluator.evaluate(hypothesis.left, world.root, MAIN, 0).sizes;
  const sizes = new Map<Label, number>();
  const own = (label: Label | null, size: number): void => {
    if (label !== null && !isNumber(label) && !labels.has(label)) sizes.set(label, size);
  };
  use.components.forEach((label, slot) => own(label, spaces[slot] ?? 0));
  use.derivatives.forEach(({ variable, label }) => own(label, world.size(variable.space)));
  const names = [...sizes.keys()];
  return indicesOf([...sizes.values()]).map((index) => {
    const all = new Map([...labels, ...index.map((value, k) => [names[k] ?? '', value] as const)]);
    const cofactor = indexed.sum(use.cofactor, all, { place: world.root, level: MAIN, order: 0 });
    if (cofactor[0] === 0) return cofactor;
    return ring.multiply(cofactor, differentiated(hypothesis, use, all, evaluator, indexed));
  }).reduce((sum, term) => ring.add(sum, term));
};

const differentiated = (
  hypothesis: Equation, use: Use, labels: Labels, evaluator: Evaluator, indexed: IndexedEvaluator,
): Series => {
  const { world } = evaluator;
  const by = use.derivatives.map(({ variable, label }) =>
    [variable, label === null ? 0 : componentOf(label, labels, world.size(variable.space))] as const);
  const about = (place: Place, level: number, order: number): Series => {
    const rest = residual(hypothesis, evaluator, place, level, order + by.length);
    const components = use.components.map((label, slot) => componentOf(label, labels, rest.sizes[slot] ?? 0));
    return derive(world, entryAt(rest, components), by, level);
  };
  if (use.at.length === 0) return about(world.root, MAIN, 0);
  const bindings = use.at.map(({ variable, value }): Binding => ({
    variable,
    value: (level, order) => indexed.vector(value, variable.space, 'arg', labels, { place: world.root, level, order }),
  }));
  const inner = (place: Place, level: number, order: number): Tensor => scalar(about(place, level, order));
  return entryOf(evaluator.places.elsewhere(world.root, bindings, inner, null, MAIN, 0));
};

const divergence = (
  variable: Variable, flux: (level: number, order: number) => readonly Series[], evaluator: Evaluator,
): Series => {
  const { world } = evaluator;
  const ring = world.ring(MAIN);
  return flux(MAIN, 1).map((entry, k) => derive(world, entry, [[variable, k]], MAIN))
    .reduce((sum, term) => ring.add(sum, term));
};

/**
 * Throws `Unlucky` where a positive number of the goal is no square, so that the root of its square would be taken
 * with the wrong sign. Only the prime factors matter.
 */
export const requirePositiveNumbers = (factors: Iterable<bigint>, prime: number): void => {
  for (const factor of factors) {
    if (!isSquare(residueOf(factor, prime), prime)) throw new Unlucky(`${factor} is no square`, null);
  }
};

/** Throws `Unlucky` where the random point violates a condition. Squares stand for positive numbers. */
export const requireConditions = (conditions: readonly Condition[], evaluator: Evaluator, level: number): void => {
  const { world } = evaluator;
  const ring = world.ring(level);
  for (const { relation, left, right } of conditions) {
    if (relation === '=') continue;
    const [a, b] = [left, right].map((side) => entryOf(evaluator.evaluate(side, world.root, level, 0)));
    if (a === undefined || b === undefined) throw new TypeError('a condition without sides');
    const value = (relation.startsWith('<') ? ring.subtract(b, a) : ring.subtract(a, b))[0] ?? 0;
    const holds = relation === '!=' ? value !== 0 : isSquare(value, ring.prime);
    if (!holds) throw new Unlucky('a condition is violated', ring.prime);
  }
};
