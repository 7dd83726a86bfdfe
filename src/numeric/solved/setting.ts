/**
 * What is chosen before anything is solved: numbers, closed forms for the free functions, initial laws, and the box.
 */
import type { Space } from '../../kernel/expression.ts';
import type { Document } from '../../language/statement.ts';
import type { Instance } from '../instance/instance.ts';
import type { Mixture } from './mixture.ts';

export interface Setting {
  readonly document: Document;
  /** Of x. */
  readonly dimension: number;
  readonly spaces: ReadonlyMap<Space, number>;
  /** Numbers for all parameters, closed forms for all fields; those that are solved for are not looked at. */
  readonly instance: Instance;
  /** Parameters with other numbers than the instance's: those that a condition ties to others. */
  readonly tied: ReadonlyMap<string, readonly number[]>;
  /** Time runs from 0 to here. */
  readonly horizon: number;
  /** The box, the same in every coordinate. */
  readonly interval: readonly [number, number];
  /** The laws that densities start from, by field. */
  readonly laws: ReadonlyMap<string, Mixture>;
  /** What functions of time alone start from, by field: components, the last slot of the shape running fastest. */
  readonly starts: ReadonlyMap<string, readonly number[]>;
}

/** Cells along an axis and steps in time. */
export interface Resolution {
  readonly cells: number;
  readonly steps: number;
}

/** Each has half the cells and half the steps of the next. */
export const resolutionsFor = (dimension: number): readonly Resolution[] => (dimension === 1
  ? [{ cells: 48, steps: 16 }, { cells: 96, steps: 32 }, { cells: 192, steps: 64 }, { cells: 384, steps: 128 }]
  : [{ cells: 32, steps: 12 }, { cells: 64, steps: 24 }, { cells: 128, steps: 48 }]);

/** How many cells of a grid one of the coarsest has along an axis. */
export const coarsening = ({ dimension }: Setting, { cells }: Resolution): number => cells / resolutionsFor(dimension)[0]!.cells;
