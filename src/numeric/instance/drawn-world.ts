/**
 * The world of drawn symbols, over any arithmetic, and the same as an instance of closed formulas.
 */
import type { Expression, Field, Parameter } from '../../kernel/expression.ts';
import { times } from '../../kernel/expression.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Series, World } from '../evaluate/world.ts';
import type { Drawn, DrawnField } from '../families/document.ts';
import { envelopeExpression, envelopeSeries } from '../families/envelope.ts';
import { sizeOf } from '../families/form.ts';
import { dyadic, ridgeExpression } from '../families/ridge.ts';
import { ridgeSeries } from '../families/ridge-series.ts';
import { seriesOver } from '../taylor/series.ts';
import type { ClosedForm, Instance } from './instance.ts';
import { scalarVariables } from './instance.ts';
import { Remembered } from './remembered.ts';

/** Values of parameters that replace the drawn ones: components, the last slot running fastest. */
export type Adjusted<Value> = ReadonlyMap<string, readonly Value[]>;

export const worldOfDrawn = <Value>(drawn: Drawn, arithmetic: Arithmetic<Value>, adjusted: Adjusted<Value> = new Map()): World<Value> => {
  const constants = new Map([...drawn.parameters].map(([name, values]) => [name, adjusted.get(name) ?? values.map((v) => arithmetic.fromNumber(v))]));
  const remembered = new Remembered(arithmetic);
  return {
    arithmetic,
    dimensionOf: (space) => sizeOf(space, drawn.spaces),
    parameter: (parameter: Parameter) => {
      const values = constants.get(parameter.name);
      if (values === undefined) throw new TypeError(`no value for the parameter ${parameter.name}`);
      return values;
    },
    field: (field: Field, point, order) =>
      remembered.of(field.name, point, order, () => seriesOf(fieldOf(drawn, field), point, order, arithmetic)),
  };
};

const fieldOf = (drawn: Drawn, field: Field): DrawnField => {
  const found = drawn.fields.get(field.name);
  if (found === undefined) throw new TypeError(`nothing was drawn for ${field.name}`);
  return found;
};

const seriesOf = <Value>({ sums, envelope }: DrawnField, point: readonly Value[], order: number, arithmetic: Arithmetic<Value>): readonly Series<Value>[] => {
  const algebra = seriesOver(arithmetic, point.length);
  const around = envelope === null ? null : envelopeSeries(envelope, point, order, arithmetic);
  return sums.map((sum) => {
    const series = ridgeSeries(sum, point, order, arithmetic);
    return around === null ? series : algebra.multiply(around, series);
  });
};

/** The same numbers and functions as closed formulas. */
export const instanceOfDrawn = (drawn: Drawn): Instance => ({
  spaces: drawn.spaces,
  parameters: new Map([...drawn.parameters].map(([name, values]) => [name, values.map(dyadic)])),
  fields: new Map([...drawn.fields].map(([name, f]) => [name, closedFormOf(f, drawn)])),
});

const closedFormOf = ({ field, sums, envelope }: DrawnField, drawn: Drawn): ClosedForm => {
  const slots = field.slots.map((slot) => scalarVariables(slot, slot.space === null ? 1 : sizeOf(slot.space, drawn.spaces)));
  const variables = slots.flat();
  const around = (e: Expression): Expression => (envelope === null ? e : times(envelopeExpression(envelope, variables), e));
  return { slots, components: sums.map((sum) => around(ridgeExpression(sum, variables))) };
};
