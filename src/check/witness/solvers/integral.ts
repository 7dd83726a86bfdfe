/**
 * Equations between integrals over the state: by the trapezoidal rule over the box, which is as exact as the integrands are smooth
 * where they have decayed at its ends; on every grid.
 */
import { isZeroTerm } from '../../../calculus/equation.ts';
import type { Expression, Variable } from '../../../kernel/expression.ts';
import { T_VARIABLE } from '../../../kernel/expression.ts';
import type { Goal } from '../../../kernel/goal.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';
import { evenly } from '../../../numeric/solved/tables.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import type { Solved } from './instances.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import { gridsText } from './pointwise.ts';

const NODES: Readonly<Record<number, number>> = { 1: 81, 2: 23 };
const TIMES: Readonly<Record<number, readonly number[]>> = { 1: [0.3, 0.5, 0.7], 2: [0.5] };

export const judgeIntegral = (goal: Goal, under: readonly Variable[], solved: Solved): Judgement => {
  const [variable, ...others] = under;
  const { setting, worlds } = solved;
  const size = variable === undefined || variable.space === null ? 1 : (worlds[0] as SolvedWorld).dimensionOf(variable.space);
  if (variable === undefined || others.length > 0 || size > 2) return { outcome: 'silent', reason: 'an integral over more than the plane' };
  const lefts = isZeroTerm(goal.left) ? [] : termsOf(goal.left);
  const rights = isZeroTerm(goal.right) ? [] : termsOf(goal.right);
  const terms = [...lefts, ...rights];
  const times = (TIMES[size] ?? [0.5]).map((part) => part * setting.horizon);
  const sums = worlds.map((world) => times.map((t) => integrals(terms, world, variable, size, t)));
  const finest = sums.at(-1) as readonly (readonly number[])[];
  const sizes = finest.map((list) => list.reduce((a, b) => a + Math.abs(b), 0));
  const side = (list: readonly number[], from: number, to: number): number => list.slice(from, to).reduce((a, b) => a + b, 0);
  return judge({
    worlds, levels: sums.map((atTimes) => Float64Array.from(atTimes, (list, k) => (side(list, 0, lefts.length) - side(list, lefts.length, terms.length)) / (sizes[k] as number))),
    allowance: Math.max(...times.map((t, k) => quadratureError(lefts.length, terms, worlds.at(-1) as SolvedWorld, variable, size, t, finest[k] as readonly number[]) / (sizes[k] as number))),
    responses: terms.map((_, j) => Math.max(...finest.map((list, k) => Math.abs(list[j] as number) / (sizes[k] as number)))).map((r) => (r < 1e-7 ? 0 : r)),
    by: `${goal.name} by quadrature, ${gridsText(solved)}`,
    tell: (k) => ({ place: [`t = ${times[k]!.toPrecision(6)}`], left: side(finest[k]!, 0, lefts.length).toPrecision(7), right: side(finest[k]!, lefts.length, terms.length).toPrecision(7) }),
  });
};

/** What the rule is off by, with every second node (and then squared, so that a tenth is enough), and what the ends are, which smaller boxes tell. */
const quadratureError = (lefts: number, terms: readonly Expression[], world: SolvedWorld, variable: Variable, size: number, t: number, full: readonly number[]): number => {
  const difference = (list: readonly number[]): number => list.reduce((sum, v, k) => sum + (k < lefts ? v : -v), 0);
  const nodes = NODES[size] ?? 21;
  const coarse = integrals(terms, world, variable, size, t, (nodes - 1) / 2 + 1);
  const [smaller, smallest] = [0.9, 0.8].map((part) => difference(integrals(terms, world, variable, size, t, nodes, part))) as [number, number];
  // What lies beyond the ends falls at least as fast as it has fallen before them.
  const [last, before] = [Math.abs(difference(full) - smaller), Math.abs(smaller - smallest)];
  const beyond = last < before / 2 ? last * last / (before - last) : last;
  return coarse.reduce((most, v, k) => Math.max(most, Math.abs(v - full[k]!)), 0) / 10 + beyond;
};

const integrals = (
  terms: readonly Expression[], world: SolvedWorld, variable: Variable, size: number, t: number, nodes = NODES[size] ?? 21, part = 1,
): readonly number[] => {
  const { interval } = world.setting;
  const [middle, reach] = [(interval[0] + interval[1]) / 2, part * (size === 1 ? 0.5 : 0.46) * (interval[1] - interval[0])];
  const [low, high] = [middle - reach, middle + reach];
  const axis = evenly(low, high, nodes);
  const h = (high - low) / (nodes - 1);
  const sums = terms.map(() => 0);
  const visit = (x: readonly number[], weight: number): void => {
    if (x.length < size) {
      axis.forEach((value, k) => { visit([...x, value], weight * h * (k === 0 || k === nodes - 1 ? 0.5 : 1)); });
      return;
    }
    evaluateAll(terms, world, [{ variable, values: x }, { variable: T_VARIABLE, values: [t] }], 0)
      .forEach((components, k) => { sums[k]! += weight * (components[0]?.[0] ?? 0); });
  };
  visit([], 1);
  return sums;
};
