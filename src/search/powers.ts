/**
 * exp(c log a + b) written as a^c exp(b), and a · a^c as a^(1 + c): how the kernel's exponentials read to a person.
 * Several exponentials in a product become one.
 */
import { fingerprint } from '../calculus/sameness.ts';
import type { Expression } from '../kernel/expression.ts';
import { exp, mapParts, num, plus, pow, times } from '../kernel/expression.ts';
import { isOne } from '../kernel/rational.ts';

export const withPowers = (e: Expression): Expression => {
  const factors = e.kind === 'multiply' ? e.factors : [e];
  const inside = (part: Expression): Expression => mapParts(part, withPowers);
  const inner = factors.map((f) => (isExponential(f) ? inside(f) : e.kind === 'multiply' ? withPowers(f) : inside(f)));
  const exponentials = inner.filter(isExponential);
  const asPowers = exponentials.some((f) => logarithmsIn(f.argument).length > 0) || exponentials.length > 1;
  return asPowers ? productOf(inner) : e.kind === 'multiply' ? { ...e, factors: inner } : (inner[0] ?? e);
};

type Exponential = Extract<Expression, { kind: 'call' }>;
const isExponential = (e: Expression): e is Exponential => e.kind === 'call' && e.function === 'exp';

interface Power {
  readonly base: Expression;
  readonly exponents: Expression[];
}

const productOf = (factors: readonly Expression[]): Expression => {
  const powers = new Map<string, Power>();
  const exponents: Expression[] = [];
  for (const f of factors) {
    if (!isExponential(f)) continue;
    for (const { base, exponent } of logarithmsIn(f.argument)) {
      const key = fingerprint(base);
      const own = powers.get(key) ?? { base, exponents: [] };
      own.exponents.push(exponent);
      powers.set(key, own);
    }
    exponents.push(...termsOf(f.argument).filter((t) => logarithmOf(t) === null));
  }
  const plain = factors.filter((f) => !isExponential(f)).filter((f) => !joins(powers, f));
  const written = [...powers.values()].map(({ base, exponents }) => pow(base, exponents.length === 1 ? (exponents[0] ?? num(1)) : plus(...exponents)));
  return times(...inOrder(plain, written, exponents.length === 0 ? [] : [exp(plus(...exponents))]));
};

/** Divisors last, as they are printed. */
const inOrder = (plain: readonly Expression[], powers: readonly Expression[], exponentials: readonly Expression[]): readonly Expression[] => {
  const isBelow = (e: Expression): boolean => e.kind === 'power' && e.exponent.kind === 'number' && e.exponent.value.numerator < 0n;
  return [...plain.filter((e) => !isBelow(e)), ...powers, ...exponentials, ...plain.filter(isBelow)];
};

/** A factor a or a^k, put to the power of a that is there; numbers come first in its exponent. */
const joins = (powers: ReadonlyMap<string, Power>, f: Expression): boolean => {
  const [base, exponent] = f.kind === 'power' ? [f.base, f.exponent] : [f, num(1)];
  const own = powers.get(fingerprint(base));
  own?.exponents.unshift(exponent);
  return own !== undefined;
};

const termsOf = (e: Expression): readonly Expression[] => {
  if (e.kind === 'add') return e.terms.flatMap(termsOf);
  if (e.kind !== 'multiply') return [e];
  const sum = e.factors.find((f) => f.kind === 'add');
  if (sum === undefined) return [e];
  return termsOf(sum).map((t) => times(...e.factors.map((f) => (f === sum ? t : f))));
};

const logarithmsIn = (argument: Expression): readonly { base: Expression; exponent: Expression }[] =>
  termsOf(argument).map(logarithmOf).filter((l) => l !== null);

/** c log a as the power c of a. */
const logarithmOf = (term: Expression): { base: Expression; exponent: Expression } | null => {
  const factors = term.kind === 'multiply' ? term.factors : [term];
  const logs = factors.filter((f): f is Exponential => f.kind === 'call' && f.function === 'log');
  const [only] = logs;
  if (only === undefined || logs.length !== 1) return null;
  const rest = factors.filter((f) => f !== only && !(f.kind === 'number' && isOne(f.value)));
  return { base: only.argument, exponent: rest.length === 0 ? num(1) : times(...rest) };
};
