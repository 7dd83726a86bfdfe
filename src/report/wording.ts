/**
 * The words that several reporters share, so that they say the same of the same result.
 */
import type { ClaimResult, Counterexample } from '../check/verdict.ts';
import type { Outcome } from './run.ts';
import { onOneLine } from './printable.ts';
import { outcomeOf } from './run.ts';

/** `0.4 ms`, `12 ms`, `1.3 s`, `2 min 5 s`. */
export const duration = (milliseconds: number): string => {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

/** `1 claim`, `2 claims`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

export const dimensionsOf = (dimensions: ClaimResult['dimensions']): string => {
  if (dimensions === 'every') return 'every dimension';
  if (dimensions.length === 0) return 'no dimension';
  return `dimension${dimensions.length === 1 ? '' : 's'} ${dimensions.join(', ')}`;
};

export const MARKS: Readonly<Record<Outcome, string>> = { passed: '✔', failed: '✘', undecided: '?' };

/** What is wrong with a claim that did not pass, in one sentence; of one that passed, what was found. */
export const findingOf = (result: ClaimResult): string => {
  switch (outcomeOf(result)) {
    case 'passed': return result.declared === 'claim' ? 'proved' : 'refuted, as declared';
    case 'failed': return result.declared === 'claim' ? 'claimed, but refuted' : 'declared to be false, but proved';
    case 'undecided': return `undecided${result.stuckOn === null ? '' : `: ${onOneLine(result.stuckOn)}`}`;
  }
};

/** `[1,2]` as `component 1,2`. */
export const placeOf = (point: Counterexample): string =>
  `dimension ${point.dimension}${point.component === null ? '' : `, component ${point.component.join(',')}`}`;

const pointOnOneLine = (point: Counterexample): string => {
  const told = point.assignments.filter((a) => a.value !== '0').map((a) => `${a.name} = ${a.value}`);
  const zeros = point.assignments.length > told.length ? [told.length === 0 ? 'all = 0' : 'all others 0'] : [];
  const where = [...told, ...zeros].join(', ');
  const what = point.of === null ? '' : `${point.of}: `;
  return onOneLine(`${what}${point.left} ≠ ${point.right}${where === '' ? '' : ` at ${where}`}`);
};

/** Why a claim is false, on one line: what repairs it, else what is known of it, else where it fails. */
export const reasonOf = (result: ClaimResult): string => {
  if (result.repair !== null) return onOneLine(`repair: ${result.repair.edit}`);
  if (result.holdsIf !== null) return onOneLine(`would hold if ${result.holdsIf}`);
  if (result.notes.length > 0) return onOneLine(result.notes.join('; '));
  return result.counterexample === null ? '' : pointOnOneLine(result.counterexample);
};
