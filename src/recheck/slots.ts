/**
 * Between a field's slots and the variables of the whole: bases, places and series.
 */
import type { Field } from '../kernel/expression.ts';
import type { Base } from './evaluate.ts';
import { capped } from './powers.ts';
import type { Series } from './series.ts';
import type { Place, World } from './world.ts';
import { rememberedPlace } from './world.ts';

/** Where a slot's components begin among all slots'. */
export const slotStart = (world: World, field: Field, slot: number): number =>
  field.slots.slice(0, slot).reduce((sum, { space }) => sum + world.size(space), 0);

/** The root, with the field's own variables at the base of its slots. */
export const placeAt = (world: World, field: Field, base: Base): Place =>
  rememberedPlace((level) => {
    const all = [...world.root.base(level)];
    field.slots.forEach(({ name, space }, slot) => {
      const start = slotStart(world, field, slot);
      for (let c = 0; c < world.size(space); c++) all[world.offset(name) + c] = base(level)[start + c] ?? 0;
    });
    return all;
  });

/** The root as a base of the field's slots. */
export const rootBase = (world: World, field: Field): Base => (level) => field.slots.flatMap(({ name, space }) => {
  const start = world.offset(name);
  return world.root.base(level).slice(start, start + world.size(space));
});

/** The displacements of a field's slots among all displacements. */
const displacementsOf = (world: World, field: Field): readonly number[] =>
  field.slots.flatMap(({ name, space }) =>
    Array.from({ length: world.size(space) }, (_, c) => {
      const v = world.displacement(name, c);
      if (v === null) throw new TypeError(`nothing is differentiated by ${name}`);
      return v;
    }));

/** A series about a place as a polynomial in a field's slots. */
export const inSlots = (world: World, field: Field, series: Series, level: number, order: number): Series => {
  const places = displacementsOf(world, field);
  const slots = world.ringOver(level, places.length);
  const { monomials } = world.ring(level);
  const result = slots.constant(series[0] ?? 0, order);
  const moved = new Int32Array(result.length);
  for (let i = 1; i < result.length; i++) {
    const [before, last] = [slots.monomials.parents[i] ?? 0, slots.monomials.lasts[i] ?? 0];
    moved[i] = monomials.times(moved[before] ?? 0, places[last] ?? 0);
    result[i] = series[moved[i] ?? 0] ?? 0;
  }
  return result;
};

/** A series about a place at zero displacement of one of the field's slots. */
export const withoutSlot = (world: World, field: Field, series: Series, slot: number, level: number): Series =>
  capped(world.ring(level).monomials, series, displacementsOf(world, field)[slot] ?? 0, 0);
