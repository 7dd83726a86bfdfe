/**
 * Evaluation elsewhere: about another place, then composed with the displacements that lead there.
 */
import type { Variable } from '../kernel/expression.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import type { Place, World } from './world.ts';
import { rememberedPlace } from './world.ts';

/** A variable that stands for something else: one series a component. */
export interface Binding {
  readonly variable: Variable;
  readonly value: (level: number, order: number) => readonly Series[];
}

/** What is evaluated at a place that is still to be found. */
export type Inner = (place: Place, level: number, order: number) => Tensor;

export class Places {
  readonly world: World;
  readonly #known = new WeakMap<Place, Map<object, readonly Place[]>>();

  constructor(world: World) {
    this.world = world;
  }

  /** The places that belong to a key, seen from a place: made once, so that what is evaluated there is kept. */
  remembered(place: Place, key: object, make: () => readonly Place[]): readonly Place[] {
    const here = this.#known.get(place) ?? new Map<object, readonly Place[]>();
    this.#known.set(place, here);
    const places = here.get(key) ?? make();
    here.set(key, places);
    return places;
  }

  /** The place where the bound variables have the constants of their values. */
  moved(place: Place, bindings: readonly Binding[]): Place {
    return rememberedPlace((level) => {
      const base = [...place.base(level)];
      for (const { variable, value } of bindings) {
        const series = value(level, 0);
        const size = this.world.size(variable.space);
        if (series.length !== size) throw new TypeError(`${variable.name} is replaced by another shape`);
        series.forEach((component, k) => { base[this.world.offset(variable.name) + k] = component[0] ?? 0; });
      }
      return base;
    });
  }

  /** `of` with the bound variables replaced, all at once; `there` is the place they lead to, where it is known. */
  elsewhere(
    place: Place, bindings: readonly Binding[], of: Inner, there: Place | null, level: number, order: number,
  ): Tensor {
    const ring = this.world.ring(level);
    const values = bindings.map(({ value }) => value(level, order));
    const inner = of(there ?? this.moved(place, bindings), level, order);
    if (order === 0) return inner;
    const displacements = Array.from({ length: ring.monomials.variables }, (_, v) => ring.variable(0, v, order));
    bindings.forEach(({ variable }, b) => values[b]?.forEach((series, k) => {
      const v = this.world.displacement(variable.name, k);
      if (v !== null) displacements[v] = series;
    }));
    return {
      sizes: inner.sizes,
      entries: inner.entries.map((entry) => ring.substitute(entry, ring.monomials, displacements, order)),
    };
  }
}
