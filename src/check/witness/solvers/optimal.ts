/**
 * Claims that a law is optimal: against the control that Howard's scheme takes for the value, in one dimension; and, in every dimension,
 * the slope of the Hamiltonian at the law, on what was solved.
 */
import { dependsOn } from '../../../calculus/dependence.ts';
import type { Expression } from '../../../kernel/expression.ts';
import { at, derivative, gradient, num, times, use } from '../../../kernel/expression.ts';
import type { ClaimBody, Document } from '../../../language/statement.ts';
import { asCosts } from '../../../numeric/control/control-problem.ts';
import { EXTRAPOLATED } from '../../../numeric/control/ends.ts';
import { concatenated } from '../../../numeric/grid/lists.ts';
import { march } from '../../../numeric/control/march.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';
import { controlProblem, controlTables } from '../../../numeric/solved/control-tables.ts';
import { gridOf } from '../../../numeric/solved/density.ts';
import { coarsening } from '../../../numeric/solved/setting.ts';
import { placeAt } from '../../../numeric/solved/tables.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import type { OptimalityGoal } from '../../goals.ts';
import type { Solved } from './instances.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import { gridsText, judgePointwise } from './pointwise.ts';
import { innerInterval, middleNodes, valueAt } from './value.ts';

export type OptimalClaim = Extract<ClaimBody, { kind: 'optimal' }>;

/** The terms of ∂H/∂u at the law: each term of H by itself, so that their sizes tell what would be noticed. */
export const judgeSlope = (document: Document, goal: OptimalityGoal, solved: Solved): Judgement => {
  const { control, hamiltonian, law } = goal;
  const terms = termsOf(hamiltonian).filter((term) => dependsOn(term, control));
  const slopes = terms.map((term) => at(control.space === null ? derivative(control, term) : gradient(term, control), [{ variable: control, value: law }]));
  const zero = control.space === null ? num(0) : times(num(0), law);
  return judgePointwise(document, { left: { kind: 'add', terms: slopes }, right: zero, conditions: goal.conditions }, solved, 'slope of the Hamiltonian');
};

/** Parts of the way through time, without a pattern that a law might share. */
const MOMENTS = [0.29, 0.5, 0.83];
const MOMENT_AFTER = 1e-3;

/** `value`: what the law is to be optimal for. */
export const judgeLaw = (body: OptimalClaim, value: Expression, solved: Solved): Judgement => {
  const { worlds, setting } = solved;
  const times = MOMENTS.map((part) => part * setting.horizon);
  const runs = worlds.map((world) => together(times.map((t) => runOf(body, value, world, t))));
  const last = runs.at(-1) as Run;
  const size = Math.max(...last.claimed.map(Math.abs), ...last.best.map(Math.abs), 1e-300);
  const terms = termsOf(body.law);
  const finest = worlds.at(-1) as SolvedWorld;
  const sizes = terms.map((term) => Math.max(...Array.from(last.nodes, (x, k) => Math.abs(lawAt(term, finest, last.run, x, last.times[k]!)))));
  return judge({
    worlds, levels: runs.map((run) => run.best.map((v, k) => (v - run.claimed[k]!) / size)),
    allowance: 0, responses: sizes.map((s) => (s / size < 1e-7 ? 0 : s / size)),
    by: `control of Howard’s scheme, ${gridsText(solved)}`,
    tell: (k) => ({
      place: [`x = ${last.nodes[k]!.toPrecision(6)}, t = ${last.times[k]!.toPrecision(6)}`],
      left: `${last.claimed[k]!.toPrecision(7)} claimed`, right: `${last.best[k]!.toPrecision(7)} is the best control of the scheme`,
    }),
  });
};

interface Run {
  readonly run: OptimalClaim;
  readonly nodes: Float64Array;
  readonly times: Float64Array;
  readonly best: Float64Array;
  readonly claimed: Float64Array;
}

const together = (runs: readonly Run[]): Run => {
  const list = (of: (run: Run) => Float64Array): Float64Array => concatenated(runs.map(of));
  return { run: runs[0]!.run, nodes: list((r) => r.nodes), times: list((r) => r.times), best: list((r) => r.best), claimed: list((r) => r.claimed) };
};

const lawAt = (e: Expression, world: SolvedWorld, { problem }: OptimalClaim, x: number, t: number): number =>
  evaluateAll([e], world, placeAt(controlTables(world, problem).variable, [x], t), 0)[0]![0]![0]!;

/** The policy that is the best for the claimed value at the time t: what the scheme begins its first step with. */
const runOf = (body: OptimalClaim, value: Expression, world: SolvedWorld, t: number): Run => {
  const { setting, resolution } = world;
  const tables = controlTables(world, body.problem);
  const interval = innerInterval(setting);
  const nodes = gridOf(interval, resolution).faces;
  const at = valueAt(world, tables.variable);
  const problem = controlProblem(body.problem.sense, tables, t - MOMENT_AFTER, MOMENT_AFTER, (x) => at(value, x, t));
  let best: Float64Array | null = null;
  const h = (interval[1] - interval[0]) / resolution.cells;
  march(asCosts(problem).costs, { nodes, h, steps: 1, differences: 'central', ends: EXTRAPOLATED, every: 1 }, (_, __, policy) => { best ??= policy.control.slice(); });
  const chosen = middleNodes(nodes, coarsening(setting, resolution));
  return {
    run: body, nodes: Float64Array.from(chosen, (i) => nodes[i]!), times: new Float64Array(chosen.length).fill(t), best: Float64Array.from(chosen, (i) => best![i]!),
    claimed: Float64Array.from(chosen, (i) => lawAt(body.law, world, body, nodes[i]!, t)),
  };
};

/** What the document declares as the value of a problem. */
export const declaredValueOf = (document: Document, { problem }: OptimalClaim): Expression | null => {
  for (const d of document.declarations) {
    if (d.kind === 'value' && (d.problem === problem || d.problem.name === problem.name)) return use(d.field);
  }
  return null;
};
