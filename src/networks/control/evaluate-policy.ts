/**
 * Targets for the value of a policy α: a number for each starting point, whose mean is V^α there. Three ways, all of Feynman and
 * Kac, with a value V̄ that is known already (Dynkin's formula for e^{−ρt} V̄):
 *
 * - returns:    ∫₀ᵀ e^{−ρt} r dt + e^{−ρT} V̄(X_T), the discounted reward with V̄ for what comes after T;
 * - martingale: the same less ∫₀ᵀ e^{−ρt} ∇V̄ · Σ dW, a control variate of mean 0, perfect where V̄ = V^α;
 * - residual:   V̄(x) + ∫₀^∞ e^{−ρt} δ(X_t) dt with δ = r + L^α V̄ − ρV̄, the residual of the Hamiltonian at the policy: it has the
 *               mean V^α(x) for every V̄ (that is smooth and grows less than e^{ρt} along paths), and varies as little as δ is small.
 *
 * The integral of δ is taken at one time: with τ exponential of rate λ, E∫₀^∞ e^{−λt} δ(X_t) dt = E δ(X_τ)/λ. For λ > ρ paths are
 * shorter and u = V^α − V̄ = E∫₀^∞ e^{−λt} (δ + (λ−ρ) u) dt is solved in turns, with its mean over the starts in place of the u on
 * the right; that mean is E δ(X_τ)/ρ for τ of rate ρ, on an eighth as many paths. What is left is constant, and gone in the next
 * turn, or shrinks by (λ−ρ)/(λ+κ) in each, where κ is how fast the closed loop forgets. Where V̄ = V^α nothing is left.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { unitOfValue, valueAt } from './controlled-diffusion.ts';
import { bracketOf } from './hamiltonian.ts';
import type { LearnedValue } from './learned-value.ts';
import type { Policy } from './policy.ts';
import { simulate } from './simulate.ts';
import { exponentialDurations, startsIn } from './starts.ts';

export type EvaluationWay = 'returns' | 'martingale' | 'residual';

export interface EvaluationPlan {
  readonly way: EvaluationWay;
  readonly paths: number;
  readonly step: number;
  /** λ ≥ ρ for the residual; 1/T for the others. */
  readonly rate: number;
  readonly stream: KeyedStream;
}

export interface Targets {
  /** In coordinates, count × states. */
  readonly points: Float64Array;
  /** In the unit of values there. */
  readonly values: Float64Array;
}

export interface EvaluatedPolicy {
  /** What is simulated. */
  readonly problem: ControlledDiffusion;
  /** What the Hamiltonian is taken of; the same problem, except where a test plants a fault. */
  readonly model: ControlledDiffusion;
  readonly policy: Policy;
  readonly value: LearnedValue;
}

const stateOf = (problem: ControlledDiffusion, points: Float64Array, row: number): Float64Array =>
  Float64Array.from({ length: problem.states }, (_, i) => valueAt(problem.coordinates[i]!, points[row * problem.states + i]!));

/** δ = r + L^α V̄ − ρV̄ at points in coordinates. */
export const residuals = ({ model, policy, value }: EvaluatedPolicy, points: Float64Array): Float64Array => {
  const count = points.length / model.states, raw = policy(points, count), bracket = bracketOf(model), m = model.actions;
  const numbers = new Float64Array(m), states = Array.from({ length: count }, (_, row) => stateOf(model, points, row)), values = value.all(states);
  return Float64Array.from({ length: count }, (_, row) => {
    const x = states[row]!, v = values[row]!;
    for (let j = 0; j < m; j += 1) numbers[j] = raw[row * m + j]!;
    bracket.at(x, v);
    return bracket.of(numbers) - model.discount * v.value;
  });
};

const inUnits = (problem: ControlledDiffusion, points: Float64Array, values: Float64Array): Targets =>
  ({ points, values: values.map((v, row) => v / unitOfValue(problem, stateOf(problem, points, row))) });

const SHARE = 8;

/** δ where paths of exponential lengths end, over the rate: their mean is ∫ e^{−rate t} E δ(X_t) dt. */
const integrated = (evaluated: EvaluatedPolicy, points: Float64Array, rate: number, step: number, stream: KeyedStream): Float64Array => {
  const count = points.length / evaluated.problem.states;
  const durations = exponentialDurations(rate, count, stream.split('durations'));
  const ends = simulate(evaluated.problem, evaluated.policy, { starts: points, durations, step, stream: stream.split('noise') });
  return residuals(evaluated, ends).map((d) => d / rate);
};

const byResidual = (evaluated: EvaluatedPolicy, { paths, step, rate, stream }: EvaluationPlan): Targets => {
  const { problem, value } = evaluated, rest = (rate - problem.discount) / rate;
  const points = startsIn(problem, 'trained', paths, stream.split('starts'));
  const gains = integrated(evaluated, points, rate, step, stream.split('short'));
  let constant = 0;
  if (rest > 0) {
    const few = startsIn(problem, 'trained', Math.ceil(paths / SHARE), stream.split('few'));
    const long = integrated(evaluated, few, problem.discount, step, stream.split('long'));
    constant = rest * long.reduce((sum, u) => sum + u, 0) / long.length;
  }
  const before = value.all(Array.from({ length: paths }, (_, row) => stateOf(problem, points, row)));
  return inUnits(problem, points, gains.map((gain, row) => before[row]!.value + gain + constant));
};

const byReturns = ({ problem, model, policy, value }: EvaluatedPolicy, plan: EvaluationPlan): Targets => {
  const { paths, step, rate, stream, way } = plan, { states: n, noises: k } = problem;
  const points = startsIn(problem, 'trained', paths, stream.split('starts'));
  const values = new Float64Array(paths), noise = new Float64Array(n * k), horizon = 1 / rate;
  const ends = simulate(problem, policy, {
    starts: points, durations: new Float64Array(paths).fill(horizon), step, stream: stream.split('noise'),
    visit: ({ path, time, step: h, x, a, increments }) => {
      const discount = Math.exp(-model.discount * time);
      let gain = model.reward(x, a) * -Math.expm1(-model.discount * h) / model.discount;
      if (way === 'martingale') {
        const { gradient } = value.at(x);
        model.noise(x, a, noise);
        for (let i = 0; i < n; i += 1) for (let l = 0; l < k; l += 1) gain -= gradient[i]! * noise[i * k + l]! * increments[l]!;
      }
      values[path]! += discount * gain;
    },
  });
  const last = Math.exp(-model.discount * horizon);
  for (let row = 0; row < paths; row += 1) values[row]! += last * value.at(stateOf(problem, ends, row)).value;
  return inUnits(problem, points, values);
};

export const evaluationTargets = (evaluated: EvaluatedPolicy, plan: EvaluationPlan): Targets => {
  switch (plan.way) {
    case 'residual': return byResidual(evaluated, plan);
    case 'returns':
    case 'martingale': return byReturns(evaluated, plan);
  }
};
