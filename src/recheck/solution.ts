/**
 * Fields as the hypotheses want them: gradients, and random power series that solve equations.
 */
import type { Hypothesis } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';
import { randomGradient } from './atoms.ts';
import type { Evaluator, Source } from './evaluate.ts';
import { atomOf } from './evaluate.ts';
import type { Equation } from './identity.ts';
import { Refusal } from './outcome.ts';
import { holds } from './residual.ts';
import { slotStart } from './slots.ts';
import { Solver } from './solver.ts';
import type { World } from './world.ts';

/** Fields that hypotheses declare curl-free are gradients. */
const gradientSources = (hypotheses: readonly Hypothesis[], world: World): Map<string, Source> => {
  const sources = new Map<string, Source>();
  for (const hypothesis of hypotheses) {
    if (hypothesis.kind !== 'curl-free') continue;
    const { field } = hypothesis;
    const fitting = field.slots.filter(({ space }) => space !== null && space === field.shape[0]);
    if (fitting.length !== 1 || field.shape.length !== 1) {
      throw new Refusal(`by which variable ${field.name} is curl-free`);
    }
    const start = slotStart(world, field, field.slots.findIndex((slot) => slot === fitting[0]));
    sources.set(field.name, (evaluator, of, base, level, order) =>
      randomGradient(evaluator.world, level, atomOf(evaluator.world, of, base(level)), start, order));
  }
  return sources;
};

export interface Solution {
  readonly evaluator: Evaluator;
  /** The names of equations that no solution was found for: the fields are random there, and need not satisfy them. */
  readonly unsolved: readonly string[];
}

/** Random fields that solve the equations, as far as that is possible. */
export const solve = (equations: readonly Equation[], goal: Goal, world: World): Solution => {
  const solver = new Solver(world, gradientSources(goal.hypotheses, world));
  const unsolved = equations.filter((equation) => !solver.add(equation));
  const evaluator = solver.evaluator(Infinity);
  for (const equation of equations) {
    // One equation's solution may spoil another's.
    if (unsolved.includes(equation) || holds(equation, evaluator)) continue;
    throw new Refusal(`no solution was found for ${equation.name}`);
  }
  return { evaluator, unsolved: unsolved.map(({ name }) => name) };
};
