/**
 * The coefficients of a process, tabulated: its Itô drift, term by term, and D = Σ G Gᵀ, in one block of one or two components.
 *
 * A solver's clock τ runs up; `Clock` says which time of the process that is, and whether its drift is turned round: a process that
 * is printed with dt < 0 is marched as the process of drift −b and noise G in the clock τ = end − t.
 */
import { diffusion } from '../../calculus/diffusion.ts';
import { itoDrift } from '../../calculus/ito-drift.ts';
import { isZeroTerm } from '../../calculus/equation.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import type { Block, Process } from '../../language/statement.ts';
import type { World } from '../evaluate/world.ts';
import type { Box } from '../grid/box.ts';
import type { Dynamics } from '../grid/dynamics.ts';
import type { Coefficients2D, Dynamics2D } from '../grid/dynamics-2d.ts';
import { termsOf } from '../instance/equation.ts';
import { NumericError } from '../numeric-error.ts';
import type { Lattice, TableValues } from './tables.ts';
import { isSteady, latticeOf, onto, tabulate } from './tables.ts';

export interface ProcessTables {
  readonly variable: Variable;
  readonly dimension: number;
  readonly lattice: Lattice;
  readonly steady: boolean;
  /** Of each term of the drift: one table a component. */
  readonly terms: readonly TableValues[];
  /** D by rows; null: no noise. */
  readonly squared: TableValues | null;
}

export interface Clock {
  readonly timeOf: (tau: number) => number;
  readonly turned: boolean;
}

export const FORWARD: Clock = { timeOf: (tau) => tau, turned: false };

/** By how much each term of the drift, and D, is multiplied. */
export interface Strengths {
  readonly terms: readonly number[];
  readonly squared: number;
}

export const blockOf = (process: Process): Block => {
  const [block, ...others] = process.blocks;
  if (block !== undefined && others.length === 0) return block;
  throw new NumericError('not-applicable', 'a process of several blocks is not solved on a grid here', 'state it in one block');
};

export const stateDimension = (variable: Variable, world: World<number>): number => {
  const dimension = variable.space === null ? 1 : world.dimensionOf(variable.space);
  if (dimension <= 2) return dimension;
  throw new NumericError('not-applicable', `a grid of ${dimension} dimensions`, 'use one dimension or two');
};

/** The terms of the Itô drift, and D; null: no noise. */
export const coefficientsOf = (process: Process): { readonly terms: readonly Expression[]; readonly squared: Expression | null } => {
  const block = blockOf(process);
  const drift = itoDrift(process, block);
  const squared = diffusion(block, block);
  return { terms: isZeroTerm(drift) ? [] : termsOf(drift), squared: squared === null || isZeroTerm(squared) ? null : squared };
};

export const processTables = (
  process: Process, world: World<number>, interval: readonly [number, number], horizon: number,
): ProcessTables => {
  const { variable } = blockOf(process);
  const dimension = stateDimension(variable, world);
  const { terms, squared } = coefficientsOf(process);
  const all = squared === null ? terms : [...terms, squared];
  const steady = isSteady(...all);
  const lattice = latticeOf(interval, dimension, 0, horizon, steady);
  const tables = tabulate(all, world, variable, lattice);
  return { variable, dimension, lattice, steady, terms: tables.slice(0, terms.length), squared: squared === null ? null : tables[terms.length] ?? null };
};

const whole = (strengths: Strengths | null, k: number): number => strengths?.terms[k] ?? 1;

/** Σ of the terms in one component, each with its strength. */
export const driftTable = ({ terms, lattice }: ProcessTables, component: number, strengths: Strengths | null = null, sign = 1): Float64Array => {
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length;
  const sum = new Float64Array(count);
  terms.forEach((term, k) => {
    const factor = sign * whole(strengths, k);
    const values = term[component]!;
    for (let n = 0; n < count; n += 1) sum[n]! += factor * values[n]!;
  });
  return sum;
};

const insistOnNoise = (tables: ProcessTables): TableValues => {
  if (tables.squared !== null) return tables.squared;
  throw new NumericError('not-applicable', 'a process without noise', 'follow its trajectories instead');
};

export const lineDynamics = (tables: ProcessTables, clock: Clock = FORWARD, strengths: Strengths | null = null): Dynamics => {
  const drift = driftTable(tables, 0, strengths, clock.turned ? -1 : 1);
  const squared = insistOnNoise(tables)[0]!;
  const factor = strengths?.squared ?? 1;
  return {
    autonomous: tables.steady,
    on: ({ faces, centres }) => {
      const [toFaces, toCentres] = [onto(tables.lattice, [faces]), onto(tables.lattice, [centres])];
      return (tau, drifts, squares) => {
        const t = clock.timeOf(tau);
        toFaces(drift, t, drifts);
        toCentres(squared, t, squares);
        if (factor !== 1) for (let i = 0; i < squares.length; i += 1) squares[i]! *= factor;
      };
    },
  };
};

export const planeDynamics = (tables: ProcessTables, clock: Clock = FORWARD, strengths: Strengths | null = null): Dynamics2D => {
  const sign = clock.turned ? -1 : 1;
  const [drift1, drift2] = [driftTable(tables, 0, strengths, sign), driftTable(tables, 1, strengths, sign)];
  const factor = strengths?.squared ?? 1;
  const [s11, s12, , s22] = insistOnNoise(tables).map((table) => (factor === 1 ? table : table.map((x) => factor * x))) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const correlated = s12.some((x) => Math.abs(x) > 1e-12);
  return {
    autonomous: tables.steady, correlated,
    on: (plane: Box) => {
      const { first, second } = plane;
      const [n1, n2] = [first.cells, second.cells];
      const toFaces1 = onto(tables.lattice, [first.faces, second.centres]);
      const toFaces2 = onto(tables.lattice, [first.centres, second.faces]);
      const toCentres = onto(tables.lattice, [first.centres, second.centres]);
      const faces = new Float64Array(n1 * (n2 + 1));
      const centres = new Float64Array(n1 * n2);
      return (tau: number, out: Coefficients2D) => {
        const t = clock.timeOf(tau);
        toFaces1(drift1, t, out.drift1);
        toFaces2(drift2, t, faces);
        byColumns(faces, n1, n2 + 1, out.drift2);
        toCentres(s11, t, out.squared11);
        toCentres(s22, t, centres);
        byColumns(centres, n1, n2, out.squared22);
        if (correlated) toCentres(s12, t, out.squared12);
      };
    },
  };
};

/** out[j · rows + i] = values[i · columns + j]. */
const byColumns = (values: Float64Array, rows: number, columns: number, out: Float64Array): void => {
  for (let i = 0; i < rows; i += 1) for (let j = 0; j < columns; j += 1) out[j * rows + i] = values[i * columns + j]!;
};
