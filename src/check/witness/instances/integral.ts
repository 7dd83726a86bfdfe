/**
 * An equation under an integral over the whole space of one variable, in one and two dimensions, by quadrature.
 *
 * The integrand is evaluated in doubles at the nodes of a grid; a field that solves an equation is a power series about each of
 * them, from data that decay. The trapezoidal rule converges exponentially for analytic integrands that decay (Trefethen and
 * Weideman, SIAM Review 56, 2014). Its nodes are those of 2^d coarser grids, moved against one another by a step, and its value is
 * their mean; a mode that the grid does not resolve is of another sign on some of them, so that the largest distance of one of them
 * from the mean bounds the error, with much to spare: it is the error of the coarser grids. What is left beyond the box is
 * estimated by the integrand along its edge. The bound is an estimate, not an enclosure.
 */
import type { Expression, Field, Variable } from '../../../kernel/expression.ts';
import { fieldsIn } from '../../../calculus/dependence.ts';
import type { Goal } from '../../../kernel/goal.ts';
import type { Document } from '../../../language/statement.ts';
import { isZeroTerm } from '../../../calculus/equation.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Measured } from './comparison.ts';
import { powersOfTime } from './comparison.ts';
import type { InstanceFamily } from './families.ts';
import { drawsOf } from './families.ts';
import type { Judgement } from './judgement.ts';
import { judgeAll } from './judge-all.ts';
import type { Site } from './pointwise.ts';
import type { Asked, Draw } from './setting.ts';

/** Half the width of the box, and the steps from its middle to its edge, by the dimension. */
const BOX = 6;
const STEPS: Readonly<Record<number, number>> = { 1: 30, 2: 15 };
/** How large the integrand may be at the edge, beside its largest value. */
const EDGE = 1e-5;
/** How often the edge is counted for what is left beyond it. */
const BEYOND = 3;
/** Beside the integrals of |terms|. */
const ROUNDING = 1e-12;

/** How far apart the two grids may be, beside the integrals of |terms|. */
const ROUGHEST = 1e-2;

export const judgeIntegral = (document: Document, goal: Goal, under: readonly Variable[], seed: number, families: readonly InstanceFamily[] | null): Judgement => {
  const [variable, ...others] = under;
  if (variable === undefined || others.length > 0) return { outcome: 'silent', reason: 'an integral over several variables' };
  let last: Judgement = { outcome: 'silent', reason: 'an integral in more than two dimensions' };
  for (const decaying of decayingSets(goal, variable)) {
    last = judged(document, goal, variable, decaying, seed, families);
    if (last.outcome !== 'silent') return last;
  }
  return last;
};

/** Which fields decay: first those that are positive, then all scalars. */
const decayingSets = (goal: Goal, variable: Variable): readonly ReadonlySet<string>[] => {
  const all = [...fieldsIn(goal.left, goal.right).values()].filter((f) => f.shape.length === 0 && hasSlot(f, variable));
  const names = (list: readonly Field[]): ReadonlySet<string> => new Set(list.map((f) => f.name));
  return [names(all.filter((f) => f.sign === 'positive')), names(all)];
};

const hasSlot = (f: Field, variable: Variable): boolean =>
  f.slots.some((slot) => slot.name === variable.name || (slot.space !== null && slot.space === variable.space));

const judged = (document: Document, goal: Goal, variable: Variable, decaying: ReadonlySet<string>, seed: number, families: readonly InstanceFamily[] | null): Judgement => {
  const asked: Asked = {
    document, expressions: [goal.left, goal.right], hypotheses: goal.hypotheses, conditions: goal.conditions, data: goal.data ?? [], decaying, seed, time: null,
  };
  const draws = families === null ? usualDraws(goal.dimension, variable) : drawsOf(families, goal.dimension, []).filter((d) => d.dimension <= 2);
  return judgeAll(asked, draws, 1, (site) => [integrated(goal, variable, site)]);
};

/** Polynomials outgrow what decays within the box; one dimension is tried first, since it costs little. */
const usualDraws = (dimension: number | null, variable: Variable): readonly Omit<Draw, 'attempt'>[] => {
  const one: Omit<Draw, 'attempt'> = { dimension: 1, temperament: 'analytic' };
  if (dimension === null) return variable.space === null || variable.space === 'n' ? [one, { ...one, dimension: 2 }] : [one];
  return dimension > 2 ? [] : [{ ...one, dimension }];
};

