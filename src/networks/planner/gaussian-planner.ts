/**
 * A planner with the exact score of a normal law of trajectories, and the exact law of what its sampler makes.
 *
 * For τ ~ N(m, S) and τ_t = α τ + σ ε, given τ_t the trajectory is N(τ̂, P):
 *   τ̂ = m + D (τ_t − α m),   D = α S (α² S + σ² I)⁻¹,   P = σ² S (α² S + σ² I)⁻¹ = (σ²/α) D   (Tweedie, second order).
 * A guide for the return J = g·τ − ½ τᵀ Q τ replaces the score s by s + γ(τ_t), that is τ̂ by τ̂ + (σ²/α) γ:
 *   'exact'           γ = ∇log E[exp J | τ_t], the h-transform:     τ̂ + (I + P Q)⁻¹ P (g − Q τ̂);
 *   'posterior-mean'  γ = ∇(J ∘ τ̂) = ∇E[J | τ_t]:                  τ̂ + P (g − Q τ̂);
 *   'noisy'           γ = ∇J at τ_t itself:                         τ̂ + (σ²/α) (g − Q τ_t);
 *   'shifted'         as Algorithm 1 of Janner et al. (2022), which moves the mean of the step by its own variance times
 *                     ∇E[J | τ_t]; for the last step, which has no variance, this is no guide.
 * The first is exact, and the second lacks (I + P Q)⁻¹: they agree where J is linear. With any of them a step is affine, so that the
 * law of the result is normal with moments by recursion, which separates the error of a guide and of the steps from that of a network.
 * All exact, up to rounding; trajectories without full rank are allowed.
 */
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { congruence, identityMatrix, matrixVector, multiply, multiplyTransposed, scaled, scaledSum } from '../../numeric/linear-algebra/dense.ts';
import type { NormalLaw, QuadraticReturn } from './normal-law.ts';
import { tiltedCovariance } from './normal-law.ts';
import type { SamplerStep } from './noising.ts';
import { noiseVarianceAt, signalAt } from './noising.ts';
import type { PrincipalDirections } from './symmetric-eigen.ts';
import { principalDirections, rootOf } from './symmetric-eigen.ts';

export type Guide = 'none' | 'exact' | 'posterior-mean' | 'noisy' | 'shifted';

export const GUIDES: readonly Guide[] = ['none', 'exact', 'posterior-mean', 'noisy', 'shifted'];

/** τ ↦ matrix τ + shift. */
export interface Affine {
  readonly matrix: Matrix;
  readonly shift: Vector;
}

export interface Denoiser {
  /** τ̂ as a map of τ_t. */
  readonly estimate: Affine;
  /** F with P = F Fᵀ, n × r. */
  readonly spread: Matrix;
  readonly rank: number;
}

/** τ̂ and P at each time, from the principal directions of S, which are found once. */
export const exactDenoiser = (law: NormalLaw, principal: PrincipalDirections = principalDirections(law.covariance, law.dimension)): (t: number) => Denoiser => {
  const { dimension: n, mean } = law;
  const { rank, variances, directions } = principal;
  return (t) => {
    const alpha = signalAt(t), noise = noiseVarianceAt(t);
    const gains = variances.map((variance) => alpha * variance / (alpha * alpha * variance + noise));
    const matrix = multiplyTransposed(directions.map((entry, at) => entry * gains[at % rank]!), directions, n, rank, n);
    const spread = rootOf({ rank, directions, variances: gains.map((gain) => gain * noise / alpha) });
    return { estimate: { matrix, shift: scaledSum(-alpha, matrixVector(matrix, mean, n, n), mean) }, spread, rank };
  };
};

/** A ∘ B. */
const after = (a: Affine, b: Affine, n: number): Affine => ({
  matrix: multiply(a.matrix, b.matrix, n, n, n), shift: scaledSum(1, matrixVector(a.matrix, b.shift, n, n), a.shift),
});

const sum = (a: Affine, scale: number, b: Affine): Affine => ({ matrix: scaledSum(scale, b.matrix, a.matrix), shift: scaledSum(scale, b.shift, a.shift) });

/** τ ↦ M (g − Q τ). */
const slopeOf = ({ linear, curvature }: QuadraticReturn, by: Matrix, n: number): Affine => ({
  matrix: scaled(-1, multiply(by, curvature, n, n, n)), shift: matrixVector(by, linear, n, n),
});

