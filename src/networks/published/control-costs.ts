/**
 * Optimal costs of the control problems that SOC-matching is measured on: minimise E[∫ ½|u|² + f dt + g(X_T)] along
 * dX = (b(X) + u) dt + dW, T = 1. Source of the settings: C. Domingo-Enrich, J. Han, B. Amos, J. Bruna, R. T. Q. Chen, Stochastic
 * optimal control matching (NeurIPS 2024), and its repository.
 *
 *   quadratic    b = a x, f = p |x|², g = q |x|², X_0 ~ N(0, ¼ I): V = ½ P |x|² + c with the Riccati equation, in each coordinate;
 *   linear       b = −x, g = Σ x_i, X_0 = 0: u* = −e^{−(T−t)} in each coordinate, V = −½ ∫ |u*|²;
 *   double well  b = −∇ κ (x² − 1)², g = ν (x² − 1)², X_0 = 0: V = −log E e^{−g(X_T)} along u = 0, by the backward equation on
 *                four grids, and with it ½ E∫|u*|² = V − E[g e^{−g}]/E[e^{−g}], the mean of g under the optimal law.
 *
 * Bounds are those of the solvers: two tolerances, four grids, or rounding.
 */
import { backwardKolmogorov } from '../../numeric/grid/backward-kolmogorov.ts';
import { langevin } from '../../numeric/grid/dynamics.ts';
import { uniformGrid } from '../../numeric/grid/grid.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import { solveOde } from '../../numeric/ode/dormand-prince.ts';
import { solveRiccati } from '../../numeric/ode/riccati.ts';

export interface Cost {
  readonly value: number;
  readonly bound: number;
}

export interface OptimalCosts {
  readonly name: string;
  /** J* = min E[cost]. */
  readonly cost: Cost;
  /** E ∫ |u*|² dt. */
  readonly energy: Cost;
}

export interface QuadraticSetting {
  readonly dimension: number;
  /** a, p, q. */
  readonly drift: number;
  readonly running: number;
  readonly terminal: number;
}

const START_VARIANCE = 0.25;

/** P = 2 F in the notation V = F |x|² + c. */
export const quadraticCosts = ({ dimension: d, drift, running, terminal }: QuadraticSetting): OptimalCosts => {
  const riccati = solveRiccati({ dimension: 1, drift: [drift], running: [2 * running], control: [1], terminal: [2 * terminal], horizon: 1, noise: [1] },
    { relative: 1e-12, absolute: 1e-13 });
  const gain = riccati.initial[0]!;
  // Variance under the optimal control, and E∫u².
  const moments = solveOde((t, y, out) => {
    const P = riccati.at(t)[0]!;
    out[0] = 2 * (drift - P) * y[0]! + 1;
    out[1] = P * P * y[0]!;
  }, 0, 1, Float64Array.of(START_VARIANCE, 0), { relative: 1e-11, absolute: 1e-13, order: 8 });
  return {
    name: `quadratic, d = ${d}, a = ${drift}, p = ${running}, q = ${terminal}`,
    cost: { value: d * (0.5 * gain * START_VARIANCE + riccati.offset(0)), bound: 2 * d * riccati.error.bound },
    // An error of P changes the energy by 2 P Var and through the variance: less than ten times, with P and Var of order one.
    energy: { value: d * moments.final[1]!, bound: d * (moments.error.bound + 10 * riccati.error.bound * Math.max(1, 2 * gain)) },
  };
};

export const linearCosts = (d: number): OptimalCosts => {
  const energy = d * -Math.expm1(-2) / 2;
  const bound = 4 * Number.EPSILON * energy;
  return { name: `linear, d = ${d}`, cost: { value: -0.5 * energy, bound }, energy: { value: energy, bound } };
};

export interface Well {
  /** κ, ν, and how many coordinates have them. */
  readonly confinement: number;
  readonly terminal: number;
  readonly coordinates: number;
}

/** E φ(X_T) from 0, with its bound. */
const expectation = (kappa: number, terminal: (x: number) => number, cells: number): Cost => {
  const { nodes, values, estimate } = backwardKolmogorov({
    grid: uniformGrid(-2.5, 2.5, cells), dynamics: langevin((x) => kappa * (x * x - 1) ** 2, 1), terminal, from: 0, to: 1, steps: 2 * cells,
  }, { domain: 'interval' });
  if (!estimate.asymptotic) throw new NumericError('grid-too-coarse', `a well of κ = ${kappa} on ${cells} cells: ${estimate.by}`, 'use more cells');
  const at = nodes.findIndex((x) => Math.abs(x) < 1e-12);
  return { value: values[0]![at]!, bound: estimate.bound };
};

const wellCosts = ({ confinement, terminal: nu }: Well, cells: number): { readonly value: Cost; readonly energy: Cost } => {
  const cost = (x: number): number => nu * (x * x - 1) ** 2;
  const weight = expectation(confinement, (x) => Math.exp(-cost(x)), cells);
  const weighted = expectation(confinement, (x) => cost(x) * Math.exp(-cost(x)), cells);
  const value = -Math.log(weight.value);
  const final = weighted.value / weight.value;
  const relative = weight.bound / weight.value;
  return {
    value: { value, bound: relative },
    energy: { value: 2 * (value - final), bound: 2 * (relative + weighted.bound / weight.value + final * relative) },
  };
};

/** Coordinates are independent: costs add up. */
export const doubleWellCosts = (wells: readonly Well[], cells: number = 512): OptimalCosts => {
  const parts = wells.map((well) => ({ n: well.coordinates, ...wellCosts(well, cells) }));
  const sum = (of: 'value' | 'energy'): Cost => ({
    value: parts.reduce((all, part) => all + part.n * part[of].value, 0), bound: parts.reduce((all, part) => all + part.n * part[of].bound, 0),
  });
  return { name: `double well, d = ${wells.reduce((all, { coordinates }) => all + coordinates, 0)}`, cost: sum('value'), energy: sum('energy') };
};
