/**
 * Integrals and optima, of which only a few properties are known: random functionals that have just these.
 */
import type { Variable } from '../kernel/expression.ts';
import { rational } from '../kernel/rational.ts';
import type { Argument } from './functions.ts';
import { rationalPower } from './functions.ts';
import type { Binding, Inner, Places } from './places.ts';
import { nonzero } from './random.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import { addTensors, entryOf, scaleTensor } from './tensor.ts';
import type { Place } from './world.ts';

/** How many points stand for a whole space. */
const NODES = 3;

export class Functionals {
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  /** Linear: a weighted sum over a few random points, with the same points and weights for one space. */
  integral(variable: Variable, of: Inner, key: object, place: Place, level: number, order: number): Tensor {
    const { world } = this.#places;
    const ring = world.ring(level);
    return this.#atNodes(variable, of, key, place, level, order).map((value, k) => {
      const weight = nonzero(world.random(level, `weight ${k} of ${variable.space}`));
      return scaleTensor(ring, ring.constant(weight, order), value);
    }).reduce((sum, term) => addTensors(ring, sum, term));
  }

  /**
   * The minimum (side −1) or maximum (1) of e over a control: constants may be taken out, and positive factors, and
   * max e = −min(−e). So has e_0 ± (Σ c_k a^(4−k) b^k)^(1/4) with random c, where a = e_1 − e_0 and b = e_2 − e_0 for
   * the values at three random controls.
   */
  extremum(
    control: Variable, of: Inner, key: object, side: 1 | -1, place: Place, level: number, order: number,
  ): Series {
    const { world } = this.#places;
    const quartic: Argument = (l, o) => {
      const [start, ...others] = this.#atNodes(control, of, key, place, l, o).map(entryOf);
      const [a, b] = others.map((value) => world.ring(l).subtract(value, start ?? value));
      if (a === undefined || b === undefined) throw new TypeError('too few points');
      return this.#quartic(a, b, control, l, o);
    };
    const ring = world.ring(level);
    const [start] = this.#atNodes(control, of, key, place, level, order).map(entryOf);
    const root = rationalPower(world, quartic, rational(1, 4), level, order);
    return side === 1 ? ring.add(start ?? root, root) : ring.subtract(start ?? root, root);
  }

  #quartic(a: Series, b: Series, control: Variable, level: number, order: number): Series {
    const { world } = this.#places;
    const ring = world.ring(level);
    const next = world.random(level, `quartic of ${control.space}`);
    const power = (base: Series, k: number): Series =>
      k === 0 ? ring.constant(1, order) : ring.multiply(power(base, k - 1), base);
    return [0, 1, 2, 3, 4].map((k) => ring.scale(ring.multiply(power(a, 4 - k), power(b, k)), next()))
      .reduce((sum, term) => ring.add(sum, term));
  }

  /** Values at a few random points in place of a variable. */
  #atNodes(variable: Variable, of: Inner, key: object, place: Place, level: number, order: number): readonly Tensor[] {
    const { world } = this.#places;
    const size = world.size(variable.space);
    const drawn = (k: number): Binding => ({
      variable,
      value: (l, o) => {
        const next = world.random(l, `point ${k} of ${variable.space}`);
        return Array.from({ length: size }, () => world.ring(l).constant(next(), o));
      },
    });
    const places = this.#places.remembered(place, key, () =>
      Array.from({ length: NODES }, (_, k) => this.#places.moved(place, [drawn(k)])));
    const start = world.offset(variable.name);
    const found = (there: Place): Binding => ({
      variable,
      value: (l, o) => there.base(l).slice(start, start + size).map((c) => world.ring(l).constant(c, o)),
    });
    return places.map((there) => this.#places.elsewhere(place, [found(there)], of, there, level, order));
  }
}
