/**
 * Small integers taken one after the other from a flat list, and the list of choices that they were drawn by.
 *
 * A builder asks for its integers in a fixed order, whatever their values: so the same builder, run once over zeros, tells
 * which choices there are, and the list never depends on what was drawn.
 */
import type { Stream } from '../random/stream.ts';
import type { Choice, Family } from '../instance/family.ts';

export interface Drawing {
  /** An integer in [least, most], least ≤ 0 ≤ most; 0 is the simplest. */
  readonly integer: (name: string, least: number, most: number) => number;
}

/** The family of what a builder builds. */
export const familyOf = <Built>(
  about: { readonly name: string; readonly about: string; readonly hides: string | null }, build: (draw: Drawing) => Built,
): Family<Built> => {
  const choices: Choice[] = [];
  build({ integer: (name, least, most) => { choices.push({ name, least, most }); return 0; } });
  return { ...about, choices, build: (drawn) => build(taking(drawn, choices)) };
};

const taking = (drawn: readonly number[], choices: readonly Choice[]): Drawing => {
  let next = 0;
  return {
    integer: (name, least, most) => {
      const k = next;
      next += 1;
      const value = drawn[k] ?? 0;
      if (choices[k]?.name !== name) throw new TypeError(`choice ${k} is ${choices[k]?.name ?? 'missing'}, not ${name}`);
      return Math.max(least, Math.min(most, Math.trunc(value)));
    },
  };
};

/** One integer a choice, from a stream. */
export const drawnFrom = (choices: readonly Choice[], stream: Stream): readonly number[] =>
  choices.map(({ least, most }, k) => stream.integer(k, least, most));
