/**
 * Is a matrix surely positive definite? A sum of terms c · A with c > 0, where each A is evidently positive
 * semidefinite (δ, a declared positive matrix, Mᵀ M, Mᵀ P M) and one is definite. "false" means: not seen.
 */
import type { Atom, Factor, Index, Polynomial, Term } from './polynomial.ts';
import { monomialOf, single, termsOf } from './polynomial.ts';
import type { Ring } from './ring.ts';
import { isPositive } from './signs.ts';

type Definiteness = 'definite' | 'semidefinite' | 'unknown';

const isPositiveHead = (f: Factor): boolean => {
  const { head } = f;
  if (head.kind === 'parameter') return head.parameter.symmetry === 'positive';
  if (head.kind === 'jet') return head.field.symmetry === 'positive' && !head.log && head.orders.every((o) => o === 0);
  if (head.kind === 'inverse') {
    const [only] = termsOf(head.of);
    const inner = only?.monomial.open[0]?.factors[0];
    return termsOf(head.of).length === 1 && inner !== undefined && only?.monomial.open[0]?.factors.length === 1 && isPositiveHead(inner);
  }
  return head.kind === 'delta';
};

const other = (f: Factor, label: Index): Index | undefined => f.indices.length === 2 ? f.indices.find((l) => l !== label) : undefined;

/** M_{k r} … M_{l c} with one positive matrix, or nothing, between: the same factor in the same slot at both ends. */
const definitenessOfAtom = (atom: Atom, row: Index, column: Index): Definiteness => {
  const [a, b, c] = atom.factors;
  if (a === undefined) return 'unknown';
  if (atom.factors.length === 1) return isPositiveHead(a) ? 'definite' : 'unknown';
  const left = atom.factors.find((f) => f.indices.includes(row));
  const right = atom.factors.find((f) => f.indices.includes(column));
  if (left === undefined || right === undefined || left === right || left.head !== right.head) return 'unknown';
  if (left.indices.indexOf(row) !== right.indices.indexOf(column)) return 'unknown';
  const leftInner = left.indices.filter((l) => l !== row);
  const rightInner = right.indices.filter((l) => l !== column);
  if (b !== undefined && c === undefined) return leftInner.every((l, k) => rightInner[k] === l) ? 'semidefinite' : 'unknown';
  if (atom.factors.length !== 3 || leftInner.length !== 1) return 'unknown';
  const middle = atom.factors.find((f) => f !== left && f !== right) as Factor;
  const joins = middle.indices.includes(leftInner[0] as Index) && other(middle, leftInner[0] as Index) === rightInner[0];
  return joins && isPositiveHead(middle) ? 'semidefinite' : 'unknown';
};

const definitenessOfTerm = (ring: Ring, t: Term, row: Index, column: Index): Definiteness => {
  const [atom] = t.monomial.open;
  if (atom === undefined || t.monomial.open.length !== 1) return 'unknown';
  if (!isPositive(ring, single(t.coefficient, monomialOf(t.monomial.powers, [], t.monomial.exponential)))) return 'unknown';
  return definitenessOfAtom(atom, row, column);
};

/** A matrix given with two free labels. */
export const isPositiveDefinite = (ring: Ring, p: Polynomial, row: Index, column: Index): boolean => {
  const kinds = termsOf(p).map((t) => definitenessOfTerm(ring, t, row, column));
  return kinds.includes('definite') && !kinds.includes('unknown');
};
