/**
 * \mathcal N(x; m, v), \mathcal N(x \mid m, \Sigma). A variance `v I` is the scalar v, as in `normal(x; m, v)`.
 */
import type { Surface } from '../surface.ts';
import { parseSum } from './parse-sum.ts';
import type { Place } from './place.ts';

export const parseNormal = (place: Place): Surface => {
  const start = place.next();
  place.expect('(', 'before the arguments, as in `\\mathcal N(x; m, v)`');
  const point = place.bracketed(() => parseSum(place));
  if (place.take(';') === null && place.take('|') === null) place.expect(',', 'after the point, as in `\\mathcal N(x; m, v)`');
  const mean = place.bracketed(() => parseSum(place));
  if (place.take(';') === null) place.expect(',', 'after the mean');
  const variance = withoutIdentity(place.bracketed(() => parseSum(place)));
  place.expect(')', 'after the variance');
  return { kind: 'normal', point, mean, variance, span: place.spanFrom(start) };
};

const isIdentity = (s: Surface): boolean => s.kind === 'name' && s.name.text === 'I';

/** v of v I, where I is one of the factors; the same where there is none. */
const withoutIdentity = (s: Surface): Surface => {
  if (isIdentity(s)) return { kind: 'number', value: { numerator: 1n, denominator: 1n }, span: s.span };
  if (s.kind !== 'product') return s;
  const factors = [...s.factors];
  for (const [i, { divides, factor }] of factors.entries()) {
    if (divides) continue;
    const rest = withoutIdentity(factor);
    if (rest === factor) continue;
    factors[i] = { divides, factor: rest };
    return { ...s, factors };
  }
  return s;
};
