/**
 * Normal forms written out for others: the index notation of certificates, residuals and fluxes.
 */
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from './goal.ts';
import type { Argument, Factor, Index, Polynomial, Power, Term } from './polynomial.ts';
import { termsOf } from './polynomial.ts';
import { factorsOf } from './product.ts';
import type { Rational } from './rational.ts';
import { ONE } from './rational.ts';
import type { Ring } from './ring.ts';
import { derivativeLabels } from './ring.ts';

/** The fixed labels of insides, by the names that certificates use. */
const LABEL_NAMES: ReadonlyMap<Index, Label> = new Map([['#', 'arg'], ['#r', 'row'], ['#c', 'column']]);
const nameOf = (label: Index): Label => LABEL_NAMES.get(label) ?? label;

export const indexedSum = (ring: Ring, p: Polynomial): IndexedSum => ({
  terms: [...termsOf(p)].map((t) => indexedTerm(ring, t)),
});

const indexedTerm = (ring: Ring, t: Term): IndexedTerm => {
  const factors: IndexedFactor[] = t.monomial.powers.flatMap((q) => indexedPower(ring, q));
  for (const f of factorsOf(ring, t.monomial.open)) factors.push(indexedFactor(ring, f, ONE));
  if (t.monomial.exponential !== null) {
    factors.push({ kind: 'function', function: 'exp', argument: indexedSum(ring, t.monomial.exponential), exponent: ONE });
  }
  return { coefficient: t.coefficient, factors };
};

/** A contracted product to a whole power is written out that many times, with labels of its own each time. */
const indexedPower = (ring: Ring, q: Power): IndexedFactor[] => {
  if (q.atom.factors.length === 1 && (q.atom.factors[0] as Factor).indices.every((l) => !l.startsWith('$'))) {
    return [indexedFactor(ring, q.atom.factors[0] as Factor, q.exponent)];
  }
  const n = q.exponent.numerator;
  if (q.exponent.denominator === 1n && n > 0n && n <= 8n) {
    return Array.from({ length: Number(n) }, () => factorsOf(ring, [q.atom]).map((f) => indexedFactor(ring, f, ONE))).flat();
  }
  const base: IndexedSum = { terms: [{ coefficient: ONE, factors: factorsOf(ring, [q.atom]).map((f) => indexedFactor(ring, f, ONE)) }] };
  return [{ kind: 'power', base, exponent: q.exponent }];
};

const indexedFactor = (ring: Ring, f: Factor, exponent: Rational): IndexedFactor => {
  const { head } = f;
  const labels = f.indices.map(nameOf);
  switch (head.kind) {
    case 'jet': {
      const bySlot = derivativeLabels(f);
      return {
        kind: 'jet', field: head.field, log: head.log, exponent,
        components: labels.slice(0, head.field.shape.length),
        derivatives: head.orders.map((o, s) => (head.field.slots[s]?.space === null ? o : (bySlot[s] ?? []).map(nameOf))),
        args: head.args.map((a) => indexedArgument(ring, a)),
      };
    }
    case 'coordinate': return { kind: 'coordinate', variable: head.variable, label: labels[0] ?? null, exponent };
    case 'parameter': return { kind: 'parameter', parameter: head.parameter, components: labels, exponent };
    case 'delta': return { kind: 'delta', space: head.space, labels: [labels[0] as Label, labels[1] as Label] };
    case 'dimension': return { kind: 'dimension', space: head.space, exponent };
    case 'constant': return { kind: 'constant', value: head.value, exponent };
    case 'compound': return { kind: 'power', base: indexedSum(ring, head.base), exponent };
    case 'function': return { kind: 'function', function: head.function, argument: indexedSum(ring, head.argument), exponent };
    case 'inverse': return { kind: 'inverse', of: indexedSum(ring, head.of), space: head.space, labels: [labels[0] as Label, labels[1] as Label] };
    case 'logDeterminant': return { kind: 'logDeterminant', of: indexedSum(ring, head.of), space: head.space, exponent };
    case 'minimum': return { kind: 'minimum', control: head.control, of: indexedSum(ring, head.of), exponent };
    case 'integral':
      return { kind: 'integral', variable: head.variable, of: indexedSum(ring, head.of), labels, exponent };
  }
};

const indexedArgument = (ring: Ring, a: Argument): IndexedSum | null => {
  if (a === null) return null;
  if (a.kind !== 'components') return indexedSum(ring, a.value);
  // By components: a sum of the components, each times δ with its number.
  return {
    terms: a.values.flatMap((v, k) => indexedSum(ring, v).terms.map((t) => ({
      coefficient: t.coefficient,
      factors: [...t.factors, { kind: 'delta' as const, space: 'n', labels: ['arg', `${k + 1}`] as [Label, Label] }],
    }))),
  };
};

