/**
 * What regression learns on transitions of the regulator: three networks on the same states, actions and noise.
 *
 * - td:        y = r Δ + e^{−ρΔ} V(X_Δ), the target of the post: its mean is T_Δ = V + Δq + O(Δ²);
 * - corrected: V(x) + (y − V(x))/(ρΔ), whose mean is V + q/ρ + O(Δ);
 * - q:         (y − V(x))/Δ, whose mean is q + O(Δ).
 *
 * V is known here, since what a perfect critic would learn is in question. Each transition comes twice, with opposite noise, and
 * their targets are averaged: for a quadratic V that leaves of the noise its square only. (x, a) is uniform on a box.
 *
 * Of each network is measured, on fresh draws: the loss, whose least value is the mean conditional variance of the target, here in
 * closed form, so that
 *
 *   E (network − mean target)² = loss − least loss,
 *
 * with the interval of the central limit theorem; beside it the same distance measured directly, and the distance to Q = V + q/ρ.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { Engine } from '../engine/engine.ts';
import { evaluateInDoubles, networkInDoubles } from '../jets/network-jet.ts';
import { optimiserFor } from '../training/recipe.ts';
import { train } from '../training/train.ts';
import type { LinearQuadratic } from './linear-quadratic.ts';
import { regulatorOptimum } from './linear-quadratic.ts';
import type { Estimated } from './policy-cost.ts';
import { meanOf } from './policy-cost.ts';
import { heldTransition, regulatorQ } from './q-function.ts';
import { given } from './solve-regulator.ts';

export const KINDS = ['td', 'corrected', 'q'] as const;
export type Kind = (typeof KINDS)[number];

export interface QLearning {
  readonly engine: Engine;
  readonly seed: number;
  /** Δ. */
  readonly delta: number;
  readonly steps: number;
  readonly hidden: readonly number[];
  readonly batch: number;
  readonly rate: number;
  /** |x| ≤ reach; |a| ≤ 1.5 K reach. */
  readonly reach: number;
  readonly signal?: { readonly aborted: boolean };
  readonly onProgress?: (done: number, of: number) => void;
}

export const Q_EFFORT = { steps: 1500, hidden: [32, 32], batch: 256, rate: 1e-2, delta: 0.05, reach: 1 } as const;

export interface LearnedQ {
  readonly kind: Kind;
  readonly at: (x: number, a: number) => number;
  /** Mean squares over the box. */
  readonly loss: Estimated;
  readonly leastLoss: number;
  /** Of the network from the mean of its target: directly, and by the excess of the loss, which bounds it. */
  readonly fromMean: number;
  readonly excess: Estimated;
  /** Of the network from V + q/ρ; and how large q/ρ is, the root mean square over the box. */
  readonly fromQ: number;
  readonly sizeOfAdvantage: number;
  /** −slope of the greedy action: where the network is greatest among actions of the box, least squares on x. */
  readonly gain: number;
}

const JUDGED = 4096;
const ACTIONS = 201;

interface Draws {
  readonly inputs: Float32Array;
  readonly x: Float64Array;
  readonly a: Float64Array;
  /** For each kind. */
  readonly targets: Record<Kind, Float64Array>;
}

