/**
 * What the methods of strong order 1 need of the noise: the derivatives of one column of G along another,
 *
 *   (L^a G^b)_i = Σ_k G_ka ∂_k G_ib,
 *
 * and whether the noise is **commutative**: L^a G^b = L^b G^a for all a, b. Only then are the iterated integrals of the
 * increments known, I_(a,b) + I_(b,a) = ΔW_a ΔW_b, and no Lévy area is wanted.
 *
 * Entry (a·noises + b)·dimension + i is (L^a G^b)_i.
 */
import { NumericError } from '../numeric-error.ts';
import type { StochasticEquation } from './equation.ts';

/** From the derivative of G. */
export const noiseProducts = (
  { dimension, noises }: StochasticEquation, G: Float64Array, derivative: Float64Array, out: Float64Array,
): void => {
  for (let a = 0; a < noises; a++) {
    for (let b = 0; b < noises; b++) {
      for (let i = 0; i < dimension; i++) {
        let sum = 0;
        for (let k = 0; k < dimension; k++) {
          sum += (G[k * noises + a] as number) * (derivative[(i * noises + b) * dimension + k] as number);
        }
        out[(a * noises + b) * dimension + i] = sum;
      }
    }
  }
};

/** Central differences along the columns; the error is about 10^−10 of the scale of G where it is smooth. */
const differenceProducts = (equation: StochasticEquation, t: number, x: Float64Array, out: Float64Array): void => {
  const { dimension, noises, diffusion } = equation;
  const G = new Float64Array(dimension * noises);
  const [ahead, behind, y] = [G.slice(), G.slice(), x.slice()];
  diffusion(t, x, G);
  for (let a = 0; a < noises; a++) {
    const length = Math.hypot(...Array.from({ length: dimension }, (_, k) => G[k * noises + a] as number));
    const step = (6e-6 * (1 + Math.hypot(...x))) / (length || 1);
    const along = (size: number, at: Float64Array): void => {
      for (let k = 0; k < dimension; k++) y[k] = (x[k] as number) + size * (G[k * noises + a] as number);
      diffusion(t, y, at);
    };
    along(step, ahead);
    along(-step, behind);
    for (let b = 0; b < noises; b++) {
      for (let i = 0; i < dimension; i++) {
        const at = i * noises + b;
        out[(a * noises + b) * dimension + i] = ((ahead[at] as number) - (behind[at] as number)) / (2 * step);
      }
    }
  }
};

/** The largest |L^a G^b − L^b G^a|, relative to the largest |L^a G^b|. */
export const commutatorOf = ({ dimension, noises }: StochasticEquation, products: Float64Array): number => {
  let [defect, scale] = [0, 0];
  for (let a = 0; a < noises; a++) {
    for (let b = 0; b < noises; b++) {
      for (let i = 0; i < dimension; i++) {
        const value = products[(a * noises + b) * dimension + i] as number;
        scale = Math.max(scale, Math.abs(value));
        defect = Math.max(defect, Math.abs(value - (products[(b * noises + a) * dimension + i] as number)));
      }
    }
  }
  return scale === 0 ? 0 : defect / scale;
};

const refuse = (method: string, t: number, defect: number): void => {
  if (defect > 1e-5) {
    throw new NumericError('not-applicable', `${method}: the noise is not commutative at the time ${t} (defect ${defect.toExponential(1)})`,
      'use Euler–Maruyama, or a noise whose columns commute');
  }
};

/** Throws NumericError('not-applicable') where the noise is not commutative at x, by products that are at hand. */
export const checkProducts = (method: string, equation: StochasticEquation, t: number, products: Float64Array): void =>
  refuse(method, t, commutatorOf(equation, products));

/** The same by finite differences of G, for methods that need no derivative. Noise below 10^−7 of G's own scale is none. */
export const checkCommutative = (method: string, equation: StochasticEquation, t: number, x: Float64Array): void => {
  const { dimension, noises, diffusion } = equation;
  const products = new Float64Array(noises * noises * dimension);
  differenceProducts(equation, t, x, products);
  const G = new Float64Array(dimension * noises);
  diffusion(t, x, G);
  const scale = Math.hypot(...G) ** 2;
  if (products.every((value) => Math.abs(value) <= 1e-7 * scale)) return;
  refuse(method, t, commutatorOf(equation, products));
};
