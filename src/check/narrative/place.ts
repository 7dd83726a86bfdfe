/**
 * Where every function of an expansion is taken, when that is one place: at t = T − t all through a reversed clock. It
 * is said once, and left out of the formulas.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import type { IndexedFactor, IndexedSum } from '../../kernel/goal.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { fingerprint } from '../../calculus/sameness.ts';
import { expressionOf } from '../../search/from-indices.ts';

/** The values of the variables; [] at themselves. */
export type Place = readonly { readonly variable: Variable; readonly value: Expression }[];

/** The one place of all functions in these sums; [] where they have several, or a variable also stands alone. */
export const placeOf = (sums: readonly IndexedSum[]): Place => {
  const found = new Map<string, { readonly variable: Variable; readonly value: Expression | null; readonly text: string }>();
  for (const f of sums.flatMap(factorsOf)) {
    if (f.kind === 'coordinate' && notAlone(found, f.variable)) return [];
    if (f.kind === 'integral' || f.kind === 'minimum') return [];
    if (f.kind !== 'jet') continue;
    for (const [s, variable] of f.field.slots.entries()) {
      const a = f.args[s] ?? null;
      const text = a === null ? '' : fingerprint(a);
      const old = found.get(variable.name);
      if (old !== undefined && old.text !== text) return [];
      if (old === undefined) found.set(variable.name, { variable, text, value: a === null ? null : expressionOf(a, variable.space === null ? [] : ['arg']) });
    }
  }
  const moved = [...found.values()].filter((b) => b.text !== '');
  // At a fixed time, what does not depend on it would look as if it did.
  if (moved.some((b) => b.value !== null && !dependsOn(b.value, b.variable))) return [];
  return moved.flatMap((b) => (b.value === null ? [] : [{ variable: b.variable, value: b.value }])).length === moved.length
    ? moved.map((b) => ({ variable: b.variable, value: b.value as Expression })) : [];
};

const notAlone = (found: Map<string, { readonly variable: Variable; readonly value: Expression | null; readonly text: string }>, variable: Variable): boolean => {
  const old = found.get(variable.name);
  if (old === undefined) found.set(variable.name, { variable, text: '', value: null });
  return old !== undefined && old.text !== '';
};

/** All factors, those inside functions and powers too, but not those in arguments. */
const factorsOf = (sum: IndexedSum): readonly IndexedFactor[] => sum.terms.flatMap((t) => t.factors.flatMap((f) => [f, ...insidesOf(f).flatMap(factorsOf)]));

const insidesOf = (f: IndexedFactor): readonly IndexedSum[] => {
  switch (f.kind) {
    case 'power': return [f.base];
    case 'function': return [f.argument];
    case 'inverse': case 'logDeterminant': case 'integral': case 'minimum': return [f.of];
    case 'jet': case 'coordinate': case 'parameter': case 'delta': case 'dimension': case 'constant': return [];
  }
};

/** The same with every function at its own variables. */
export const withoutPlace = (sum: IndexedSum): IndexedSum => ({
  terms: sum.terms.map((t) => ({ ...t, factors: t.factors.map(atItself) })),
});

const atItself = (f: IndexedFactor): IndexedFactor => {
  switch (f.kind) {
    case 'jet': return { ...f, args: f.args.map(() => null) };
    case 'power': return { ...f, base: withoutPlace(f.base) };
    case 'function': return { ...f, argument: withoutPlace(f.argument) };
    case 'inverse': case 'logDeterminant': return { ...f, of: withoutPlace(f.of) };
    case 'coordinate': case 'parameter': case 'delta': case 'dimension': case 'constant': case 'integral': case 'minimum': return f;
  }
};