export const learnQ = (p: LinearQuadratic, learning: QLearning): readonly LearnedQ[] => {
  const { engine, seed, delta, reach, hidden, batch, steps } = learning;
  const exact = regulatorQ(p), { K, P, c } = regulatorOptimum(p), { phi, gamma, variance } = heldTransition(p, delta);
  const stream = streamOf(seed, 'q-learning'), widest = 1.5 * Math.max(Math.abs(K), 1) * reach, discount = Math.exp(-p.rho * delta);
  const uniforms = (count: number, label: string): Float64Array => {
    const out = new Float64Array(count);
    stream.split(label).fillUniforms(0, out);
    return out;
  };
  const draw = (count: number, label: string): Draws => {
    const x = uniforms(count, `${label} x`).map((u) => reach * (2 * u - 1)), a = uniforms(count, `${label} a`).map((u) => widest * (2 * u - 1));
    const noise = new Float64Array(count), inputs = new Float32Array(2 * count);
    stream.split(`${label} noise`).fillNormals(0, noise);
    const targets = { td: new Float64Array(count), corrected: new Float64Array(count), q: new Float64Array(count) };
    for (let i = 0; i < count; i += 1) {
      inputs[2 * i] = Math.sqrt(3) * x[i]! / reach;
      inputs[2 * i + 1] = Math.sqrt(3) * a[i]! / widest;
      const mean = phi * x[i]! + gamma * a[i]!, shake = Math.sqrt(variance) * noise[i]!;
      const later = [mean + shake, mean - shake].reduce((sum, y) => sum - P * y * y / 4, -c);
      const y = -(p.q * x[i]! ** 2 + p.r * a[i]! ** 2) / 2 * delta + discount * later, v = exact.value(x[i]!);
      targets.td[i] = y;
      targets.corrected[i] = v + (y - v) / (p.rho * delta);
      targets.q[i] = (y - v) / delta;
    }
    return { inputs, x, a, targets };
  };
  // The variance of ½(V(m + s ξ) + V(m − s ξ)) is that of ½ P s² ξ².
  const leastTd = (discount * P * variance) ** 2 / 2;
  const least: Record<Kind, number> = { td: leastTd, corrected: leastTd / (p.rho * delta) ** 2, q: leastTd / delta ** 2 };
  const means: Record<Kind, (x: number, a: number) => number> = {
    td: (x, a) => exact.target(x, a, delta), corrected: (x, a) => exact.corrected(x, a, delta),
    q: (x, a) => (exact.target(x, a, delta) - exact.value(x)) / delta,
  };
  const first = draw(1024, 'scale');
  const level = KINDS.map((kind) => {
    const y = first.targets[kind], offset = y.reduce((sum, v) => sum + v, 0) / y.length;
    return { offset, scale: Math.sqrt(y.reduce((sum, v) => sum + (v - offset) ** 2, 0) / y.length) };
  });
  const network = engine.network({
    shape: { inputs: 2, hidden, outputs: 1 }, copies: KINDS.length, batch, optimiser: optimiserFor(steps), stream: stream.split('weights'),
  });
  const stacked = (inputs: Float32Array): Float32Array => {
    const all = new Float32Array(KINDS.length * inputs.length);
    KINDS.forEach((_, k) => { all.set(inputs, k * inputs.length); });
    return all;
  };
  try {
    train({
      network, steps, rate: learning.rate, ...given('signal', learning.signal),
      ...given('onProgress', learning.onProgress === undefined ? undefined : ({ step }: { readonly step: number }) => learning.onProgress?.(step, steps)),
      nextBatch: (step) => {
        const draws = draw(batch, `step ${step}`);
        return {
          inputs: stacked(draws.inputs),
          loss: (outputs, gradient) => {
            let sum = 0;
            KINDS.forEach((kind, k) => {
              const { offset, scale } = level[k]!;
              for (let i = 0; i < batch; i += 1) {
                const off = outputs[k * batch + i]! - (draws.targets[kind][i]! - offset) / scale;
                sum += off * off / (KINDS.length * batch);
                gradient[k * batch + i] = 2 * off / batch;
              }
            });
            return sum;
          },
        };
      },
    });
    const ask = (k: number, inputs: Float32Array): Float64Array => {
      const count = inputs.length / 2, outputs = network.evaluate(stacked(inputs), true).subarray(k * count, (k + 1) * count);
      return Float64Array.from(outputs, (y) => level[k]!.offset + level[k]!.scale * y);
    };
    const fresh = draw(JUDGED, 'judged');
    const rms = (of: (i: number) => number): number => Math.sqrt(fresh.x.reduce((sum, _, i) => sum + of(i) ** 2, 0) / JUDGED);
    return KINDS.map((kind, k): LearnedQ => {
      const answers = ask(k, fresh.inputs), off = answers.map((y, i) => (y - fresh.targets[kind][i]!) ** 2), loss = meanOf(off, 1e-3);
      return {
        kind, loss, leastLoss: least[kind],
        excess: { value: loss.value - least[kind], bound: loss.bound },
        fromMean: rms((i) => answers[i]! - means[kind](fresh.x[i]!, fresh.a[i]!)),
        fromQ: rms((i) => answers[i]! - exact.Q(fresh.x[i]!, fresh.a[i]!)),
        sizeOfAdvantage: rms((i) => exact.q(fresh.x[i]!, fresh.a[i]!) / p.rho),
        gain: greedyGain((inputs) => ask(k, inputs), widest),
        at: frozen(network.weights(k, true), reach, widest, level[k]!),
      };
    });
  } finally {
    network.dispose();
  }

  function frozen(weights: Float32Array, across: number, most: number, { offset, scale }: { readonly offset: number; readonly scale: number }): (x: number, a: number) => number {
    const doubles = networkInDoubles({ inputs: 2, hidden, outputs: 1 }, weights);
    return (x, a) => offset + scale * evaluateInDoubles(doubles, Float64Array.of(Math.sqrt(3) * x / across, Math.sqrt(3) * a / most))[0]!;
  }

  function greedyGain(asked: (inputs: Float32Array) => Float64Array, most: number): number {
    let products = 0, squares = 0;
    for (let row = 0; row <= 20; row += 1) {
      const y = Math.sqrt(3) * (row / 10 - 1), inputs = new Float32Array(2 * ACTIONS);
      for (let j = 0; j < ACTIONS; j += 1) inputs.set([y, Math.sqrt(3) * (2 * j / (ACTIONS - 1) - 1)], 2 * j);
      const answers = asked(inputs), best = answers.reduce((top, v, j) => v > answers[top]! ? j : top, 0);
      const x = y / Math.sqrt(3) * reach, action = most * (2 * best / (ACTIONS - 1) - 1);
      products += x * action;
      squares += x * x;
    }
    return -products / squares;
  }
};
