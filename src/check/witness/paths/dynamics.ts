/**
 * From a process of a document to paths: its coefficients at the nodes of a lattice, read off between them, in a clock that always runs
 * up.
 *
 * With s the time that has run, t = from + s where the clock runs up, t = to − s where it runs down; there dt = −ds, so that the drift
 * is that of the process with the other sign. Noise is as written: columns are the components of the Brownian motions, one motion after
 * the other. Stratonovich's noise is left to the method (`numeric/paths/columns.ts`), not turned into Itô's by a formula.
 *
 * Beside the state, integrals along the path run as further components, ∫ a ds + Σ ∫ b_j dW_j, those that are `discounted` with the
 * weight e^{−A}, A the first of them.
 *
 * Errors: NumericError 'not-applicable' for more than two components and motions in two senses; 'grid-too-coarse' where the lattice
 * does not hold the coefficients; those of the evaluator.
 */
import type { Expression } from '../../../kernel/expression.ts';
import { T_VARIABLE } from '../../../kernel/expression.ts';
import { coefficientOf, noiseSpaceOf, wienersOf } from '../../../calculus/diffusion.ts';
import { dependsOn } from '../../../calculus/dependence.ts';
import type { Process } from '../../../language/statement.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { ColumnEquation } from '../../../numeric/paths/columns.ts';
import type { Tabulated } from '../../../numeric/paths/tabulated.ts';
import { FINE, HALF_AS_FINE, nodesAlong, tabulated } from '../../../numeric/paths/tabulated.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import type { Lattice } from '../../../numeric/solved/tables.ts';
import { evenly, forEachNode } from '../../../numeric/solved/tables.ts';
import { dynamicsFromTables } from './column-equation.ts';
import type { Box, State } from './state.ts';
import { sizeOf, stateOf } from './state.ts';

/** An integral along the path, of one component or several. */
export interface Integral {
  readonly size: number;
  readonly drift: Expression | null;
  /** By the name of the Brownian motion: the components of the integral, with those of the motion running fastest. */
  readonly noise: ReadonlyMap<string, Expression>;
  readonly discounted: boolean;
  /** In the sense of Stratonovich. */
  readonly stratonovich?: boolean;
  /** It only takes variance away: an error in it would change no mean, and is not asked for. */
  readonly aid?: boolean;
}

export interface DynamicsQuestion {
  readonly world: World<number>;
  readonly process: Process;
  readonly box: Box;
  readonly from: number;
  readonly to: number;
  /** On tables that are half as fine. */
  readonly rough: boolean;
  readonly integrals?: readonly Integral[];
  /** Adds the values of controls to a place in the state and time. */
  readonly controls?: ((place: Place<number>) => Place<number>) | null;
}

/** A formula, and where each of its components goes: to the drift (column −1) or a column of the noise of a component. */
export interface Part {
  readonly name: string;
  readonly expression: Expression;
  readonly targets: readonly { readonly component: number; readonly column: number }[];
  readonly discounted: boolean;
  /** 1 in general; −1 for a drift in a clock that runs down. */
  readonly sign: number;
  readonly aid?: boolean;
}

/** An error that is put in: a part times 1 + size. */
export interface Alteration {
  readonly index: number;
  readonly size: number;
}

export interface Dynamics {
  readonly state: State;
  /** With the integrals. */
  readonly components: number;
  readonly equation: ColumnEquation;
  /** What can be altered, in words. */
  readonly parts: readonly string[];
  readonly altered: (alteration: Alteration) => ColumnEquation;
  /** The share of the states that were read outside of the box. */
  readonly outside: () => number;
}

interface Fineness {
  readonly space: Readonly<Record<number, number>>;
  readonly time: Readonly<Record<number, number>>;
}

const FINE_LATTICE: Fineness = { space: { 1: 61, 2: 21 }, time: { 1: 13, 2: 9 } };
const ROUGH_LATTICE: Fineness = { space: { 1: 41, 2: 15 }, time: { 1: 9, 2: 8 } };

interface Motion {
  readonly name: string;
  readonly size: number;
  readonly offset: number;
  readonly stratonovich: boolean;
}

const motionsOf = (process: Process, world: World<number>): readonly Motion[] => {
  let offset = 0;
  return wienersOf(process).map((name): Motion => {
    const own = process.blocks.flatMap((block) => block.noises).filter((noise) => noise.wiener === name);
    const senses = new Set(own.map((noise) => noise.stratonovich));
    if (senses.size > 1) throw new NumericError('not-applicable', `d${name} is meant in two senses`, 'name the motions apart');
    const size = sizeOf(noiseSpaceOf(process, name), world);
    offset += size;
    return { name, size, offset: offset - size, stratonovich: senses.has(true) };
  });
};

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);

const partsOf = ({ process, integrals = [] }: DynamicsQuestion, { blocks, dimension }: State, motions: readonly Motion[]): readonly Part[] => {
  const parts: Part[] = [];
  process.blocks.forEach((block, b) => {
    const { size, offset } = blocks[b] as State['blocks'][number];
    const where = process.blocks.length === 1 ? '' : ` of ${block.variable.name}`;
    termsOf(block.drift).forEach((expression, k) => parts.push({
      name: `term ${k + 1} of the drift${where}`, expression, discounted: false, sign: process.backward ? -1 : 1,
      targets: range(size).map((i) => ({ component: offset + i, column: -1 })),
    }));
    for (const motion of motions) {
      const expression = coefficientOf(block, motion.name);
      if (expression !== null) parts.push({ name: `the noise d${motion.name}${where}`, expression, discounted: false, sign: 1, targets: noiseTargets(offset, size, motion) });
    }
  });
  let at = dimension;
  for (const [k, { size, drift, noise, discounted, aid = false }] of integrals.entries()) {
    const name = `integral ${k + 1}`;
    if (drift !== null) parts.push({ name, expression: drift, discounted, aid, sign: 1, targets: range(size).map((i) => ({ component: at + i, column: -1 })) });
    for (const motion of motions) {
      const expression = noise.get(motion.name);
      if (expression !== undefined) parts.push({ name: `${name} by d${motion.name}`, expression, discounted, aid, sign: 1, targets: noiseTargets(at, size, motion) });
    }
    at += size;
  }
  return parts;
};

