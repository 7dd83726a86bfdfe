/**
 * Series that have been computed, by a name and a point: what is asked for again, to this order or a lower one, is not computed again.
 */
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Series } from '../evaluate/world.ts';
import { seriesOver } from '../taylor/series.ts';

interface Known<Value> {
  readonly point: readonly Value[];
  readonly order: number;
  readonly series: readonly Series<Value>[];
}

/** So many points of a name are kept at a time. */
const POINTS = 24;

export class Remembered<Value> {
  readonly #arithmetic: Arithmetic<Value>;
  readonly #known = new Map<string, Known<Value>[]>();

  constructor(arithmetic: Arithmetic<Value>) {
    this.#arithmetic = arithmetic;
  }

  of(name: string, point: readonly Value[], order: number, compute: () => readonly Series<Value>[]): readonly Series<Value>[] {
    const list = this.#known.get(name) ?? [];
    this.#known.set(name, list);
    const old = list.find((k) => k.order >= order && this.#isSamePoint(k.point, point));
    if (old !== undefined) return old.order === order ? old.series : this.#truncated(old, order);
    const series = compute();
    list.push({ point, order, series });
    if (list.length > POINTS) list.shift();
    return series;
  }

  #isSamePoint(a: readonly Value[], b: readonly Value[]): boolean {
    const alike = this.#arithmetic.alike ?? Object.is;
    return a.every((value, k) => alike(value, b[k] as Value));
  }

  #truncated({ point, series }: Known<Value>, order: number): readonly Series<Value>[] {
    const algebra = seriesOver(this.#arithmetic, point.length);
    return series.map((s) => algebra.truncate(s, order));
  }
}
