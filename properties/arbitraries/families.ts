/**
 * A family of instances for fast-check: the integers that it is built from, each shrinking towards 0, which is the
 * simplest instance.
 */
import fc from 'fast-check';
import type { Choice, Family } from '../../src/numeric/instance/family.ts';

/** One integer a choice. What is built from them is built in the property, so that what is kept of a failure is the list. */
export const drawnFor = (choices: readonly Choice[]): fc.Arbitrary<readonly number[]> =>
  fc.tuple(...choices.map(({ least, most }) => fc.integer({ min: least, max: most })));

/** Does a list that was kept still mean something to the family as it is now? */
export const fits = (choices: readonly Choice[], drawn: readonly number[]): boolean =>
  drawn.length === choices.length
  && choices.every(({ least, most }, k) => Number.isInteger(drawn[k]) && (drawn[k] ?? Infinity) >= least && (drawn[k] ?? Infinity) <= most);

/** `modes = 2, slope = -3`: what was drawn, but zeros, by the names of the choices. */
export const drawnText = (family: Family<unknown>, drawn: readonly number[]): string => {
  const told = family.choices.flatMap(({ name }, k) => (drawn[k] === 0 ? [] : [`${name} = ${drawn[k] ?? '?'}`]));
  return told.length === 0 ? 'everything 0' : told.join(', ');
};