const noiseTargets = (offset: number, size: number, motion: Motion): Part['targets'] =>
  range(size * motion.size).map((k) => ({ component: offset + Math.floor(k / motion.size), column: motion.offset + (k % motion.size) }));

export const dynamicsOf = (question: DynamicsQuestion): Dynamics => {
  const { process, world, box, from, to, integrals = [], controls = null } = question;
  const state = stateOf(process, world);
  const motions = motionsOf(process, world);
  const parts = partsOf(question, state, motions);
  const steady = controls === null && parts.every(({ expression }) => !dependsOn(expression, T_VARIABLE));
  const fineness = question.rough ? ROUGH_LATTICE : FINE_LATTICE;
  const lattice: Lattice = {
    axes: box.map(([low, high]) => nodesAlong(low, high, fineness.space[box.length] as number)),
    times: evenly(from, to, steady ? 1 : fineness.time[box.length] as number),
  };
  const read = (x: readonly number[], t: number): readonly number[] => {
    const place = state.place(x, t);
    const values = evaluateAll(parts.map((p) => p.expression), world, controls === null ? place : controls(place), 0);
    return values.flatMap((components, k) => {
      const { targets, name } = parts[k] as Part;
      if (components.length === targets.length) return components.map((series) => series[0] as number);
      throw new NumericError('not-applicable', `${name} has ${components.length} components, not ${targets.length}`, 'write it out');
    });
  };
  const table = tabulated(lattice, tablesOf(read, lattice), question.rough ? HALF_AS_FINE : FINE);
  if (!question.rough) insistOnLattice(read, table, lattice, from, to);
  return dynamicsFromTables({
    state, parts, table, noises: motions.reduce((sum, { size }) => sum + size, 0), integrals: integrals.reduce((sum, { size }) => sum + size, 0),
    stratonovich: [
      ...range(state.dimension).flatMap(() => motions.flatMap(({ size, stratonovich }) => range(size).map(() => stratonovich))),
      ...integrals.flatMap(({ size, stratonovich = false }) => range(size).flatMap(() => motions.flatMap((m) => range(m.size).map(() => stratonovich)))),
    ],
    timeOf: (s) => (process.backward ? to - s : from + s),
  });
};

/** The dynamics in the first, that is the largest, of the boxes in which the coefficients are known everywhere. */
export const largestBox = <Size, Made>(sizes: readonly Size[], make: (size: Size) => Made): Made => {
  let problem: NumericError | null = null;
  for (const size of sizes) {
    try {
      return make(size);
    } catch (error) {
      if (!(error instanceof NumericError)) throw error;
      problem ??= error;
    }
  }
  throw problem ?? new NumericError('not-applicable', 'no box', 'give one');
};

type Read = (x: readonly number[], t: number) => readonly number[];

/** One table a scalar function. In the plane the corners come first: if something is not known there, the rest is not worth while. */
const tablesOf = (read: Read, lattice: Lattice): readonly Float64Array[] => {
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length;
  const tables: Float64Array[] = [];
  const corners: Lattice = { axes: lattice.axes.map((a) => Float64Array.of(a[0] as number, a.at(-1) as number)), times: lattice.times };
  if (lattice.axes.length > 1) forEachNode(corners, read);
  forEachNode(lattice, (x, t, n) => read(x, t).forEach((value, k) => { (tables[k] ??= new Float64Array(count))[n] = value; }));
  return tables;
};

const PROBES = 12;
const COARSE = 3e-3;

/**
 * At points between the nodes, near the ends of the box too, what is read off must agree with the formulas to some thousandths, of the value
 * there and of one in the middle of all.
 */
const insistOnLattice = (read: Read, table: Tabulated, lattice: Lattice, from: number, to: number): void => {
  const box = lattice.axes.map((nodes) => [nodes[0] as number, nodes.at(-1) as number] as const);
  for (let n = 0; n < PROBES; n++) {
    // Points of a Kronecker sequence: the fractional parts of multiples of irrational numbers.
    const share = (k: number): number => ((n + 1) * Math.sqrt([2, 3, 5][k] as number)) % 1;
    // Every third one in the outermost cells of the lattice, at either end.
    const x = box.map(([low, high], k) => {
      const nodes = lattice.axes[k] as Float64Array;
      const [second, last] = [nodes[1] as number, nodes[nodes.length - 2] as number];
      return n % 3 === 0 ? low + share(k) * (second - low) : n % 3 === 1 ? high - share(k) * (high - last) : low + share(k) * (high - low);
    });
    const t = from + share(2) * (to - from);
    const exact = read(x, t);
    const rows = table.rowsAt(t, false);
    const out = exact.map(() => new Float64Array(1));
    table.read(rows, x.map((v) => Float64Array.of(v)), 1, out);
    exact.forEach((value, k) => {
      const row = rows[k] as Float64Array;
      const middle = Math.abs(row[row.length >> 1] as number);
      const off = Math.abs(value - ((out[k] as Float64Array)[0] as number));
      if (!(off <= COARSE * (Math.abs(value) + middle) + 1e-6)) throw new NumericError('grid-too-coarse', `a coefficient varies too much between the nodes near ${x.map((v) => v.toPrecision(3)).join(', ')}`, 'use a smaller box');
    });
  }
};
