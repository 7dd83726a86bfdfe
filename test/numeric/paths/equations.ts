/** Equations with known solutions, for the tests of paths. */
import type { StochasticEquation } from '../../../src/numeric/paths/equation.ts';

/** dX = −rate X dt + sigma dW. */
export const ornsteinUhlenbeck = (rate: number, sigma: number): StochasticEquation => ({
  dimension: 1, noises: 1,
  drift: (_, x, out) => { out[0] = -rate * (x[0] as number); },
  diffusion: (_, _x, out) => { out[0] = sigma; },
  diffusionDerivative: (_, _x, out) => { out[0] = 0; },
});

/** dX = mu X dt + sigma X dW. */
export const geometric = (mu: number, sigma: number): StochasticEquation => ({
  dimension: 1, noises: 1,
  drift: (_, x, out) => { out[0] = mu * (x[0] as number); },
  diffusion: (_, x, out) => { out[0] = sigma * (x[0] as number); },
  diffusionDerivative: (_, _x, out) => { out[0] = sigma; },
});

/** Two geometric motions on the same two noises: the columns diag(s_a) x commute, though each noise moves both. */
export const commutative = (): StochasticEquation => {
  const S = [[0.5, 0.3], [0.2, 0.6]] as const;
  return {
    dimension: 2, noises: 2,
    drift: (_, x, out) => { out[0] = 0.2 * (x[0] as number); out[1] = -0.1 * (x[1] as number); },
    diffusion: (_, x, out) => S.forEach((row, i) => row.forEach((s, j) => { out[2 * i + j] = s * (x[i] as number); })),
    diffusionDerivative: (_, _x, out) => {
      out.fill(0);
      S.forEach((row, i) => row.forEach((s, j) => { out[(2 * i + j) * 2 + i] = s; }));
    },
  };
};

/** dX1 = dW1, dX2 = X1 dW2: its second component is an iterated integral, a Lévy area. */
export const heisenberg = (): StochasticEquation => ({
  dimension: 2, noises: 2,
  drift: (_, _x, out) => { out.fill(0); },
  diffusion: (_, x, out) => { out.set([1, 0, 0, x[0] as number]); },
  diffusionDerivative: (_, _x, out) => { out.set([0, 0, 0, 0, 0, 0, 1, 0]); },
});
