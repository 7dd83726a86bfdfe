/**
 * At which level each test by chance is made: a run keeps its promise whatever its size, because the promise is divided before anything is drawn.
 *
 * A run contradicts something true with probability at most 10^−6: each document has an equal part of that, each of its claims an equal part of
 * the document's, and each means that draws an equal part of the claim's; but none more than 10^−9. So levels are known before the first
 * document is read to its end, and are the same in whatever order, by however many processes, and whichever claims are selected. The price is
 * small: bounds grow with √log(1/α), from 10^−9 to 10^−12 by a seventh.
 */
import type { Document } from '../../language/statement.ts';
import type { Method } from './witness.ts';

/** So many false alarms are expected in a run at most: one in a million runs. A little less, so that sums of doubles do not exceed it. */
export const OF_A_RUN: number = 1e-6 * (1 - 2 ** -20);
/** So many of a claim, however small the run. */
export const OF_A_CLAIM = 1e-9;

/** The means that test by chance. */
const DRAWING: readonly Method[] = ['paths'];

/** For each means that draws, of a claim of this document in a run of so many documents. */
export const levelFor = (document: Document, documents: number, methods: readonly Method[]): number => {
  const drawing = Math.max(1, methods.filter((method) => DRAWING.includes(method)).length);
  return Math.min(OF_A_CLAIM, OF_A_RUN / documents / Math.max(1, document.claims.length)) / drawing;
};
