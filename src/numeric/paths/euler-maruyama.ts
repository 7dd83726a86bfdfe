/**
 * The method of Euler and Maruyama: X_{k+1} = X_k + f h + G ΔW. Strong order ½ (1 where the noise is additive), weak order 1.
 *
 * Source: Maruyama, Continuous Markov processes and stochastic equations, Rend. Circ. Mat. Palermo 4 (1955); Kloeden, Platen,
 * Numerical Solution of Stochastic Differential Equations, 1992, section 10.2.
 */
import type { Method } from './equation.ts';

export const eulerMaruyama: Method = ({ dimension, noises, drift, diffusion }) => {
  const f = new Float64Array(dimension);
  const G = new Float64Array(dimension * noises);
  return (t, h, x, increment) => {
    drift(t, x, f);
    diffusion(t, x, G);
    for (let i = 0; i < dimension; i++) {
      let sum = (x[i] as number) + (f[i] as number) * h;
      for (let j = 0; j < noises; j++) sum += (G[i * noises + j] as number) * (increment[j] as number);
      x[i] = sum;
    }
  };
};
