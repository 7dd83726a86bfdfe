/**
 * Which variables an expression depends on, how large it is, and how deep: remembered for every part, since an
 * abbreviation is one object wherever it is used, and a chain of them would otherwise be walked exponentially often.
 */
import { partsOf } from '../kernel/expression.ts';
import type { Expression, Variable } from '../kernel/expression.ts';

export type Variables = ReadonlyMap<string, Variable>;
const NONE: Variables = new Map();
const known = new WeakMap<Expression, Variables>();

/** The variables that are free in an expression, by name. */
export const variablesOf = (e: Expression): Variables => {
  const before = known.get(e);
  if (before !== undefined) return before;
  const result = freeVariables(e);
  known.set(e, result);
  return result;
};

const freeVariables = (e: Expression): Variables => {
  switch (e.kind) {
    case 'variable': return new Map([[e.variable.name, e.variable]]);
    case 'integral': return without(variablesOf(e.of), [e.variable.name]);
    case 'optimum': return e.control.kind === 'variable' ? without(variablesOf(e.of), [e.control.name]) : variablesOf(e.of);
    case 'at': {
      const inner = variablesOf(e.of);
      const used = e.bindings.filter((b) => inner.has(b.variable.name));
      return union([without(inner, used.map((b) => b.variable.name)), ...used.map((b) => variablesOf(b.value))]);
    }
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'identity': return NONE;
    // 0·x is how a zero vector is written, and depends on nothing.
    case 'multiply': return e.factors.some(isZeroNumber) ? NONE : union(e.factors.map(variablesOf));
    case 'field': case 'add': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian':
      return union(partsOf(e).map(variablesOf));
  }
};

const isZeroNumber = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === 0n;

const union = (sets: readonly Variables[]): Variables => {
  let result: Map<string, Variable> | null = null;
  let largest = NONE;
  for (const set of sets) {
    if (set.size === 0 || set === largest) continue;
    if (largest.size === 0) largest = set;
    else {
      result ??= new Map(largest);
      for (const [name, variable] of set) result.set(name, variable);
    }
  }
  return result ?? largest;
};

const without = (set: Variables, names: readonly string[]): Variables => {
  if (!names.some((name) => set.has(name))) return set;
  return new Map([...set].filter(([name]) => !names.includes(name)));
};

export interface Extent {
  /** Nodes, counted as a tree. */
  readonly size: number;
  readonly depth: number;
}
const measured = new WeakMap<Expression, Extent>();

export const extentOf = (e: Expression): Extent => {
  const before = measured.get(e);
  if (before !== undefined) return before;
  let size = 1;
  let depth = 0;
  for (const part of partsOf(e)) {
    const extent = extentOf(part);
    size += extent.size;
    depth = Math.max(depth, extent.depth);
  }
  const result = { size, depth: depth + 1 };
  measured.set(e, result);
  return result;
};
