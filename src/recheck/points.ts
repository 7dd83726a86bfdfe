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
/** And in the first dimension where roots occur, since √(a²) = a holds at every other point. */
const POINTS_WITH_ROOTS = 16;
/** How often residues may be drawn anew: each condition that something is positive halves the admissible ones. */
const ATTEMPTS = 256;
/** After so many at one level another chain is tried: a number may be no square modulo its prime. */
const PATIENCE = 32;
/** Multiplications of residues, for one certificate: a few seconds. */
const WORK = 40_000_000;

/** Why the identity fails in one of the dimensions; null when it holds in all. */
export const failure = (task: Task, dimensions: readonly number[], seed: number): string | null => {
  if (dimensions.length === 0) throw new Refusal('no dimension to expand in');
  const work = { left: WORK };
  const alike = task.certificate.dimension !== 'every';
  const positive = positiveVariables(task.goal);
  for (const dimension of dimensions) {
    const points = task.census.roots && dimension === dimensions[0] ? POINTS_WITH_ROOTS : POINTS;
    for (let point = 0; point < points; point++) {
      const common = { dimension, seed: `${seed} ${dimension} ${point}`, alike, positive, work };
      const failing = atAdmissiblePoint(task, common);
      if (failing === null) continue;
      const [functional] = task.census.functionals;
      if (functional !== undefined) throw new Refusal(`of ${functional} only some properties are known here`);
      return `the identity fails in dimension ${dimension}${failing.length > 0 ? `, component [${failing}]` : ''}`;
    }
  }
  return null;
};

/** Draws points until one is admissible, and compares there. */
const atAdmissiblePoint = (
  task: Task, common: Omit<WorldOptions, 'chain' | 'redrawn' | 'touched'>,
): readonly number[] | null => {
  const chains = residues(`${common.seed} chain`, 1_000_000);
  const redrawn = [0, 0, 0, 0, 0, 0];
  const touched = new Set<number>([MAIN]);
  let chain = chains();
  let reason = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const world = new World(task.census, { ...common, chain, redrawn: [...redrawn], touched });
    try {
      return atPoint(task, world);
    } catch (error) {
      if (!(error instanceof Unlucky)) throw error;
      reason = error.message;
      if (error.prime === null || redraw(redrawn, world.levelOf(error.prime)) % PATIENCE === 0) chain = chains();
    }
  }
  throw new Refusal(`no admissible point was found (${reason})`);
};

/** Draws a level anew, and every fourth time the level above, which its logarithms come from. Returns the count. */
const redraw = (redrawn: number[], level: number): number => {
  const count = (redrawn[level] ?? 0) + 1;
  redrawn[level] = count;
  const above = logarithmLevel(level);
  if (above !== null && count % 4 === 0) redrawn[above] = (redrawn[above] ?? 0) + 1;
  return count;
};

/** The component that fails at a point, or null. */
const atPoint = ({ goal, certificate, census, notation, solved }: Task, world: World): readonly number[] | null => {
  const { evaluator, unsolved } = solve(solved, goal, world);
  const checked = new Set<number>();
  const requireAll = (): void => {
    for (const level of world.touched) {
      if (checked.has(level) || level === ANGLES || exponentLevel(level) === null) continue;
      checked.add(level);
      requirePositiveNumbers(census.factors, world.prime(level));
      requireConditions(goal.conditions, evaluator, level);
    }
  };
  // First at the levels that were needed before, which is cheap, then at those that were needed now.
  requireAll();
  const failing = failingComponent(goal, certificate, notation, evaluator);
  requireAll();
  if (failing !== null && unsolved.length > 0) throw new Refusal(`no solution was found for ${unsolved.join(', ')}`);
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
