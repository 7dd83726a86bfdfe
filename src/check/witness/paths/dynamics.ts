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
import { FINE, HALF_AS_FINE, nodesAlong, tabulated } from '../../../numeric/paths/tabulated.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import type { Lattice } from '../../../numeric/solved/tables.ts';
import { evenly, forEachNode } from '../../../numeric/solved/tables.ts';
import { dynamicsFromTables } from './column-equation.ts';
import type { Read } from './insist-on-lattice.ts';
import { insistOnLattice } from './insist-on-lattice.ts';
import type { Box, State } from './state.ts';
import { sizeOf, stateOf } from './state.ts';

/** Numbers that no formula gives; the place has the values of the controls, too. */
export type AtPlace = (place: Place<number>) => readonly number[];

/** An integral along the path, of one component or several. */
export interface Integral {
  readonly size: number;
  readonly drift: Expression | null;
  /** By the name of the Brownian motion: the components of the integral, with those of the motion running fastest. */
  readonly noise: ReadonlyMap<string, Expression>;
  /** Beside that, of an integral of one component: one number a column of the noise, in the order of the columns. */
  readonly byColumn?: AtPlace;
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

/** A formula or a function, and where each of its components goes: to the drift (column −1) or a column of the noise of a component. */
export interface Part {
  readonly name: string;
  readonly values: Expression | AtPlace;
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

export interface Motion {
  readonly name: string;
  readonly size: number;
  readonly offset: number;
  readonly stratonovich: boolean;
}

/** In the order of the columns of the noise. */
export const motionsOf = (process: Process, world: World<number>): readonly Motion[] => {
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
      name: `term ${k + 1} of the drift${where}`, values: expression, discounted: false, sign: process.backward ? -1 : 1,
      targets: range(size).map((i) => ({ component: offset + i, column: -1 })),
    }));
    for (const motion of motions) {
      const expression = coefficientOf(block, motion.name);
      if (expression !== null) parts.push({ name: `the noise d${motion.name}${where}`, values: expression, discounted: false, sign: 1, targets: noiseTargets(offset, size, motion) });
    }
  });
  let at = dimension;
  for (const [k, { size, drift, noise, byColumn, discounted, aid = false }] of integrals.entries()) {
    const name = `integral ${k + 1}`;
    if (drift !== null) parts.push({ name, values: drift, discounted, aid, sign: 1, targets: range(size).map((i) => ({ component: at + i, column: -1 })) });
    for (const motion of motions) {
      const expression = noise.get(motion.name);
      if (expression !== undefined) parts.push({ name: `${name} by d${motion.name}`, values: expression, discounted, aid, sign: 1, targets: noiseTargets(at, size, motion) });
    }
    if (byColumn !== undefined) {
      const component = at;
      const columns = motions.reduce((sum, motion) => sum + motion.size, 0);
      parts.push({ name: `${name} by the noise`, values: byColumn, discounted, aid, sign: 1, targets: range(columns).map((column) => ({ component, column })) });
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
  const steady = controls === null && parts.every(({ values }) => typeof values !== 'function' && !dependsOn(values, T_VARIABLE));
  const formulas = parts.flatMap(({ values }) => (typeof values === 'function' ? [] : [values]));
  const fineness = question.rough ? ROUGH_LATTICE : FINE_LATTICE;
  const lattice: Lattice = {
    axes: box.map(([low, high]) => nodesAlong(low, high, fineness.space[box.length] as number)),
    times: evenly(from, to, steady ? 1 : fineness.time[box.length] as number),
  };
  const read = (x: readonly number[], t: number): readonly number[] => {
    const place = controls === null ? state.place(x, t) : controls(state.place(x, t));
    const evaluated = evaluateAll(formulas, world, place, 0);
    let formula = 0;
    return parts.flatMap(({ targets, name, values }) => {
      const numbers = typeof values === 'function' ? values(place) : (evaluated[formula++] ?? []).map((series) => series[0] as number);
      if (numbers.length === targets.length) return numbers;
      throw new NumericError('not-applicable', `${name} has ${numbers.length} components, not ${targets.length}`, 'write it out');
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

/** What is made of the first, that is the largest, of the boxes (or spans of time) of which it can be made; where of none, the first one's problem. */
export const firstPossible = <Size, Made>(sizes: readonly Size[], make: (size: Size) => Made): Made => {
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

/** One table a scalar function. In the plane the corners come first: if something is not known there, the rest is not worth while. */
const tablesOf = (read: Read, lattice: Lattice): readonly Float64Array[] => {
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length;
  const tables: Float64Array[] = [];
  const corners: Lattice = { axes: lattice.axes.map((a) => Float64Array.of(a[0] as number, a.at(-1) as number)), times: lattice.times };
  if (lattice.axes.length > 1) forEachNode(corners, read);
  forEachNode(lattice, (x, t, n) => read(x, t).forEach((value, k) => { (tables[k] ??= new Float64Array(count))[n] = value; }));
  return tables;
};
