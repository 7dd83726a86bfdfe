/**
 * The state of a process as a list of numbers: the components of its blocks, one block after the other.
 */
import type { Space, Variable } from '../../../kernel/expression.ts';
import { T_VARIABLE } from '../../../kernel/expression.ts';
import type { Process } from '../../../language/statement.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { World } from '../../../numeric/evaluate/world.ts';

export interface State {
  readonly blocks: readonly { readonly variable: Variable; readonly size: number; readonly offset: number }[];
  readonly dimension: number;
  readonly place: (x: ArrayLike<number>, t: number) => Place<number>;
}

/** Intervals, one a component. */
export type Box = readonly (readonly [number, number])[];

export const sizeOf = (space: Space | null, world: World<number>): number => (space === null ? 1 : world.dimensionOf(space));

/** Of one or two components in all: more cannot be tabulated. */
export const stateOf = (process: Process, world: World<number>): State => {
  let offset = 0;
  const blocks = process.blocks.map(({ variable }) => {
    const size = sizeOf(variable.space, world);
    offset += size;
    return { variable, size, offset: offset - size };
  });
  if (offset > 2) throw new NumericError('not-applicable', `a state of ${offset} components`, 'coefficients are tabulated in one and two dimensions');
  return {
    blocks, dimension: offset,
    place: (x, t) => [
      ...blocks.map(({ variable, size, offset: at }) => ({ variable, values: Array.from({ length: size }, (_, k) => x[at + k] as number) })),
      { variable: T_VARIABLE, values: [t] },
    ],
  };
};
