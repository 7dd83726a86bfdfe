/**
 * Denominators that are sums, cancelled: t²/(1 − t) − t/(1 − t) is −t. The kernel leaves such quotients expanded.
 *
 * Everything is put over one power of the denominator, and divided by it as often as that leaves no remainder; what
 * comes of it is kept where it is shorter.
 */
import { isInteger, sign, ZERO, rational, compare } from '../../kernel/rational.ts';
import { exactQuotient } from './divide.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum } from './normal-sum.ts';
import type { Generator, Sum } from './sum.ts';
import { powerMonomial, timesMonomial } from './sum.ts';
import { writtenSum } from './written.ts';

export const cancelled = (sum: Sum, assuming: Assuming): Sum =>
  denominatorsOf(sum).reduce((now, g) => {
    const next = cancelBy(now, g, assuming);
    return next !== null && next.length < now.length ? next : now;
  }, sum);

const denominatorsOf = (sum: Sum): readonly Generator[] => [...new Map(sum.flatMap((m) =>
  [...m.powers.values()].filter((f) => f.generator.base.kind === 'add' && sign(f.exponent) < 0 && isInteger(f.exponent))
    .map((f) => [f.generator.key, f.generator] as const))).values()];

const cancelBy = (sum: Sum, g: Generator, assuming: Assuming): Sum | null => {
  const lowest = sum.map((m) => m.powers.get(g.key)?.exponent ?? ZERO).reduce((a, b) => (compare(a, b) < 0 ? a : b), ZERO);
  const divisor = normalSum(g.base, assuming);
  let rest = normalSum(writtenSum(timesMonomial(sum, powerMonomial(g, rational(-lowest.numerator)))), assuming);
  let power = Number(lowest.numerator);
  while (power < 0 && rest !== null && divisor !== null) {
    const next = exactQuotient(rest, divisor);
    if (next === null) break;
    rest = next;
    power += 1;
  }
  return rest === null ? null : timesMonomial(rest, powerMonomial(g, rational(power)));
};
