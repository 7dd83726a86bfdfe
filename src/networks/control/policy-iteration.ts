/**
 * Neural policy iteration (Howard's, with networks for value and policy): a policy is evaluated by Feynman–Kac targets, which the
 * value network learns; then the policy network climbs the Hamiltonian of that value; and again.
 *
 * Source: D. López Montero, Hamilton-Jacobi-Bellman Equation: Reinforcement Learning and Diffusion Models (2026), section 3.
 * Other than there, the targets are of the residual (evaluate-policy.ts), so that their noise goes to 0 with the residual.
 *
 * Errors: NetworkError 'diverged' where a path leaves, a loss rises or is no number, or a value grows without end (a first policy
 * of infinite cost); 'interrupted'. Nothing is returned then.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { Engine, Network } from '../engine/engine.ts';
import { layersOf } from '../engine/layout.ts';
import { NetworkError } from '../network-error.ts';
import { optimiserFor } from '../training/recipe.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import type { EvaluatedPolicy, EvaluationWay } from './evaluate-policy.ts';
import { evaluationTargets, residuals } from './evaluate-policy.ts';
import { fitValue } from './fit-value.ts';
import type { ValueAtPoint } from './hamiltonian.ts';
import { improvePolicy } from './improve-policy.ts';
import type { LearnedValue, Level } from './learned-value.ts';
import { learnedValue, noValue, unitsOf } from './learned-value.ts';
import type { Policy } from './policy.ts';
import { frozenPolicy, learnedPolicy } from './policy.ts';
import type { CostPlan, Estimated } from './policy-cost.ts';
import { endsOf, gathered, meanOf, worthBeyond } from './policy-cost.ts';
import { startsIn } from './starts.ts';

export interface Effort {
  readonly hidden: readonly number[];
  readonly batch: number;
  readonly iterations: number;
  /** Evaluations in each iteration, and in the first, which begins with nothing. */
  readonly passes: number;
  readonly firstPasses: number;
  readonly paths: number;
  readonly valueSteps: number;
  readonly policySteps: number;
  readonly rate: number;
  /** How many times as many steps the last evaluations take, at a rate as many times smaller. */
  readonly polish: number;
  readonly way: EvaluationWay;
  /** Paths for the worth of each policy. */
  readonly judged: number;
}

