/**
 * The equation of a process over columns, from tables of its parts: each part times a factor, so that an error in one of them can be put in.
 */
import type { ColumnEquation, Columns } from '../../../numeric/paths/columns.ts';
import type { Tabulated } from '../../../numeric/paths/tabulated.ts';
import type { Dynamics, Part } from './dynamics.ts';
import type { State } from './state.ts';

export interface Tables {
  readonly state: State;
  readonly parts: readonly Part[];
  readonly table: Tabulated;
  readonly noises: number;
  /** How many components the integrals have. */
  readonly integrals: number;
  /** One an entry of the noise, at place component · noises + column. */
  readonly stratonovich: readonly boolean[];
  /** From the time that has run to the time of the process. */
  readonly timeOf: (s: number) => number;
}

/** A place in the row of functions, with the factor that it has. */
interface Source {
  readonly place: number;
  readonly part: number;
  readonly discounted: boolean;
  readonly sign: number;
}

const sourcesOf = (parts: readonly Part[], component: number, column: number): readonly Source[] => {
  let at = 0;
  return parts.flatMap(({ targets, discounted, sign }, part) => {
    const first = at;
    at += targets.length;
    return targets.flatMap((target, k) => (target.component === component && target.column === column ? [{ place: first + k, part, discounted, sign }] : []));
  });
};

export const dynamicsFromTables = ({ state, parts, table, noises, integrals, stratonovich, timeOf }: Tables): Dynamics => {
  const components = state.dimension + integrals;
  const width = parts.reduce((sum, { targets }) => sum + targets.length, 0);
  const drifts = Array.from({ length: components }, (_, i) => sourcesOf(parts, i, -1));
  const noise = Array.from({ length: components * noises }, (_, k) => sourcesOf(parts, Math.floor(k / noises), k % noises));
  let scratch: Columns = [];
  const equationWith = (factors: readonly number[]): ColumnEquation => ({
    dimension: components, noises, stratonovich,
    at: (s) => {
      const rows = table.rowsAt(timeOf(s));
      return (states, count, driftOut, noiseOut) => {
        if ((scratch[0]?.length ?? 0) < count) scratch = Array.from({ length: width }, () => new Float64Array(count));
        table.read(rows, states, count, scratch);
        const discount = states[state.dimension] ?? null;
        drifts.forEach((sources, i) => collect(sources, factors, scratch, discount, count, driftOut[i] as Float64Array));
        noise.forEach((sources, k) => collect(sources, factors, scratch, discount, count, noiseOut[k] as Float64Array));
      };
    },
  });
  const ones = parts.map(() => 1);
  const asked = parts.flatMap(({ aid = false }, k) => (aid ? [] : [k]));
  return {
    state, components, parts: asked.map((k) => (parts[k] as Part).name), equation: equationWith(ones),
    altered: ({ index, size }) => equationWith(ones.map((one, k) => (k === asked[index] ? one + size : one))),
    outside: () => { const { all, outside } = table.reads(); return all === 0 ? 0 : outside / all; },
  };
};

const collect = (
  sources: readonly Source[], factors: readonly number[], values: Columns, discount: Float64Array | null, count: number, out: Float64Array,
): void => {
  out.fill(0, 0, count);
  for (const { place, part, discounted, sign } of sources) {
    const [column, factor] = [values[place] as Float64Array, sign * (factors[part] as number)];
    if (discounted && discount !== null) for (let p = 0; p < count; p++) out[p] = (out[p] as number) + factor * (column[p] as number) * Math.exp(-(discount[p] as number));
    else for (let p = 0; p < count; p++) out[p] = (out[p] as number) + factor * (column[p] as number);
  }
};
