/**
 * A text that two expressions share when they differ by the order of terms and factors alone: a b = b a,
 * v · M w = w · M^T v, M : N = N : M.
 */
import { partsOf, shapeOf } from '../../kernel/expression.ts';
import type { Expression } from '../../kernel/expression.ts';
import { toText } from '../../kernel/rational.ts';
import { transposeOf } from './symmetry.ts';

const known = new WeakMap<Expression, string>();

export const keyOf = (e: Expression): string => {
  const before = known.get(e);
  if (before !== undefined) return before;
  const key = isInnerProduct(e) ? innerKey(e) : plainKey(e);
  known.set(e, key);
  return key;
};

const plainKey = (e: Expression): string => {
  const parts = partsOf(e).map(keyOf);
  return `${headOf(e)}(${(isCommutative(e) ? parts.sort() : parts).join(' ')})`;
};

const isCommutative = (e: Expression): boolean => e.kind === 'add' || e.kind === 'multiply' || e.kind === 'doubleDot';

const isInnerProduct = (e: Expression): e is Expression & { kind: 'dot' } =>
  e.kind === 'dot' && shapeOf(e.left).length === 1 && shapeOf(e.right).length === 1;

/** v · A B w and w · B^T A^T v have one key. */
const innerKey = (e: Expression & { kind: 'dot' }): string => {
  const links = [e.left];
  let rest = e.right;
  while (rest.kind === 'dot' && shapeOf(rest.left).length === 2) {
    links.push(rest.left);
    rest = rest.right;
  }
  links.push(rest);
  const turned = links.map((l) => (shapeOf(l).length === 2 ? transposeOf(l) : l)).reverse();
  const [one, other] = [links, turned].map((all) => all.map(keyOf).join(' '));
  return `dot(${(one as string) < (other as string) ? one : other})`;
};

/** Everything of a node but its parts. */
const headOf = (e: Expression): string => {
  switch (e.kind) {
    case 'number': return toText(e.value);
    case 'dimension': case 'identity': return `${e.kind}[${e.space}]`;
    case 'parameter': return `parameter ${e.parameter.name}`;
    case 'variable': return `variable ${e.variable.name}`;
    case 'field': return `field ${e.field.name}`;
    case 'call': return e.function;
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
      return `${e.kind}[${e.variable.name}]`;
    case 'at': return `at[${e.bindings.map((b) => b.variable.name).join()}]`;
    case 'optimum': return `${e.which}[${e.control.name}]`;
    case 'pi': case 'add': case 'multiply': case 'power': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace':
    case 'inverse': case 'determinant':
      return e.kind;
  }
};

export const isAlike = (a: Expression, b: Expression): boolean => a === b || keyOf(a) === keyOf(b);
