/** Settings for documents written out in tests. */
import { drawnFrom } from '../../../src/numeric/families/drawing.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { solvedFamily } from '../../../src/numeric/solved/family.ts';
import type { Setting } from '../../../src/numeric/solved/setting.ts';
import type { SolvedWorld } from '../../../src/numeric/solved/world.ts';
import { solvedWorlds } from '../../../src/numeric/solved/world.ts';
import { readWell } from '../../language/reading.ts';

export const settingFor = (block: string, dimension = 1, seed = 1, half = false): Setting => {
  const document = readWell(block);
  const family = solvedFamily(document, dimension, half);
  return family.build(drawnFrom(family.choices, streamOf(seed, 'test')));
};

export const worldsFor = (block: string, dimension = 1, seed = 1, half = false): readonly SolvedWorld[] => solvedWorlds(settingFor(block, dimension, seed, half));

/** A field's value at a point in every world. */
export const valuesOf = (worlds: readonly SolvedWorld[], name: string, point: readonly number[]): Float64Array => Float64Array.from(worlds, (world) => {
  const field = world.setting.document.fields.get(name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return world.field(field, point, 0)[0]![0]!;
});
