/**
 * Transposes: (M N)^T = N^T M^T, (a ⊗ b)^T = b ⊗ a, S^T = S where S is plainly symmetric.
 */
import { dot, mapParts, num, outer, shapeOf, transpose } from '../../kernel/expression.ts';
import type { Expression, Symmetry } from '../../kernel/expression.ts';
import { keyOf } from './key.ts';
import { productOfFactors } from './parts-of-term.ts';

/** Whether M = M^T is plain from how it is written and declared. */
export const isSymmetric = (e: Expression): boolean => {
  switch (e.kind) {
    case 'identity': case 'hessian': return true;
    case 'parameter': return isDeclared(e.parameter.symmetry);
    case 'field': return isDeclared(e.field.symmetry);
    case 'add': return e.terms.every(isSymmetric) || isOwnTranspose(e);
    case 'multiply': return e.factors.every((f) => shapeOf(f).length === 0 || isSymmetric(f));
    case 'transpose': case 'inverse': case 'derivative': case 'laplacian': case 'at': case 'integral': return isSymmetric(e.of);
    case 'dot': case 'outer': return isOwnTranspose(e);
    case 'gradient': case 'divergence': case 'number': case 'pi': case 'dimension': case 'variable': case 'power': case 'call':
    case 'doubleDot': case 'trace': case 'determinant': case 'optimum':
      return false;
  }
};

const isDeclared = (symmetry: Symmetry): boolean => symmetry === 'symmetric' || symmetry === 'positive';
const isOwnTranspose = (e: Expression): boolean => keyOf(transposeOf(e)) === keyOf(e);

/** M^T, with the transpose moved to where it stands plainest. */
export const transposeOf = (e: Expression): Expression => {
  switch (e.kind) {
    case 'transpose': return e.of;
    case 'identity': case 'hessian': return e;
    case 'add': case 'multiply': return mapParts(e, (part) => (shapeOf(part).length === 2 ? transposeOf(part) : part));
    case 'dot': return reassociated(transposeOf(e.right), transposeOf(e.left));
    case 'outer': return outer(e.right, e.left);
    case 'parameter': return e.parameter.symmetry === 'antisymmetric' ? negative(e) : isSymmetric(e) ? e : transpose(e);
    case 'field': return e.field.symmetry === 'antisymmetric' ? negative(e) : isSymmetric(e) ? e : transpose(e);
    case 'inverse': case 'derivative': case 'laplacian': case 'at': case 'integral': return isSymmetric(e) ? e : transpose(e);
    case 'gradient': case 'divergence': case 'number': case 'pi': case 'dimension': case 'variable': case 'power': case 'call':
    case 'doubleDot': case 'trace': case 'determinant': case 'optimum':
      return transpose(e);
  }
};

const negative = (e: Expression): Expression => productOfFactors([num(-1), e]);

/** (A B) C as A (B C), so that what is the same product is written alike. */
const reassociated = (left: Expression, right: Expression): Expression =>
  left.kind === 'dot' && shapeOf(left.right).length === 2 ? dot(left.left, reassociated(left.right, right)) : dot(left, right);
