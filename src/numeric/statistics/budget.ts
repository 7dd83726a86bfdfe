/**
 * The ledger of false alarms: every test enters the probability with which it may reject something true, before it is run.
 * Their sum bounds the expected number of false alarms of a run, whatever the tests have to do with one another; a test that
 * would take it over the limit is refused.
 *
 * Sums are exact: 1e-9 means 10^−9, as it is written, and a thousand of them are 10^−6 and not a little more.
 */
import type { Rational } from '../../kernel/rational.ts';
import { add, compare, rational, ZERO } from '../../kernel/rational.ts';
import { NumericError } from '../numeric-error.ts';

/** At most one false alarm is expected in a million runs. */
export const LIMIT = 1e-6;

export interface Entry {
  readonly name: string;
  /** How many tests were entered under this name, and what they sum up to. */
  readonly tests: number;
  readonly alpha: number;
}

export interface Budget {
  /** Enters a test; throws NumericError('not-applicable') where the limit would be passed, and then enters nothing. */
  readonly enter: (name: string, alpha: number) => void;
  readonly spent: () => number;
  readonly entries: () => readonly Entry[];
  /** One line an entry, and the sum with what is allowed. */
  readonly print: () => readonly string[];
}

/** The decimal fraction that a double is written as: 1e-9 ↦ 1/10^9. */
const decimal = (value: number): Rational => {
  const parts = /^(?<whole>\d+)(?:\.(?<fraction>\d+))?(?:e(?<exponent>[+-]\d+))?$/.exec(String(value))?.groups;
  const digits = parts?.['fraction'] ?? '';
  const exponent = Number(parts?.['exponent'] ?? 0) - digits.length;
  const mantissa = BigInt(`${parts?.['whole'] ?? '0'}${digits}`);
  return exponent < 0 ? rational(mantissa, 10n ** BigInt(-exponent)) : rational(mantissa * 10n ** BigInt(exponent));
};

/** To forty decimal places. */
const toNumber = (a: Rational): number => {
  const scale = 10n ** 40n;
  return Number((a.numerator * scale) / a.denominator) / 1e40;
};

const plural = (tests: number): string => (tests === 1 ? '1 test' : `${tests} tests`);

export const budget = (limit: number = LIMIT): Budget => {
  const allowed = decimal(limit);
  const rows = new Map<string, { tests: number; sum: Rational }>();
  let total = ZERO;
  return {
    enter: (name, alpha) => {
      if (!(alpha >= 0 && alpha < 1)) throw new RangeError(`no false-alarm probability: ${alpha}`);
      const next = add(total, decimal(alpha));
      if (compare(next, allowed) > 0) {
        throw new NumericError('not-applicable', `${name}: the tests of this run would raise ${toNumber(next)} false alarms, more than ${limit}`,
          'test less, or at a smaller false-alarm probability');
      }
      const row = rows.get(name) ?? { tests: 0, sum: ZERO };
      rows.set(name, { tests: row.tests + 1, sum: add(row.sum, decimal(alpha)) });
      total = next;
    },
    spent: () => toNumber(total),
    entries: () => [...rows].map(([name, { tests, sum }]) => ({ name, tests, alpha: toNumber(sum) })),
    print: () => [
      ...[...rows].map(([name, { tests, sum }]) => `${name}: ${plural(tests)}, ${toNumber(sum)}`),
      `false alarms expected in a run: at most ${toNumber(total)} of ${limit} allowed`,
    ],
  };
};