/** The two integrals, with the estimate of their error as the radius. */
const integrated = (goal: Goal, variable: Variable, { instance, place }: Site): Measured => {
  const [lefts, rights] = [sideTerms(goal.left), sideTerms(goal.right)];
  const terms = [...lefts, ...rights];
  const world = instance.inDoubles().world(powersOfTime(terms));
  const fixed = place.filter((p) => p.variable.name !== variable.name)
    .map(({ variable: v, values }) => ({ variable: v, values: values.map((ball) => ball.value) }));
  const size = variable.space === null ? 1 : world.dimensionOf(variable.space);
  const { fine, coarse, absolute, edge } = sums(terms, world, fixed, variable, size);
  const total = (values: readonly number[], from: number, to: number): number => values.slice(from, to).reduce((a, b) => a + b, 0);
  const left = total(fine, 0, lefts.length);
  const right = total(fine, lefts.length, terms.length);
  const scale = absolute.reduce((a, b) => a + b, 0);
  const errors = fine.map((value, k) => Math.max(...coarse.map((sum) => Math.abs(value - (sum[k] as number)))));
  const bound = errors.reduce((a, b) => a + b, 0) + BEYOND * edge + ROUNDING * scale;
  if (!(bound <= ROUGHEST * scale)) {
    throw new NumericError('grid-too-coarse', 'the integrals on two grids differ too much', 'take smoother functions, or a finer grid');
  }
  // An integral that is zero is measured by what cancels in it.
  const noticed = fine.map((value, k) => (2 * bound) / (Math.abs(value) > bound ? Math.abs(value) : absolute[k] ?? 0));
  const ball = (value: number): { value: number; radius: number } => ({ value, radius: bound });
  return { left: ball(left), right: ball(right), difference: ball(left - right), size: scale, noticed };
};

const sideTerms = (side: Expression): readonly Expression[] => (isZeroTerm(side) ? [] : termsOf(side));

interface Sums {
  /** By the trapezoidal rule. */
  readonly fine: readonly number[];
  /** By every other node in each direction: one list for each of the 2^d ways to choose them. */
  readonly coarse: readonly (readonly number[])[];
  /** ∫|term|. */
  readonly absolute: readonly number[];
  /** The same along the edge of the box alone, which is more than what is left beyond it: there a step means a factor. */
  readonly edge: number;
}

const sums = (terms: readonly Expression[], world: World<number>, fixed: Place<number>, variable: Variable, size: number): Sums => {
  const steps = STEPS[size];
  if (steps === undefined) throw new NumericError('not-applicable', `an integral over ${size} dimensions`, 'take one or two');
  const h = BOX / steps;
  const at = (node: readonly number[]): readonly number[] =>
    evaluateAll(terms, world, [...fixed, { variable, values: node.map((k) => k * h) }], 0).map((c) => c[0]?.[0] as number);
  const largest = needDecay(at, steps, size);
  const coarse = Array.from({ length: 2 ** size }, () => terms.map(() => 0));
  const absolute = terms.map(() => 0);
  let edge = 0;
  for (const node of nodes(steps, size)) {
    const values = at(node);
    const sum = coarse[node.reduce((which, k) => 2 * which + Math.abs(k % 2), 0)] as number[];
    values.forEach((v, k) => {
      sum[k] = (sum[k] as number) + v * (2 * h) ** size;
      absolute[k] = (absolute[k] as number) + Math.abs(v) * h ** size;
    });
    if (!node.some((k) => Math.abs(k) === steps)) continue;
    needSmall(values, largest);
    edge += values.reduce((a, v) => a + Math.abs(v), 0) * h ** size;
  }
  const fine = terms.map((_, k) => coarse.reduce((a, sum) => a + (sum[k] as number), 0) / coarse.length);
  return { fine, coarse, absolute, edge };
};

/** The largest value near the middle; the ends of the axes are looked at first, so that what does not decay is soon found out. */
const needDecay = (at: (node: readonly number[]) => readonly number[], steps: number, size: number): number => {
  const along = (k: number, value: number): readonly number[] => Array.from({ length: size }, (_, i) => (i === k ? value : 0));
  const axes = Array.from({ length: size }, (_, k) => k);
  const middle = [along(0, 0), ...axes.flatMap((k) => [along(k, 2), along(k, -2)])].flatMap(at);
  const largest = Math.max(...middle.map(Math.abs));
  for (const k of axes) for (const end of [steps, -steps]) needSmall(at(along(k, end)), largest);
  return largest;
};

const needSmall = (values: readonly number[], largest: number): void => {
  if (values.every((v) => Math.abs(v) <= EDGE * largest)) return;
  throw new NumericError('grid-too-coarse', `what stands under the integral does not decay within ${BOX} of the middle`, 'take functions that decay in every direction');
};

/** Grid points in multiples of the step, −steps … steps in each direction. */
function* nodes(steps: number, size: number): Generator<readonly number[]> {
  for (let i = -steps; i <= steps; i += 1) {
    if (size === 1) yield [i];
    else for (let j = -steps; j <= steps; j += 1) yield [i, j];
  }
}
