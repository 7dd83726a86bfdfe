/**
 * Mean and covariance of a linear process that starts at a point x₀: with dX = (A X + a) dt + G dW and D = G G^T,
 *
 *     m′ = A m + a, m(0) = x₀        C′ = A C + C A^T + D, C(0) = 0,
 *
 * and X_t is Gaussian. Where A = α(t) I and D = δ(t) I both are solved in closed form (linear-equation.ts): then the
 * covariance is v(t) I. Otherwise m and C are new functions with these equations.
 * Conventions: the clock starts at t = 0 and runs up. Nothing is claimed to be a density here: that
 * normal(x; mean, variance) is one follows by the Fokker–Planck equation, which the caller has the kernel prove.
 * Source: Särkkä and Solin, Applied Stochastic Differential Equations, section 6.1 (mean and covariance).
 */
import { multipleOfIdentity } from '../calculus/state-derivatives.ts';
import type { Expression, Parameter } from '../kernel/expression.ts';
import { num, parameter, times, use } from '../kernel/expression.ts';
import type { Process } from '../language/statement.ts';
import type { Assuming } from './closed-form/normal-sum.ts';
import { NOTHING } from './closed-form/normal-sum.ts';
import { namesTaken } from './closed-form/primitive.ts';
import type { AssumedValue, DefinedField, LinearSolution } from './linear-equation.ts';
import { solveLinear } from './linear-equation.ts';
import type { LinearBlock } from './linear-parts.ts';
import { linearParts } from './linear-parts.ts';
import { freeName, momentEquations, startNames } from './moment-equations.ts';

export interface GaussianTransition {
  /** x₀. */
  readonly start: Parameter;
  readonly mean: Expression;
  /** v where the covariance is v I (in one dimension, v); the covariance matrix otherwise. As `normal` takes it. */
  readonly variance: Expression;
  readonly isotropic: boolean;
  /** Whether mean and variance are formulas (integrals of unknown functions have names, see `defined`), and not
   *  functions that are known by their equations alone. */
  readonly closed: boolean;
  /** New functions in them: to be declared, with ∂t field = derivative, and field = initial at t = 0. */
  readonly defined: readonly DefinedField[];
  /** Functions of the process that stand for integrals from 0, and so were taken to be 0 at t = 0. */
  readonly assumed: readonly AssumedValue[];
}

export interface TransitionOptions {
  readonly assuming?: Assuming;
  /** Names of the document, which new functions must not have. */
  readonly taken?: ReadonlySet<string>;
  /** x₀, where the document has one; otherwise a new parameter. */
  readonly start?: Parameter;
}

/** The law of a linear process of one block at time t; null where it is not linear, without noise, or its clock runs down. */
export const gaussianTransition = async (process: Process, options: TransitionOptions = {}): Promise<GaussianTransition | null> => {
  const { assuming = NOTHING } = options;
  const [block, ...more] = linearParts(process, assuming)?.blocks ?? [];
  if (block === undefined || more.length > 0 || process.backward || !block.diffusion[0]) return null;
  const taken = new Set([...namesTaken(...partsOfBlock(block)), ...(options.taken ?? [])]);
  const { name, space } = block.variable;
  const start = options.start ?? parameter(freeName(startNames(name), taken), { shape: space === null ? [] : [space] });
  const solved = await solvedMoments(block, start, { assuming, taken: new Set([...taken, start.name]) });
  return solved ?? byEquations(block, taken, start);
};

const partsOfBlock = (block: LinearBlock): readonly Expression[] =>
  [...block.matrix, block.offset, ...block.diffusion].filter((e) => e !== null);

interface Scalars {
  readonly rate: Expression;
  readonly noise: Expression;
}

/** α and δ of A = α I, D = δ I; null where one of them is no such multiple. */
const scalarsOf = (block: LinearBlock): Scalars | null => {
  const [rate, noise] = [block.matrix[0], block.diffusion[0]].map((e) => (e === null || e === undefined ? num(0) : multipleOfIdentity(e)));
  return rate === null || noise === null || rate === undefined || noise === undefined ? null : { rate, noise };
};

const solvedMoments = async (
  block: LinearBlock, start: Parameter, options: { readonly assuming: Assuming; readonly taken: ReadonlySet<string> },
): Promise<GaussianTransition | null> => {
  const scalars = scalarsOf(block);
  if (scalars === null) return null;
  const mean = await solveLinear({ rate: scalars.rate, source: block.offset, initial: use(start) }, options);
  if (mean === null) return null;
  const { assuming } = options;
  const taken = new Set([...options.taken, ...mean.defined.map((d) => d.field.name)]);
  const variance = await solveLinear(
    { rate: times(num(2), scalars.rate), source: scalars.noise, initial: num(0) }, { assuming, taken, defined: mean.defined });
  return variance === null ? null : joined(start, mean, variance);
};

const joined = (start: Parameter, mean: LinearSolution, variance: LinearSolution): GaussianTransition => ({
  start, mean: mean.solution, variance: variance.solution, isotropic: true, closed: true,
  defined: [...mean.defined, ...variance.defined],
  assumed: [...mean.assumed, ...variance.assumed.filter((a) => !mean.assumed.some((b) => b.field.name === a.field.name))],
});

/** m and C as functions with their equations. */
const byEquations = (block: LinearBlock, taken: ReadonlySet<string>, start: Parameter): GaussianTransition | null => {
  const { means: [mean], covariances: [[covariance] = []] } = momentEquations({ blocks: [block] }, taken, [start]);
  if (mean === undefined || covariance === undefined) return null;
  return {
    start, mean: use(mean.field), variance: use(covariance.field), isotropic: block.variable.space === null, closed: false,
    defined: [mean, covariance], assumed: [],
  };
};
