/**
 * What is asked of an instance: its symbols, and what must hold of them.
 */
import { isZeroTerm } from '../../calculus/equation.ts';
import type { Field, Hypothesis, Parameter, Space } from '../../kernel/expression.ts';
import type { Symbols } from '../families/document.ts';
import { sizeOf } from '../families/form.ts';
import { NumericError } from '../numeric-error.ts';
import type { SizeOf } from './plan.ts';
import { startOf } from './plan.ts';
import type { Pin } from './power-series.ts';

/** What an instance must be an instance of. */
export interface Demand {
  readonly parameters: readonly Parameter[];
  readonly fields: readonly Field[];
  readonly hypotheses: readonly Hypothesis[];
  /** Values of fields at one time: at a horizon. */
  readonly pins: readonly Pin[];
  /** Fields that decay in space. */
  readonly decaying: ReadonlySet<string>;
  /** Variables that scalars confine, so that integrals over them exist. */
  readonly confined: ReadonlySet<string>;
}

/** What is to be drawn. Throws a NumericError where it is not clear by which variable a field is a gradient. */
export const symbolsOf = (demand: Demand, spaces: ReadonlyMap<Space, number>): Symbols => ({
  parameters: demand.parameters, fields: demand.fields, decaying: demand.decaying, confined: demand.confined,
  gradients: new Map(demand.hypotheses.flatMap((h) => (h.kind === 'curl-free' ? [[h.field.name, startOfGradient(h.field, (s) => sizeOf(s, spaces))] as const] : []))),
  divergenceFree: new Set(demand.hypotheses.flatMap((h) => { const f = divergenceFreeIn(h); return f === null ? [] : [f.name]; })),
  horizons: horizonsOf(demand),
});

const startOfGradient = (field: Field, size: SizeOf): number => {
  const fitting = field.slots.filter(({ space }) => space !== null && space === field.shape[0]);
  if (field.shape.length === 0) return 0;
  if (fitting.length !== 1 || fitting[0] === undefined) {
    throw new NumericError('not-applicable', `it is not clear by which variable ${field.name} is curl-free`, 'declare it with one such variable');
  }
  return startOf(field, fitting[0], size);
};

/** div Q = 0 of an antisymmetric Q. */
export const divergenceFreeIn = (h: Hypothesis): Field | null => {
  if (h.kind !== 'equation' || h.left.kind !== 'divergence' || h.left.of.kind !== 'field') return null;
  const { field } = h.left.of;
  return field.symmetry === 'antisymmetric' && isZeroTerm(h.right) ? field : null;
};

/** Parameters that fields are known at, and T. */
const horizonsOf = ({ pins }: Demand): ReadonlySet<string> =>
  new Set(['T', ...pins.flatMap(({ time }) => (time.kind === 'parameter' ? [time.parameter.name] : []))]);

