/**
 * Rings, symbols, and short ways to compare normal forms, for the tests of the kernel.
 */
import { elaborate } from '../../src/kernel/elaborate.ts';
import type { Expression, Field, Parameter, Variable } from '../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, coordinate, field, parameter, shapeOf } from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';
import { indexedSum } from '../../src/kernel/indexed.ts';
import type { Polynomial } from '../../src/kernel/polynomial.ts';
import { keyOf } from '../../src/kernel/polynomial.ts';
import { sizesFor } from '../../src/kernel/prove.ts';
import type { RingOptions } from '../../src/kernel/ring.ts';
import { Ring } from '../../src/kernel/ring.ts';
import { componentsOfShape } from '../../src/kernel/rules.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { printIndexedSum } from '../../src/render/text.ts';

export const inEveryDimension = (more: Partial<RingOptions> = {}): Ring =>
  new Ring({ sizes: null, curlFree: new Set(), limit: 100_000, deadline: Infinity, ...more });
export const inDimension = (d: number): Ring => inEveryDimension({ sizes: sizesFor(d) });

export const x: Variable = X_VARIABLE;
export const t: Variable = T_VARIABLE;
export const y: Variable = coordinate('y', 'n');
export const s: Variable = coordinate('s', null);

export const a: Parameter = parameter('a');
export const b: Parameter = parameter('b');
export const c: Parameter = parameter('c', { sign: 'positive' });
export const m: Parameter = parameter('m', { shape: ['n'] });
export const A: Parameter = parameter('A', { shape: ['n', 'n'] });
export const B: Parameter = parameter('B', { shape: ['n', 'n'] });
export const S: Parameter = parameter('S', { shape: ['n', 'n'], symmetry: 'symmetric' });
export const K: Parameter = parameter('K', { shape: ['n', 'n'], symmetry: 'antisymmetric' });
export const R: Parameter = parameter('R', { shape: ['n', 'n'], symmetry: 'positive' });

export const g: Field = field('g', [t]);
export const h: Field = field('h', [x, t]);
export const p: Field = field('p', [x, t], { sign: 'positive' });
export const f: Field = field('f', [x, t], { shape: ['n'] });
export const v: Field = field('v', [x, t], { shape: ['n'] });
export const M: Field = field('M', [x, t], { shape: ['n', 'n'] });
export const G: Field = field('G', [x, t], { shape: ['n', 'm'] });

const LABELS = ['i', 'j', 'l', 'm'];

/** The normal form at the labels i, j, … */
export const normal = (ring: Ring, e: Expression): Polynomial => elaborate(ring, e, LABELS.slice(0, shapeOf(e).length));
/** The canonical text of a normal form. */
export const key = (e: Expression, ring: Ring = inEveryDimension()): string => keyOf(normal(ring, e));
/** Index notation, for a look at a whole normal form. */
export const text = (ring: Ring, q: Polynomial): string => printIndexedSum(indexedSum(ring, q));

/** Are both sides the same function, in every component? */
export const agree = (left: Expression, right: Expression, ring: Ring = inEveryDimension()): boolean =>
  componentsOfShape(ring, shapeOf(left)).every((labels) => areEqual(ring, elaborate(ring, left, labels), elaborate(ring, right, labels)));

export const goalOf = (left: Expression, right: Expression, more: Partial<Goal> = {}): Goal => ({
  name: 'the claim', left, right, under: null, hypotheses: [], conditions: [], dimension: null, ...more,
});
/** The conditions that a computation relied on, as text. */
export const used = (ring: Ring): string[] =>
  [...ring.used.values()].map((u) => `${text(ring, u.polynomial)} ${u.relation} 0`);
