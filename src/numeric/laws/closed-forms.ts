/**
 * The laws of this folder as closed formulas: kernel expressions in x1, …, xd and t with exact rational coefficients.
 *
 * For dX = (A X + b) dt + G dW with A = diag(a) and constant G, D = G Gᵀ, started from Σ w_k N(m_k, Σ_k), d ≤ 3:
 *   mean_i = e^(a_i t) m_i + b_i φ(a_i),   cov_ij = e^((a_i + a_j) t) Σ_ij + D_ij φ(a_i + a_j),   φ(a) = (e^(at) − 1)/a, φ(0) = t,
 * so that the density p(x,t) solves the Fokker–Planck equation exactly; covariances and G may be full. Backwards, with the
 * terminal exp(−φ/λ) = Σ w_k N(m_k, Σ_k) of hopf-cole.ts: ψ(x,t) is the same sum with the residual Φ x + c − m_k and the
 * covariance Σ_k + C over the remaining time T − t, and V = −λ log ψ.
 *
 * Everything is positive definite for all t ≥ 0 (t ≤ T backwards) where Σ_k is. A dimension above 3, or lists of the wrong
 * length, throw NumericError('not-applicable'); a Σ_k that is not positive definite `singular-matrix`. The same
 * numbers for the solvers: `numericProcess`, `numericMixture`.
 */
import type { Expression } from '../../kernel/expression.ts';
import { PI, T_VARIABLE, X_VARIABLE, exp, log, minus, num, numberOf, over, plus, pow, subtract, times, use } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, ZERO, add, invert, isOne, isZero, multiply, rational, toText } from '../../kernel/rational.ts';
import { doubleOfRational } from '../arithmetic/double-of-rational.ts';
import type { ClosedForm } from '../instance/instance.ts';
import { scalarVariables } from '../instance/instance.ts';
import { NumericError } from '../numeric-error.ts';
import type { LinearCoefficients } from '../ode/moments.ts';
import { GaussianMixture, normalise } from './gaussian-mixture.ts';

/** dX = (diag(rates) X + shift) dt + noise dW. */
export interface DiagonalProcess {
  readonly rates: readonly Rational[];
  readonly shift: readonly Rational[];
  /** G, row after row; the number of its columns is that of W's components. */
  readonly noise: readonly Rational[];
}

/** The weights need not sum to 1 backwards; forwards they do. */
export interface ExactComponent {
  readonly weight: Rational;
  readonly mean: readonly Rational[];
  readonly covariance: readonly Rational[];
}

export interface ForwardForms {
  readonly density: ClosedForm;
  readonly logDensity: ClosedForm;
  readonly drift: ClosedForm;
  /** The constant G, as a function of x and t like the others. */
  readonly noise: ClosedForm;
}

export interface BackwardForms {
  /** ψ. */
  readonly desirability: ClosedForm;
  /** V = −λ log ψ. */
  readonly value: ClosedForm;
}

// ── Sums and products that leave out what is zero or one, so that what is printed is short ──────────────────────────

const NOTHING = num(0);
const isNothing = (e: Expression): boolean => e.kind === 'number' && isZero(e.value);
const isUnit = (e: Expression): boolean => e.kind === 'number' && isOne(e.value);
const sum = (...terms: readonly Expression[]): Expression => plus(...terms.filter((term) => !isNothing(term)));
const product = (...factors: readonly Expression[]): Expression =>
  factors.some(isNothing) ? NOTHING : times(...factors.filter((factor) => !isUnit(factor)));
const difference = (left: Expression, right: Expression): Expression => isNothing(right) ? left : sum(left, minus(right));

/** e^(a τ). */
const growth = (a: Rational, time: Expression): Expression => isZero(a) ? num(1) : exp(product(numberOf(a), time));
/** ∫₀^τ e^(a s) ds. */
const accumulated = (a: Rational, time: Expression): Expression =>
  isZero(a) ? time : over(subtract(growth(a, time), num(1)), numberOf(a));

// ── Determinants and quadratic forms up to dimension 3, by cofactors ────────────────────────────────────────────────

type Entry = (i: number, j: number) => Expression;

const without = (n: number, k: number): readonly number[] => Array.from({ length: n }, (_, i) => i).filter((i) => i !== k);

const determinant = (entry: Entry, rows: readonly number[], columns: readonly number[]): Expression => {
  const [row, ...rest] = rows;
  if (row === undefined) return num(1);
  return sum(...columns.map((column, k) => {
    const minor = product(entry(row, column), determinant(entry, rest, columns.filter((c) => c !== column)));
    return k % 2 === 0 || isNothing(minor) ? minor : minus(minor);
  }));
};

/** rᵀ adj(S) r of a symmetric S. */
const adjugateForm = (entry: Entry, r: readonly Expression[]): Expression => {
  const n = r.length;
  const terms = r.flatMap((left, i) => r.slice(i).map((right, offset): Expression => {
    const j = i + offset;
    const cofactor = determinant(entry, without(n, i), without(n, j));
    const factor = rational((i + j) % 2 === 0 ? 1 : -1);
    return product(numberOf(multiply(factor, rational(i === j ? 1 : 2))), left, right, cofactor);
  }));
  return sum(...terms);
};

/** The normal density with residual r and covariance S. */
const normalDensity = (r: readonly Expression[], entry: Entry): Expression => {
  const all = r.map((_, i) => i);
  const det = determinant(entry, all, all);
  return product(
    pow(times(num(2), PI), num(-r.length, 2)), pow(det, num(-1, 2)),
    exp(product(num(-1, 2), adjugateForm(entry, r), pow(det, num(-1)))),
  );
};

