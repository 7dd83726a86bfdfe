/**
 * Control that enters like the noise, by a linear equation (Fleming 1978; Kappen 2005; Todorov 2009):
 *
 *   dX = (b + g u) dt + σ dW,  costs  c + ½ r u²,   λ = r σ²/g² constant,   ψ = e^{−V/λ}:
 *
 *   −∂t V = c + b ∂x V + ½ σ² ∂xx V − ½ (g²/r) (∂x V)²   ⇔   −∂t ψ = b ∂x ψ + ½ σ² ∂xx ψ − (c/λ) ψ,   ψ(x,T) = e^{−φ/λ},
 *
 * and the best control is u = −(g/r) ∂x V = λ (g/r) ∂x log ψ. A second way to the value that solves no nonlinear equation.
 * The linear equation is marched as in `march.ts`, with the least state cost and the least terminal cost taken out, so that
 * ψ ≤ 1 and its discount is never negative.
 *
 * λ that is not constant, and ends that are extrapolated: NumericError 'not-applicable'. ψ that is not positive, by underflow
 * (costs beyond 700 λ) or by a scheme that is not monotone: 'vanished'.
 */
import { NumericError } from '../numeric-error.ts';
import type { ControlProblem } from './control-problem.ts';
import { insistOnProblem } from './control-problem.ts';
import type { End, Ends } from './ends.ts';
import type { HjbOptions, HjbSolution } from './hjb.ts';
import { solveOnGrids } from './hjb.ts';

/** Costs are minimised; nothing is discounted. */
export interface AffineProblem {
  readonly horizon: number;
  readonly drift: (x: number, t: number) => number;
  /** g */
  readonly input: (x: number, t: number) => number;
  readonly noise: (x: number, t: number) => number;
  /** c */
  readonly stateCost: (x: number, t: number) => number;
  /** r > 0 */
  readonly weight: (x: number, t: number) => number;
  readonly terminal: (x: number) => number;
  readonly autonomous?: boolean;
}

/** The same as a control problem, for `solveHjb`. */
export const controlProblemOf = (affine: AffineProblem): ControlProblem => ({
  sense: 'minimize', horizon: affine.horizon,
  drift: (x, u, t) => affine.drift(x, t) + affine.input(x, t) * u,
  noise: (x, _, t) => affine.noise(x, t),
  running: (x, u, t) => affine.stateCost(x, t) + 0.5 * affine.weight(x, t) * u * u,
  terminal: affine.terminal,
  controls: { kind: 'quadratic' },
  ...(affine.autonomous === undefined ? {} : { autonomous: affine.autonomous }),
});

const TIMES = 5;

/** The values of a function at all nodes and some times. */
const samples = (at: (x: number, t: number) => number, nodes: Float64Array, horizon: number): readonly number[] =>
  Array.from({ length: TIMES }, (_, k) => horizon * k / (TIMES - 1)).flatMap((t) => [...nodes].map((x) => at(x, t)));

const leastOf = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value), Infinity);

/** λ, where it is one number. */
export const temperatureOf = (affine: AffineProblem, nodes: Float64Array): number => {
  const all = samples((x, t) => affine.weight(x, t) * affine.noise(x, t) ** 2 / affine.input(x, t) ** 2, nodes, affine.horizon);
  const least = leastOf(all), most = -leastOf(all.map((value) => -value));
  if (!(least > 0) || !(most - least <= 1e-11 * most)) {
    throw new NumericError('not-applicable', `r σ²/g² goes from ${least} to ${most}`, 'the transform is linear only where it is one positive number');
  }
  return (least + most) / 2;
};

/** Discrete equations are solved to rounding, which the logarithm of ψ sees once a step. */
const ROUNDING_PER_STEP = 1e-14;

export const solveByLogTransform = (affine: AffineProblem, options: HjbOptions): HjbSolution => {
  const nodes = options.grid.faces;
  insistOnProblem(controlProblemOf(affine));
  const lambda = temperatureOf(affine, nodes);
  const leastCost = leastOf(samples(affine.stateCost, nodes, affine.horizon));
  const leastTerminal = leastOf([...nodes].map(affine.terminal));
  const baseline = (t: number): number => leastTerminal + leastCost * (affine.horizon - t);
  const linear: ControlProblem = {
    ...controlProblemOf(affine),
    running: () => 0,
    terminal: (x) => Math.exp(-(affine.terminal(x) - leastTerminal) / lambda),
    discount: (x, t) => (affine.stateCost(x, t) - leastCost) / lambda,
    controls: { kind: 'law', law: () => 0 },
  };
  const valueOf = (psi: Float64Array, t: number): Float64Array => psi.map((value) => baseline(t) - lambda * logarithm(value));
  const solution = solveOnGrids(linear, { ...options, ends: endsOfPsi(options.ends, lambda, baseline) }, valueOf,
    ROUNDING_PER_STEP * options.steps * lambda);
  return { ...solution, controls: solution.values.map((value, k) => controlOf(affine, nodes, value, solution.times[k]!)) };
};

const logarithm = (psi: number): number => {
  if (psi > 0) return Math.log(psi);
  throw new NumericError('vanished', `ψ = e^{−V/λ} is ${psi} at a node`, 'use a smaller box, or more time steps');
};

const endsOfPsi = (ends: Ends, lambda: number, baseline: (t: number) => number): Ends => {
  const transformed = (end: End): End => {
    switch (end.kind) {
      case 'value': return { kind: 'value', at: (t) => Math.exp(-(end.at(t) - baseline(t)) / lambda) };
      case 'reflecting': return end;
      case 'extrapolated':
        throw new NumericError('not-applicable', 'ψ is no quadratic at the ends', 'give values at the ends, or reflect there');
    }
  };
  return [transformed(ends[0]), transformed(ends[1])];
};

/** −(g/r) ∂x V by central differences; one-sided at the ends. */
const controlOf = (affine: AffineProblem, nodes: Float64Array, value: Float64Array, t: number): Float64Array =>
  nodes.map((x, i) => {
    const low = Math.max(0, i - 1), high = Math.min(nodes.length - 1, i + 1);
    return -affine.input(x, t) / affine.weight(x, t) * (value[high]! - value[low]!) / (nodes[high]! - nodes[low]!);
  });
