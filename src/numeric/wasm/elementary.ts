/**
 * The functions of the kernel's language as code over two doubles at once. Each file says how far its function may be off.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import type { Body } from './body.ts';
import { arcTangent, cosine, sine, tangent } from './circular.ts';
import { exponential } from './exponential.ts';
import { hyperbolicCosine, hyperbolicSine, hyperbolicTangent } from './hyperbolic.ts';
import { logarithm } from './logarithm.ts';
import { errorFunction, normalDistribution } from './normal-distribution.ts';
import type { Doubles } from './polynomial.ts';
import { f64x2 } from './vectors.ts';

export const ELEMENTARY: Readonly<Record<FunctionName, (body: Body, x: Doubles) => Doubles>> = {
  exp:  exponential,
  log:  logarithm,
  sqrt: (_, x) => f64x2.sqrt(x),
  sin:  sine,
  cos:  cosine,
  tan:  tangent,
  sinh: hyperbolicSine,
  cosh: hyperbolicCosine,
  tanh: hyperbolicTangent,
  atan: arcTangent,
  erf:  errorFunction,
  Phi:  normalDistribution,
};
