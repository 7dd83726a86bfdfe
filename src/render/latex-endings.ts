/**
 * How a formula ends, and so what could be read into it from the right: `\log p` would take a divisor after it,
 * `\Delta\nabla\cdot f` the dot or the factor, and `M g` a bracket as the argument of g.
 */
import { shapeOf } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import type { Application, Contraction } from './reading.ts';
import { innermost, squareOf } from './reading.ts';

/** log p, det M: what follows would be read as part of the argument. */
export const isFunctionWithoutBrackets = (e: Expression): boolean => e.kind === 'determinant' || (e.kind === 'call' && e.function === 'log');

/** ∂t log p, M ∇ log p: a slash after it would be read as part of the argument. */
export const endsInFunction = (e: Expression): boolean => {
  if (isFunctionWithoutBrackets(e)) return true;
  // On either side, since v·M is written M^⊤ v.
  if (e.kind === 'dot') return squareOf(e) === null && (endsInFunction(e.left) || endsInFunction(e.right));
  return isOperator(e) && endsInFunction(e.of);
};

/** ∇·f, Δ ∇·f: it is not plain where what the divergence is of ends. */
export const endsInDivergence = (e: Expression): boolean =>
  e.kind === 'divergence' || (isOperator(e) && endsInDivergence(e.of));

const isOperator = (e: Expression): e is Expression & { kind: 'derivative' | 'gradient' | 'divergence' | 'laplacian' | 'hessian' } =>
  e.kind === 'derivative' || e.kind === 'gradient' || e.kind === 'divergence' || e.kind === 'laplacian' || e.kind === 'hessian';

/** The function that a formula ends in. */
export interface Ending {
  readonly application: Application;
  /** Whether a power, or the sign of a transpose, stands between the function and what follows. */
  readonly raised: boolean;
}

/** g of g, ∂t g, g², g^⊤ and M g; null where no function stands last. */
export const endingOf = (e: Expression): Ending | null => {
  if (e.kind === 'power') return raised(e.base);
  if (e.kind === 'transpose') return raised(e.of.kind === 'inverse' ? e.of.of : e.of);
  if (e.kind === 'inverse') return raised(e.of);
  if (e.kind === 'dot') return endingOf(lastOf(e));
  const application = innermost(e);
  return application === null ? null : { application, raised: false };
};

const raised = (base: Expression): Ending | null => (base.kind === 'field' ? { application: base, raised: true } : null);

/** v·M is written M^⊤ v. */
const lastOf = ({ left, right }: Contraction): Expression => (shapeOf(left).length === 1 && shapeOf(right).length === 2 ? left : right);
