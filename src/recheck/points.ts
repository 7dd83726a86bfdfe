/**
 * Draws random points and compares the two sides there.
 */
import type { Certificate, Goal } from '../kernel/goal.ts';
import type { Census } from './census.ts';
import type { Equation } from './identity.ts';
import { failingComponent, requireConditions, requirePositiveNumbers } from './identity.ts';
import type { Notation } from './notation.ts';
import { Refusal, Unlucky } from './outcome.ts';
import { ANGLES, exponentLevel, logarithmLevel, MAIN } from './primes.ts';
import { residues } from './random.ts';
import { solve } from './solution.ts';
import type { WorldOptions } from './world.ts';
import { World } from './world.ts';

export interface Task {
  readonly goal: Goal;
  readonly certificate: Certificate;
  readonly census: Census;
  readonly notation: Notation;
  /** Equations that the fields are to satisfy. */
  readonly solved: readonly Equation[];
}

/** Independent points in each dimension. */
const POINTS = 2;
/** How often residues may be drawn anew: each condition that something is positive halves the admissible ones. */
const ATTEMPTS = 256;
/** Multiplications of residues, for one certificate: a few seconds. */
const WORK = 300_000_000;

/** Why the identity fails in one of the dimensions; null when it holds in all. */
export const failure = (task: Task, dimensions: readonly number[], seed: number): string | null => {
  if (dimensions.length === 0) throw new Refusal('no dimension to expand in');
  const work = { left: WORK };
  const alike = task.certificate.dimension !== 'every';
  const positive = positiveVariables(task.goal);
  for (const dimension of dimensions) {
    for (let point = 0; point < POINTS; point++) {
      const failing = atAdmissiblePoint(task, { dimension, seed: `${seed} ${dimension} ${point}`, alike, positive, work });
      if (failing === null) continue;
      const [functional] = task.census.functionals;
      if (functional !== undefined) throw new Refusal(`of ${functional} only some properties are known here`);
      return `the identity fails in dimension ${dimension}${failing.length > 0 ? `, component [${failing}]` : ''}`;
    }
  }
  return null;
};

/** Draws points until one is admissible, and compares there. */
const atAdmissiblePoint = (task: Task, common: Omit<WorldOptions, 'chain' | 'redrawn'>): readonly number[] | null => {
  const chains = residues(`${common.seed} chain`, 1_000_000);
  const redrawn = [0, 0, 0, 0, 0, 0];
  let chain = chains();
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const world = new World(task.census, { ...common, chain, redrawn: [...redrawn] });
    try {
      return atPoint(task, world);
    } catch (error) {
      if (!(error instanceof Unlucky)) throw error;
      reason = error.message;
      if (error.prime === null) chain = chains();
      else redraw(redrawn, world.levelOf(error.prime));
    }
  }
  throw new Refusal(`no admissible point was found (${reason})`);
};

/** Logarithms at a level are drawn with the level above: it is drawn anew as well, every fourth time. */
const redraw = (redrawn: number[], level: number): void => {
  const count = (redrawn[level] ?? 0) + 1;
  redrawn[level] = count;
  const above = logarithmLevel(level);
  if (above !== null && count % 4 === 0) redrawn[above] = (redrawn[above] ?? 0) + 1;
};

/** The component that fails at a point, or null. The conditions must hold at every level that was needed. */
const atPoint = ({ goal, certificate, census, notation, solved }: Task, world: World): readonly number[] | null => {
  requirePositiveNumbers(census.factors, world.prime(MAIN));
  const { evaluator, unsolved } = solve(solved, goal, world);
  requireConditions(goal.conditions, evaluator, MAIN);
  const failing = failingComponent(goal, certificate, notation, evaluator);
  if (failing !== null && unsolved.length > 0) throw new Refusal(`no solution was found for ${unsolved.join(', ')}`);
  const touched = new Set(world.touched);
  for (const level of touched) {
    if (level === MAIN || level === ANGLES || exponentLevel(level) === null) continue;
    requirePositiveNumbers(census.factors, world.prime(level));
    requireConditions(goal.conditions, evaluator, level);
  }
  return failing;
};

/** Scalar variables that a condition `v > 0` makes positive, so that they need not be drawn until they are. */
const positiveVariables = (goal: Goal): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { relation, left, right } of goal.conditions) {
    const [high, low] = relation.startsWith('<') ? [right, left] : [left, right];
    if (relation === '=' || relation === '!=' || high.kind !== 'variable' || high.variable.space !== null) continue;
    if (low.kind === 'number' && low.value.numerator === 0n) names.add(high.variable.name);
  }
  return names;
};