/** What a guide adds to τ̂, as a map of τ_t. */
const correction = (guide: Exclude<Guide, 'none' | 'shifted'>, { estimate, spread, rank }: Denoiser, of: QuadraticReturn, t: number): Affine => {
  const n = of.linear.length;
  switch (guide) {
    case 'exact': return after(slopeOf(of, tiltedCovariance(spread, n, rank, of.curvature), n), estimate, n);
    case 'posterior-mean': return after(slopeOf(of, multiplyTransposed(spread, spread, n, rank, n), n), estimate, n);
    case 'noisy': return slopeOf(of, scaled(noiseVarianceAt(t) / signalAt(t), identityMatrix(n)), n);
  }
};

export interface GuidedStep {
  /** The guided τ̂. */
  readonly estimate: Affine;
  /** What is added to the mean of the step besides; null: nothing. */
  readonly moved: Affine | null;
}

/** The denoiser of a step under a guide. */
export const guided = (guide: Guide, denoiser: Denoiser, of: QuadraticReturn, step: SamplerStep): GuidedStep => {
  if (guide === 'none') return { estimate: denoiser.estimate, moved: null };
  if (guide !== 'shifted') {
    return { estimate: sum(denoiser.estimate, 1, correction(guide, denoiser, of, step.time)), moved: null };
  }
  const n = of.linear.length, { time } = step;
  const nothing: Affine = { matrix: new Float64Array(n * n), shift: new Float64Array(n) };
  // ∇E[J | τ_t] = (α/σ²) P (g − Q τ̂).
  const gradient = sum(nothing, signalAt(time) / noiseVarianceAt(time), correction('posterior-mean', denoiser, of, time));
  return { estimate: denoiser.estimate, moved: sum(nothing, step.variance, gradient) };
};

/** What a planner with exact scores does in each step of its sampler, from the noisiest. */
export interface ExactPlanner {
  readonly dimension: number;
  readonly steps: readonly SamplerStep[];
  readonly guided: readonly GuidedStep[];
}

/** With the exact score of `law` and a guide. */
export const exactPlanner = (law: NormalLaw, of: QuadraticReturn, guide: Guide, steps: readonly SamplerStep[]): ExactPlanner => {
  const denoiser = exactDenoiser(law);
  return { dimension: law.dimension, steps, guided: steps.map((step) => guided(guide, denoiser(step.time), of, step)) };
};

/**
 * With two exact scores that are mixed, τ̂ = τ̂(∅) + ω (τ̂(y) − τ̂(∅)): the same mixture as of the predictions ε̂, since these are affine in τ̂ with
 * the same coefficients. For ω other than 0 and 1 it samples no conditional law.
 */
export const exactMixture = (unconditional: NormalLaw, conditional: NormalLaw, weight: number, steps: readonly SamplerStep[]): ExactPlanner => {
  const [without, given] = [exactDenoiser(unconditional), exactDenoiser(conditional)];
  const at = ({ time }: SamplerStep): GuidedStep => {
    const base = without(time).estimate;
    return { estimate: sum(sum(base, -weight, base), weight, given(time).estimate), moved: null };
  };
  return { dimension: unconditional.dimension, steps, guided: steps.map(at) };
};

/** A step as one affine map, its noise apart. */
export const stepMap = (n: number, { keep, pull }: SamplerStep, { estimate, moved }: GuidedStep): Affine => {
  const kept: Affine = { matrix: scaled(keep, identityMatrix(n)), shift: new Float64Array(n) };
  const pulled = sum(kept, pull, estimate);
  return moved === null ? pulled : sum(pulled, 1, moved);
};

/** The law of the plans of a sampler that begins at N(begin, I). */
export const plannerLaw = ({ dimension: n, steps, guided: all }: ExactPlanner, begin: Vector = new Float64Array(n)): NormalLaw => {
  let mean = begin, covariance: Matrix = identityMatrix(n);
  steps.forEach((step, k) => {
    const { matrix, shift } = stepMap(n, step, all[k]!);
    mean = scaledSum(1, matrixVector(matrix, mean, n, n), shift);
    covariance = scaledSum(step.variance, identityMatrix(n), congruence(matrix, covariance, n, n));
  });
  return { dimension: n, mean, covariance };
};