// ── Input ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const entryOf = (list: readonly Rational[], at: number): Rational => list[at] ?? ZERO;

const checkSizes = ({ rates, shift, noise }: DiagonalProcess, components: readonly ExactComponent[]): void => {
  const n = rates.length;
  const fits = n >= 1 && n <= 3 && shift.length === n && noise.length > 0 && noise.length % n === 0 && components.length > 0
    && components.every(({ mean, covariance }) => mean.length === n && covariance.length === n * n);
  if (!fits) {
    throw new NumericError('not-applicable', `a process with ${n} rates and mixture components that do not fit it`, 'give one to three rates, and lists of that many components');
  }
};

/** G Gᵀ, exactly. */
const diffusionOf = ({ rates, noise }: DiagonalProcess): readonly Rational[] => {
  const n = rates.length;
  const width = noise.length / n;
  return Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return Array.from({ length: width }, (__, k) => multiply(entryOf(noise, i * width + k), entryOf(noise, j * width + k))).reduce(add, ZERO);
  });
};

/** The same process for the solvers. */
export const numericProcess = ({ rates, shift, noise }: DiagonalProcess): LinearCoefficients => {
  const n = rates.length;
  return {
    dimension: n, noises: noise.length / n, shift: shift.map(doubleOfRational), noise: noise.map(doubleOfRational),
    drift: Float64Array.from({ length: n * n }, (_, at) => at % (n + 1) === 0 ? doubleOfRational(entryOf(rates, at / (n + 1))) : 0),
  };
};

/** The same mixture for the solvers, with weights that sum to 1. */
export const numericMixture = (components: readonly ExactComponent[]): GaussianMixture => new GaussianMixture(normalise(
  components.map(({ weight, mean, covariance }) => ({
    weight: doubleOfRational(weight), mean: mean.map(doubleOfRational), covariance: covariance.map(doubleOfRational),
  })),
));

// ── The formulas ────────────────────────────────────────────────────────────────────────────────────────────────────

/** p(x,t), its logarithm, and the process itself. The weights are divided by their sum. */
export const forwardForms = (process: DiagonalProcess, components: readonly ExactComponent[]): ForwardForms => {
  checkSizes(process, components);
  numericMixture(components);
  const { rates, shift, noise } = process;
  const n = rates.length;
  const [t, variables, d] = [use(T_VARIABLE), scalarVariables(X_VARIABLE, n), diffusionOf(process)];
  const x = variables.map(use);
  const total = components.map(({ weight }) => weight).reduce(add, ZERO);
  const component = ({ weight, mean, covariance }: ExactComponent): Expression => {
    const residual = x.map((xi, i) => difference(xi, sum(
      product(numberOf(entryOf(mean, i)), growth(entryOf(rates, i), t)),
      product(numberOf(entryOf(shift, i)), accumulated(entryOf(rates, i), t)),
    )));
    const spread: Entry = (i, j) => {
      const rate = add(entryOf(rates, i), entryOf(rates, j));
      return sum(
        product(numberOf(entryOf(covariance, i * n + j)), growth(rate, t)),
        product(numberOf(entryOf(d, i * n + j)), accumulated(rate, t)),
      );
    };
    return product(numberOf(multiply(weight, invert(total))), normalDensity(residual, spread));
  };
  const slots = [variables, [T_VARIABLE]];
  const density = sum(...components.map(component));
  return {
    density: { slots, components: [density] },
    logDensity: { slots, components: [log(density)] },
    drift: { slots, components: x.map((xi, i) => sum(product(numberOf(entryOf(rates, i)), xi), numberOf(entryOf(shift, i)))) },
    noise: { slots, components: noise.map(numberOf) },
  };
};

/** ψ and V of the problem of hopf-cole.ts, for t < T; the process is the controlled one, its noise √λ G. */
export const backwardForms = (
  process: DiagonalProcess, terminal: readonly ExactComponent[], horizon: Rational, temperature: Rational = ONE,
): BackwardForms => {
  checkSizes(process, terminal);
  if (horizon.numerator <= 0n) throw new NumericError('no-horizon', `a horizon of ${toText(horizon)}`, 'give one after 0');
  if (temperature.numerator <= 0n) throw new NumericError('not-applicable', `a temperature λ of ${toText(temperature)}`, 'give a positive one');
  numericMixture(terminal);
  const { rates, shift } = process;
  const n = rates.length;
  const [variables, d] = [scalarVariables(X_VARIABLE, n), diffusionOf(process)];
  const remaining = subtract(numberOf(horizon), use(T_VARIABLE));
  const residualOf = (mean: readonly Rational[]): readonly Expression[] => variables.map((variable, i) => difference(
    sum(product(growth(entryOf(rates, i), remaining), use(variable)), product(numberOf(entryOf(shift, i)), accumulated(entryOf(rates, i), remaining))),
    numberOf(entryOf(mean, i)),
  ));
  const component = ({ weight, mean, covariance }: ExactComponent): Expression => {
    const spread: Entry = (i, j) => sum(numberOf(entryOf(covariance, i * n + j)), product(
      numberOf(multiply(temperature, entryOf(d, i * n + j))), accumulated(add(entryOf(rates, i), entryOf(rates, j)), remaining),
    ));
    return product(numberOf(weight), normalDensity(residualOf(mean), spread));
  };
  const slots = [variables, [T_VARIABLE]];
  const desirability = sum(...terminal.map(component));
  return {
    desirability: { slots, components: [desirability] },
    value: { slots, components: [product(numberOf(multiply(rational(-1), temperature)), log(desirability))] },
  };
};
