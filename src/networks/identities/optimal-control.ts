/**
 * The score as an optimal control. For the reversed process dY = (−a Y + g u) ds + g dW, t = T − s, V = −log p_t is the value of
 *
 *   J(u) = E[ ∫ (½|u|² + d a) ds − log p_{t₀}(Y) ],        u* = −g ∇V = g ∇log p,
 *
 * and for every other control the cost is more by exactly  J(u) − V = ½ E ∫ |u − u*|² ds, along the paths of u.
 *
 * Sources: M. Pavon, Stochastic control and nonequilibrium thermodynamical systems, Appl. Math. Optim. 19 (1989); J. Berner,
 * L. Richter, K. Ullrich, An optimal control perspective on diffusion-based generative modeling (arXiv 2211.01364).
 *
 * Derivation of the gap: by Itô's formula along the paths of u, with the Hamilton–Jacobi–Bellman equation
 * ∂_s V − a y·∇V + ½ g² ΔV − ½ g² |∇V|² + d a = 0,
 *
 *   ∫ (½|u|² + d a) ds + V(end) − V(start) = ½ ∫ |u − u*|² ds − ∫ u*·dW.
 *
 * Measured: u = g s_θ from Y ~ p_T. Left, the cost with ∫u·dW added, which has mean zero and takes off nearly all of its chance;
 * right, the gap along paths of their own. The identity holds for every score, so that the error of the score is in no bound:
 * the bound is chance and steps (three coupled grids; a normal approximation). But a gap that is near 0 cannot be told from
 * twice itself: it is then `blind`, and `gapOfControl` is the closer look. It compares with the cost of u* itself, along paths
 * with the same noise, and with ∫u*·dW as what has mean zero: chance and steps cancel but for the part that is due to s_θ − s.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { upperQuantile } from '../../numeric/statistics/normal-quantile.ts';
import { exactScore } from '../score/exact-score.ts';
import type { ScoreFunction } from '../score/score-function.ts';
import type { Look } from './look.ts';
import { LEVELS, reversePaths } from './reverse-paths.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const CONTROL_VARIANTS = [
  'the cost without its half', 'the control that is best with the sign turned', 'the control that is best without g',
  'the control that is best with g²', 'without the divergence of the drift', 'the value with the sign turned', 'the gap without its half',
] as const;
export type ControlVariant = 'as it is' | typeof CONTROL_VARIANTS[number];

/** Sums of all paths, one list a grid. */
type Gathered = readonly Float64Array[];

const lists = (paths: number): Gathered => Array.from({ length: LEVELS }, () => new Float64Array(paths));

/** What u* may be claimed to be, as multiples of s at time t; the paths are the same for all. */
const BEST: readonly ((g: number) => number)[] = [(g) => g, (g) => -g, () => 1, (g) => g * g];

/** Which of them. */
const bestOf = (variant: ControlVariant): number => {
  switch (variant) {
    case 'the control that is best with the sign turned': return 1;
    case 'the control that is best without g': return 2;
    case 'the control that is best with g²': return 3;
    case 'as it is': case 'the cost without its half': case 'without the divergence of the drift': case 'the value with the sign turned':
    case 'the gap without its half': return 0;
  }
};

interface Mean {
  readonly value: number;
  readonly bias: number;
  readonly deviation: number;
}

/**
 * 2 f(h) − f(2h), whose bias is of the second order: a third of its change from the grids that are twice as coarse. Half of the
 * change is taken, and of three deviations of it.
 */
const extrapolated = ([fine, middle, coarse]: Gathered): Mean => {
  const n = fine!.length;
  let [sum, squares, change, changes] = [0, 0, 0, 0];
  for (let p = 0; p < n; p += 1) {
    const value = 2 * fine![p]! - middle![p]!;
    const off = 2 * middle![p]! - coarse![p]! - value;
    sum += value;
    squares += value * value;
    change += off;
    changes += off * off;
  }
  const deviationOf = (total: number, square: number): number => Math.sqrt(Math.max(0, square / n - (total / n) ** 2) / n);
  return { value: sum / n, deviation: deviationOf(sum, squares), bias: 0.5 * (Math.abs(change / n) + 3 * deviationOf(change, changes)) };
};

const FAR = 1e6;

interface Walked {
  /** ½∫|u|². */
  readonly energy: Gathered;
  /** ∫u·dW of the control that is taken, and ∫u*·dW of the best one. */
  readonly own: Gathered;
  readonly best: Gathered;
  /** ½∫|u − u*|², for each u* that may be claimed. */
  readonly gaps: readonly Gathered[];
  /** ∫ d a, the same for all paths of a grid. */
  readonly divergence: Float64Array;
  readonly starts: Float64Array;
  readonly ends: readonly Float64Array[];
}

