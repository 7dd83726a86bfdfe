/**
 * What an evaluator has worked out: a tensor for each expression at each place and level, by the order.
 */
import type { Expression } from '../kernel/expression.ts';
import type { Tensor } from './tensor.ts';
import type { Place } from './world.ts';

/** The tensors by the order to which they are known. */
export type Orders = (Tensor | undefined)[];

export class KnownValues {
  readonly #places = new WeakMap<Place, Map<Expression, Orders[]>>();
  /** The place that was asked for last is mostly the next one, too. */
  #last: Place | null = null;
  #there: Map<Expression, Orders[]> = new Map();

  /** To be added to by the one who asks. */
  at(place: Place, e: Expression, level: number): Orders {
    if (this.#last !== place) this.#turnTo(place);
    const levels = this.#there.get(e) ?? [];
    if (levels.length === 0) this.#there.set(e, levels);
    return (levels[level] ??= []);
  }

  #turnTo(place: Place): void {
    this.#there = this.#places.get(place) ?? new Map<Expression, Orders[]>();
    this.#places.set(place, this.#there);
    this.#last = place;
  }
}
