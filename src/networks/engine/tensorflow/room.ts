/**
 * Whether a pass fits into memory, asked before it begins: the library's backend does not say when it is full. Its memory is one
 * array of at most 4 GiB; beyond it, tensors silently share the address 0.
 *
 * Errors: NetworkError 'out-of-memory'.
 */
import { NetworkError } from '../../network-error.ts';
import type { NetworkShape } from '../engine.ts';
import { weightCount } from '../layout.ts';

/** A quarter of what the backend can have: freed memory has gaps. */
export const MOST_BYTES: number = 2 ** 30;

const FLOAT = 4;

/** What a pass holds at most for each row and unit, and an update for each weight: measured on networks of many shapes, with room. */
const FLOATS = { values: 12, tangents: 28, weight: 16 } as const;

const unitsOf = ({ inputs, hidden, outputs }: NetworkShape): number => [inputs, ...hidden, outputs].reduce((sum, width) => sum + width + 1, 0);

/** An estimate of the most that a pass forward and back, and an update, hold at once for one copy. */
export const bytesOfPass = (shape: NetworkShape, rows: number, kind: 'values' | 'tangents'): number =>
  FLOAT * (FLOATS[kind] * rows * unitsOf(shape) + FLOATS.weight * weightCount(shape));

/** Rows that are evaluated at once: of many, some after the others. */
export const rowsAtOnce = (shape: NetworkShape, copies: number): number =>
  Math.max(1, Math.floor(MOST_BYTES / 16 / (copies * FLOAT * FLOATS.values * unitsOf(shape))));

export const checkRoom = (held: number, wanted: number): void => {
  if (held + wanted <= MOST_BYTES) return;
  const shown = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  throw new NetworkError('out-of-memory', `a pass of about ${shown(wanted)}, with ${shown(held)} in use, of at most ${shown(MOST_BYTES)}`,
    'take a smaller batch, fewer copies or a smaller network');
};