const walk = ({ law, clock, paths, steps }: Look, score: ScoreFunction, stream: KeyedStream): Walked => {
  const d = law.dimension;
  const prior = law.at(law.last);
  const [energy, own, best] = [lists(paths), lists(paths), lists(paths)];
  const gaps = BEST.map(() => lists(paths));
  const divergence = new Float64Array(LEVELS);
  const starts = new Float64Array(paths * d);
  const startStream = stream.split('start');
  let control = new Float64Array(0);
  const exact = new Float64Array(d);
  const ends = reversePaths({
    start: (path, out) => starts.set(prior.sample(startStream, path, out), path * d),
    along: (t, h, states, increments, level) => {
      const g = law.schedule.noise(t);
      const factors = BEST.map((factor) => factor(g));
      const mixture = law.at(t);
      control = score.at(t, states).map((entry) => g * entry);
      divergence[level] = divergence[level]! + h * d * law.schedule.drift(t);
      for (let p = 0; p < paths; p += 1) {
        mixture.score(states.subarray(p * d, (p + 1) * d), exact);
        let [square, noise, along, length] = [0, 0, 0, 0];
        let bestNoise = 0;
        for (let i = 0; i < d; i += 1) {
          const u = control[p * d + i]!;
          square += u * u;
          noise += u * increments[p * d + i]!;
          bestNoise += g * exact[i]! * increments[p * d + i]!;
          along += u * exact[i]!;
          length += exact[i]! * exact[i]!;
        }
        energy[level]![p] = energy[level]![p]! + 0.5 * h * square;
        own[level]![p] = own[level]![p]! + noise;
        best[level]![p] = best[level]![p]! + bestNoise;
        for (let k = 0; k < factors.length; k += 1) {
          const gap = gaps[k]![level]!;
          gap[p] = gap[p]! + 0.5 * h * (square - 2 * factors[k]! * along + factors[k]! ** 2 * length);
        }
      }
    },
    drift: (t, states) => {
      const [a, g] = [law.schedule.drift(t), law.schedule.noise(t)];
      return states.map((y, i) => g * control[i]! - a * y);
    },
  }, { law, clock, paths, steps, stream });
  return { energy, own, best, gaps, divergence, starts, ends };
};

/** log p at each of the rows; what is farther than any density reaches counts as far away. */
const logDensities = (mixture: ReturnType<Look['law']['at']>, rows: Float64Array): Float64Array => {
  const d = mixture.dimension;
  return Float64Array.from({ length: rows.length / d }, (_, p) => Math.max(-FAR, mixture.logDensity(rows.subarray(p * d, (p + 1) * d))));
};

/** Each path's cost less the value it starts with. */
const excess = ({ law }: Look, { energy, divergence, starts, ends }: Walked, martingale: Gathered, variant: ControlVariant): Gathered => {
  const sign = variant === 'the value with the sign turned' ? -1 : 1;
  const half = variant === 'the cost without its half' ? 2 : 1;
  const first = logDensities(law.at(law.last), starts);
  return ends.map((end, level) => {
    const last = logDensities(law.at(law.first), end);
    const drift = variant === 'without the divergence of the drift' ? 0 : divergence[level]!;
    return last.map((value, p) => half * energy[level]![p]! + drift + martingale[level]![p]! - sign * (value - first[p]!));
  });
};

const ESTIMATE = 'chance by a normal approximation; the bias of the steps by three coupled grids';
const mean = (list: Float64Array): number => list.reduce((sum, x) => sum + x, 0) / list.length;

/** One list for each grid, subtracted path by path. */
const less = (a: Gathered, b: Gathered): Gathered => a.map((list, level) => list.map((value, p) => value - b[level]![p]!));

interface Compared {
  readonly cost: Mean;
  readonly gap: Mean;
  readonly terms: Readonly<Record<string, number>>;
  readonly what: string;
  /** The size of what is subtracted, of which rounding leaves a part. */
  readonly size: number;
}

const compare = (look: Look, { cost, gap, terms, what, size }: Compared, variant: ControlVariant): Sight => {
  const factor = variant === 'the gap without its half' ? 2 : 1;
  const z = upperQuantile(look.falseAlarm / 4);
  return weigh({
    difference: Math.abs(cost.value - factor * gap.value),
    slack: cost.bias + factor * gap.bias + z * Math.hypot(cost.deviation, factor * gap.deviation) + 1e-12 * size,
    terms: { ...terms, gap: gap.value }, seed: look.seed, falseAlarm: look.falseAlarm,
    by: `${what}, ${look.paths} paths, ${look.steps} steps, d = ${look.law.dimension}`, estimate: ESTIMATE,
  });
};

/** Walks are long, and the same for all wrong forms. */
const walked = new WeakMap<Look, Map<string, Walked>>();

const remembered = (look: Look, name: string, score: () => ScoreFunction, label: string): Walked => {
  const known = walked.get(look) ?? new Map<string, Walked>();
  walked.set(look, known);
  const found = known.get(name) ?? walk(look, score(), look.stream.split('optimal control').split(label));
  known.set(name, found);
  return found;
};

const gapAlong = (look: Look, variant: ControlVariant): Mean =>
  extrapolated(remembered(look, 'gap', () => look.score, 'gap').gaps[bestOf(variant)] as Gathered);

/** J(u) − V against the gap. */
export const scoreAsControl = (look: Look, variant: ControlVariant = 'as it is'): Sight => {
  const taken = remembered(look, 'cost', () => look.score, 'cost');
  const finals = logDensities(look.law.at(look.law.first), taken.ends[0]!);
  return compare(look, {
    cost: extrapolated(excess(look, taken, taken.own, variant)), gap: gapAlong(look, variant),
    terms: {
      'running cost': mean(taken.energy[0]!), 'divergence of the drift': taken.divergence[0]!, 'final cost': mean(finals.map(Math.abs)),
    },
    what: 'cost against value', size: mean(taken.energy[0]!),
  }, variant);
};

/** J(u) − J(u*) against the gap. */
export const gapOfControl = (look: Look, variant: ControlVariant = 'as it is'): Sight => {
  const taken = remembered(look, 'cost', () => look.score, 'cost');
  const best = remembered(look, 'best', () => exactScore(look.law), 'cost');
  return compare(look, {
    cost: extrapolated(less(excess(look, taken, taken.best, variant), excess(look, best, best.best, variant))),
    gap: gapAlong(look, variant), terms: {}, what: 'cost against that of the best control', size: mean(best.energy[0]!),
  }, variant);
};
