/**
 * D_bc = Σ_W G_b G_c^T, the sum over the Brownian motions that blocks b and c share.
 *
 * Convention: dX = b dt + G dW, so that ½ D is the coefficient of the second derivatives. Noises with the same
 * name are the same noise, those with different names are independent.
 * Source: Øksendal, Stochastic Differential Equations, 6th ed., section 7.3.
 */
import type { Expression } from '../kernel/expression.ts';
import { dot, identity, num, plus, pow, shapeOf, times } from '../kernel/expression.ts';
import type { Block, Noise, Process } from '../language/statement.ts';
import { isWrittenAlike } from './sameness.ts';
import { multipleOfIdentity, tensorProduct, transposed } from './state-derivatives.ts';

/** The names of a process's Brownian motions, in order of appearance. */
export const wienersOf = (process: Process): readonly string[] => [
  ...new Set(process.blocks.flatMap((block) => block.noises.map((noise) => noise.wiener))),
];

/** The whole coefficient of one Brownian motion in a block; null where it does not occur. */
export const coefficientOf = (block: Block, wiener: string): Expression | null => {
  const noises = block.noises.filter((noise) => noise.wiener === wiener);
  return noises.length === 0 ? null : plus(...noises.map((noise) => noise.coefficient));
};

/** The number of components of a Brownian motion: a space, or null for a scalar one. */
export const noiseSpaceOf = (process: Process, wiener: string): Noise['space'] =>
  process.blocks.flatMap((block) => block.noises).find((noise) => noise.wiener === wiener)?.space ?? null;

/** D_bc, with the slot of b, then the slot of c; null where the two share no noise. */
export const diffusion = (b: Block, c: Block): Expression | null => {
  const terms: Expression[] = [];
  for (const wiener of new Set(b.noises.map((noise) => noise.wiener))) {
    const left = coefficientOf(b, wiener);
    const right = coefficientOf(c, wiener);
    const space = b.noises.find((noise) => noise.wiener === wiener)?.space ?? null;
    if (left !== null && right !== null) terms.push(covariance(left, right, b, c, space));
  }
  return terms.length === 0 ? null : plus(...terms);
};

/** G_b G_c^T; g I and h I give g h I, so that isotropic noise stays a Laplacian. */
export const covariance = (
  left: Expression, right: Expression, b: Block, c: Block, noiseSpace: Noise['space'],
): Expression => {
  const g = multipleOfIdentity(left);
  const h = multipleOfIdentity(right);
  if (g !== null && h !== null && b.variable.space !== null && b.variable.space === c.variable.space) {
    return isotropic(g, h, b.variable.space);
  }
  if (noiseSpace === null) return squareOrProduct(left, right);
  const [first, second] = [scalarPart(left), scalarPart(right)];
  // A scalar block's coefficient is a vector over the noise: G_b G_c^T is then a vector over c, or a number.
  const product = b.variable.space === null ? dot(second.rest, first.rest) : dot(first.rest, transposed(second.rest));
  const factor = first.factor === null || second.factor === null ? (first.factor ?? second.factor) : squareOrProduct(first.factor, second.factor);
  return factor === null ? product : times(factor, product);
};

/** g and M of a coefficient that is written g M. */
const scalarPart = (e: Expression): { readonly factor: Expression | null; readonly rest: Expression } => {
  const tensor = e.kind === 'multiply' ? e.factors.find((f) => shapeOf(f).length > 0) : undefined;
  if (e.kind !== 'multiply' || tensor === undefined) return { factor: null, rest: e };
  return { factor: times(...e.factors.filter((f) => f !== tensor)), rest: tensor };
};

const isotropic = (g: Expression, h: Expression, space: string): Expression =>
  isWrittenAlike(g, h)
    ? times(squared(g), identity(space))
    : times(g, h, identity(space));

const squareOrProduct = (left: Expression, right: Expression): Expression =>
  shapeOf(left).length === 0 && isWrittenAlike(left, right) ? squared(left) : tensorProduct(left, right);

const squared = (g: Expression): Expression => {
  if (g.kind === 'number' && g.value.numerator === 1n && g.value.denominator === 1n) return g;
  if (g.kind === 'call' && g.function === 'sqrt') return g.argument;
  return pow(g, num(2));
};
