/**
 * What an identity says when a score is put into it: how far its two sides are apart, and how far they may be.
 *
 * An identity is a sum of terms that vanishes. All figures are relative to the largest of the terms: `figure` is what the sum is,
 * `bound` what the error of the score, of quadrature, of steps and of chance may make of it. A term whose coefficient is off by
 * the part δ moves the sum by δ times the term; where twice the bound is less, it would have been noticed. Terms that are too
 * small for any error of theirs to show are named in `blind`; where all are, the sum supports nothing, but may still contradict.
 */
import { NetworkError } from '../network-error.ts';

export interface Seen {
  readonly outcome: 'supports' | 'contradicts';
  readonly figure: number;
  readonly bound: number;
  /** The smallest relative error of a coefficient that would have been noticed, in the worst of the terms that are not `blind`. */
  readonly detectable: number;
  readonly blind: readonly string[];
  readonly seed: number;
  readonly by: string;
  readonly reason: null;
  /** The probability that a true identity is contradicted; 0 where nothing is random. */
  readonly falseAlarm: number;
  /** What of the bound is an estimate and not a proof; null where nothing is. */
  readonly estimate: string | null;
}

export interface Unseen {
  readonly outcome: 'silent';
  readonly figure: null;
  readonly bound: null;
  readonly detectable: null;
  readonly blind: readonly string[];
  readonly seed: number;
  readonly by: string;
  readonly reason: string;
  readonly falseAlarm: 0;
  readonly estimate: null;
}

export type Sight = Seen | Unseen;

export interface Weighed {
  /** |the sum of the terms|, or its norm. */
  readonly difference: number;
  /** How large that may be, in the same unit. */
  readonly slack: number;
  /** The size of each term, in the same unit. */
  readonly terms: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly by: string;
  readonly falseAlarm: number;
  readonly estimate: string | null;
}

export const unseen = (seed: number, by: string, reason: string): Unseen =>
  ({ outcome: 'silent', figure: null, bound: null, detectable: null, blind: [], seed, by, reason, falseAlarm: 0, estimate: null });

const insistOnNumbers = ({ difference, slack, terms }: Weighed): void => {
  const sizes = Object.values(terms);
  if ([difference, slack, ...sizes].every(Number.isFinite)) return;
  throw new NetworkError('diverged', `an identity with terms ${sizes.join(', ')} differs by ${difference}, where ${slack} is allowed`,
    'look for where the score is not finite, or take fewer times near the start');
};

/** NetworkError('diverged') for what is not finite. */
export const weigh = (weighed: Weighed): Sight => {
  insistOnNumbers(weighed);
  const { difference, slack, terms, seed, by, falseAlarm, estimate } = weighed;
  const entries = Object.entries(terms);
  const size = Math.max(...entries.map(([, value]) => Math.abs(value)));
  const ratios = entries.map(([name, value]) => ({ name, ratio: 2 * slack / Math.abs(value) }));
  const seen = ratios.filter(({ ratio }) => ratio <= 1);
  const agree = difference <= slack;
  if (seen.length === 0 && agree) {
    return unseen(seed, by, `the sides may differ by ${slack.toPrecision(2)}, and no term is larger than ${size.toPrecision(2)}`);
  }
  return {
    outcome: agree ? 'supports' : 'contradicts', figure: difference / size, bound: slack / size,
    detectable: seen.length === 0 ? Math.min(...ratios.map(({ ratio }) => ratio)) : Math.max(...seen.map(({ ratio }) => ratio)), blind: ratios.filter(({ ratio }) => !(ratio <= 1)).map(({ name }) => name),
    seed, by, reason: null, falseAlarm, estimate,
  };
};
