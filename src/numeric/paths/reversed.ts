/**
 * A diffusion run backwards: for dX = f dt + G dW with density p, D = G Gᵀ, the process Y_s = X_{T−s} solves
 *
 *   dY = (−f + ∇·D + D ∇log p)(Y, T−s) ds + G(Y, T−s) dW̄,   (∇·D)_i = Σ_j ∂_j D_ij.
 *
 * ∇·D comes from the derivative of G, ∂_j D_ij = Σ_k ∂_j G_ik G_jk + G_ik ∂_j G_jk; an equation that does not give it must
 * say that its noise does not depend on the state, or bring ∇·D itself. Nothing is assumed in silence.
 *
 * Source: Anderson, Reverse-time diffusion equation models, Stoch. Proc. Appl. 12 (1982); Haussmann, Pardoux, Time reversal
 * of diffusions, Ann. Probab. 14 (1986).
 */
import { NumericError } from '../numeric-error.ts';
import type { StochasticEquation } from './equation.ts';

type Field = (t: number, x: Float64Array, out: Float64Array) => void;

export interface Reversal {
  readonly horizon: number;
  /** ∇log p of the forward process, at the forward time. */
  readonly score: Field;
  /** ∇·D at the forward time; `none`: the noise does not depend on the state; left out: from the derivative of G. */
  readonly divergence?: Field | 'none';
}

const divergenceFrom = ({ dimension, noises, diffusion, diffusionDerivative }: StochasticEquation): Field => {
  if (diffusionDerivative === undefined) {
    throw new NumericError('not-applicable', 'reversal: nothing is known of the divergence of G Gᵀ',
      'give the derivative of G, the divergence, or say that there is none');
  }
  const G = new Float64Array(dimension * noises);
  const derivative = new Float64Array(dimension * noises * dimension);
  return (t, x, out) => {
    diffusion(t, x, G);
    diffusionDerivative(t, x, derivative);
    for (let i = 0; i < dimension; i++) {
      let sum = 0;
      for (let j = 0; j < dimension; j++) {
        for (let k = 0; k < noises; k++) {
          sum += (derivative[(i * noises + k) * dimension + j] as number) * (G[j * noises + k] as number)
            + (G[i * noises + k] as number) * (derivative[(j * noises + k) * dimension + j] as number);
        }
      }
      out[i] = sum;
    }
  };
};

export const reversed = (equation: StochasticEquation, { horizon, score, divergence }: Reversal): StochasticEquation => {
  const { dimension, noises, drift, diffusion, diffusionDerivative } = equation;
  const divergenceOf: Field = divergence === 'none' ? (_, _x, out) => out.fill(0) : divergence ?? divergenceFrom(equation);
  const G = new Float64Array(dimension * noises);
  const [f, s, D] = [new Float64Array(dimension), new Float64Array(dimension), new Float64Array(dimension)];
  const along = new Float64Array(noises);
  return {
    dimension, noises,
    drift: (elapsed, y, out) => {
      const t = horizon - elapsed;
      drift(t, y, f);
      score(t, y, s);
      divergenceOf(t, y, D);
      diffusion(t, y, G);
      for (let k = 0; k < noises; k++) {
        let sum = 0;
        for (let j = 0; j < dimension; j++) sum += (G[j * noises + k] as number) * (s[j] as number);
        along[k] = sum;
      }
      for (let i = 0; i < dimension; i++) {
        let sum = (D[i] as number) - (f[i] as number);
        for (let k = 0; k < noises; k++) sum += (G[i * noises + k] as number) * (along[k] as number);
        out[i] = sum;
      }
    },
    diffusion: (elapsed, y, out) => diffusion(horizon - elapsed, y, out),
    ...(diffusionDerivative === undefined ? {} : {
      diffusionDerivative: (elapsed: number, y: Float64Array, out: Float64Array): void => diffusionDerivative(horizon - elapsed, y, out),
    }),
  };
};
