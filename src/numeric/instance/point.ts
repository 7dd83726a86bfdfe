/**
 * Random points: dyadic fractions for every variable, drawn by its name, so that a variable has one value in all of a
 * document's claims.
 */
import type { Variable } from '../../kernel/expression.ts';
import type { Stream } from '../random/stream.ts';
import type { SizeOf } from './plan.ts';

/** One list of components a variable. Times are in (0, 1), before every horizon; other components in (−3/2, 3/2), none of them 0. */
export const drawPoint = (variables: readonly Variable[], sizeOf: SizeOf, stream: Stream): readonly (readonly number[])[] =>
  variables.map((v) => {
    const own = stream.split(v.name);
    const size = v.space === null ? 1 : sizeOf(v.space);
    return Array.from({ length: size }, (_, k) =>
      (v.name === 't' ? (2 * own.integer(k, 1, 14) + 1) / 32 : (2 * own.integer(k, -12, 11) + 1) / 16));
  });
