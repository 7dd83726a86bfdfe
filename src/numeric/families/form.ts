/**
 * What a function must be, for a family to build one: its shape in numbers, its symmetry and sign, and what its
 * variables are.
 */
import type { Field, Space, Symmetry, Sign } from '../../kernel/expression.ts';

/** `time` is t, or another scalar; `space` a component of the state; `control` of what an optimum or an integral ranges over. */
export type VariableRole = 'time' | 'space' | 'control';

export interface Form {
  readonly name: string;
  /** One number a slot of the shape. */
  readonly sizes: readonly number[];
  readonly symmetry: Symmetry;
  readonly sign: Sign;
  /** One entry a scalar variable, one slot after the other. */
  readonly variables: readonly VariableRole[];
  /** A density: positive, and integrable over its space variables. */
  readonly decays: boolean;
}

/** `confined`: the names of variables that scalars confine as if they were controls. */
export const formOf = (
  field: Field, spaces: ReadonlyMap<Space, number>, decays: boolean = false, confined: ReadonlySet<string> = new Set(),
): Form => ({
  name: field.name,
  sizes: field.shape.map((space) => sizeOf(space, spaces)),
  symmetry: field.symmetry,
  sign: field.sign,
  variables: field.slots.flatMap((slot): readonly VariableRole[] => {
    // In dimension 1 the state is a scalar variable like the time; the time alone is called t.
    const role = slot.role === 'control' || confined.has(slot.name) ? 'control' : slot.name === 't' || slot.name === 's' ? 'time' : 'space';
    return slot.space === null ? [role] : Array.from({ length: sizeOf(slot.space, spaces) }, () => role);
  }),
  decays,
});

/** The number of components of a space. Throws a TypeError for an unknown one. */
export const sizeOf = (space: Space, spaces: ReadonlyMap<Space, number>): number => {
  const size = spaces.get(space);
  if (size === undefined) throw new TypeError(`an unknown space ${space}`);
  return size;
};