export interface IterationPlan {
  readonly problem: ControlledDiffusion;
  /** What the learner believes: another one is a planted fault. */
  readonly model?: ControlledDiffusion;
  readonly direction?: 1 | -1;
  readonly engine: Engine;
  readonly seed: number;
  /** Of simulation. */
  readonly step: number;
  /** λ of evaluation: how soon the closed loop forgets, at least ρ. */
  readonly rate: number;
  readonly effort: Effort;
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Iteration {
  /** Root mean square of δ, the residual of the Hamiltonian at the policy evaluated. */
  readonly residual: number;
  /** Mean worth of the next policy less this one's, over starts in the region: by simulation. It is the sum of the next two. */
  readonly gain: Estimated;
  /** What the Hamiltonian promises: E ∫ e^{−ρt} (H(X, α') − H(X, α)) dt along the next policy, with V̄ in it; at least 0 if α' is greedy. */
  readonly promised: Estimated;
  /** What is due to V̄ not being the value: ∫ e^{−ρt} δ dt, with this policy's δ, along the next policy less along this one. */
  readonly error: Estimated;
}

/**
 * Howard's theorem, V^{α'} ≥ V^α, as far as it is to be had with an approximate value: a loss beyond the error of evaluation and the
 * intervals is a violation.
 */
export const improved = ({ gain, promised, error }: Iteration): boolean =>
  promised.value >= -promised.bound && gain.value >= -gain.bound - Math.max(0, -error.value) - error.bound;

export interface Iterated {
  readonly value: LearnedValue;
  /** The value before the last improvement is of the policy before it; this is of the policy below. */
  readonly policy: Policy;
  readonly history: readonly Iteration[];
  readonly dispose: () => void;
}

const root = (values: Float64Array): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

const levelOf = (values: Float64Array): Level => {
  const offset = values.reduce((sum, v) => sum + v, 0) / values.length;
  const scale = root(values.map((v) => v - offset));
  if (!(Number.isFinite(offset) && scale > 0)) {
    throw new NetworkError('diverged', 'the first values of the first policy are no numbers, or all the same', 'begin with another policy');
  }
  return { offset, scale };
};

/** The last layer is 0, so that the first policy is the middle of every range. */
const beginAtZero = (network: Network): void => {
  const weights = network.weights(0), last = layersOf(network.shape).at(-1)!;
  network.setWeights(0, weights.fill(0, last.matrix));
};

/**
 * V̄ with the constant put right: the mean of V^α − V̄ over the starts, by simulation, is what a fit leaves least well determined,
 * since δ shows only ρ times it. Where values have a unit that varies it is left as it is.
 */
const levelled = (evaluated: EvaluatedPolicy, plan: CostPlan): LearnedValue => {
  const { problem, value } = evaluated;
  if (problem.coordinates.some(({ power = 0 }) => power !== 0)) return value;
  const sample = worthBeyond(evaluated, plan), shift = sample.reduce((sum, d) => sum + d, 0) / sample.length;
  const shifted = (v: ValueAtPoint): ValueAtPoint => ({ ...v, value: v.value + shift });
  return { at: (x) => shifted(value.at(x)), all: (states) => value.all(states).map(shifted) };
};

/** How often the interval of a gain may miss. */
const FALSE_ALARM = 1e-3;

/** Of values, in their deviation: what is beyond has diverged. */
const GROWTH = 1e4;

export const policyIteration = (plan: IterationPlan): Iterated => {
  const { problem, engine, effort, step, signal } = plan, forgetting = plan.rate, model = plan.model ?? problem;
  if (!(problem.discount > 0 && forgetting >= problem.discount && step > 0)) {
    throw new NetworkError('not-applicable', 'a problem without end needs a discount, a rate of evaluation not below it, and a step',
      'give positive ones');
  }
  const stream = streamOf(plan.seed, 'policy iteration'), units = unitsOf(problem);
  const network = (outputs: number, steps: number, name: string): Network => engine.network({
    shape: { inputs: problem.states, hidden: effort.hidden, outputs }, copies: 1, batch: effort.batch,
    optimiser: optimiserFor(steps), stream: stream.split(name),
  });
  const valueNetwork = network(1, effort.valueSteps, 'value'), policyNetwork = network(problem.actions, effort.policySteps, 'policy');
  beginAtZero(policyNetwork);
  const dispose = (): void => { valueNetwork.dispose(); policyNetwork.dispose(); };
  const policy = learnedPolicy(problem, policyNetwork);
  const history: Iteration[] = [];
  let value = noValue(problem), level: Level | null = null;
  const now = (): EvaluatedPolicy => ({ problem, model, policy, value });
  const evaluate = (label: string, rate: number, polish = 1): void => {
    const own = stream.split(label);
    const targets = evaluationTargets(now(), { way: effort.way, paths: effort.paths, step, rate: forgetting, stream: own.split('targets') });
    level ??= levelOf(targets.values);
    const { offset, scale } = level;
    if (!targets.values.every((v) => Math.abs(v - offset) < GROWTH * scale)) {
      throw new NetworkError('diverged', 'the value of a policy grows without end', 'begin with a policy of finite value');
    }
    fitValue({ network: valueNetwork, targets, units, level, steps: polish * effort.valueSteps,
      rate: rate / polish, stream: own.split('fit'), signal });
    valueNetwork.setWeights(0, valueNetwork.weights(0, true));
    value = learnedValue(problem, valueNetwork, level);
  };
  try {
    for (let k = 0; k < effort.iterations; k += 1) {
      // Less and less is left to learn.
      const slower = effort.rate / (1 + k / 4);
      for (let pass = 0; pass < (k === 0 ? effort.firstPasses : effort.passes); pass += 1) evaluate(`${k}, ${pass}`, slower);
      const cost = { paths: effort.judged, step, stream: stream.split('worth') };
      const ends = endsOf(problem, policy, cost), worth = gathered(now(), ends), old = frozenPolicy(problem, policyNetwork);
      const residual = root(residuals(now(), startsIn(problem, 'judged', 256, stream.split('points'))));
      improvePolicy({
        network: policyNetwork, model, value, points: effort.paths, steps: effort.policySteps, rate: effort.rate,
        direction: plan.direction ?? 1, stream: stream.split(`improve ${k}`), signal,
      });
      policyNetwork.setWeights(0, policyNetwork.weights(0, true));
      const later = endsOf(problem, policy, cost), next = gathered(now(), later), middle = gathered({ ...now(), policy: old }, later);
      const less = (left: Float64Array, right: Float64Array): Estimated => meanOf(left.map((d, i) => d - right[i]!), FALSE_ALARM);
      history.push({ residual, gain: less(next, worth), promised: less(next, middle), error: less(middle, worth) });
      plan.onProgress?.(k + 1, effort.iterations);
    }
    for (let pass = 0; pass < effort.passes; pass += 1) evaluate(`last, ${pass}`, effort.rate / (1 + effort.iterations / 4), effort.polish);
    value = levelled(now(), { paths: effort.paths, step, stream: stream.split('level') });
  } catch (error) {
    dispose();
    throw error;
  }
  return { value, policy, history, dispose };
};
