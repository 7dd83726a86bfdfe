/**
 * The family of instances of the symbols of a document: numbers for its parameters, sums of ridge functions for its fields.
 * What the hypotheses demand of them beyond shape, symmetry and sign is the matter of `instance/`.
 */
import type { Field, Parameter, Space } from '../../kernel/expression.ts';
import type { Family } from '../instance/family.ts';
import type { Drawing } from './drawing.ts';
import { familyOf } from './drawing.ts';
import type { Envelope } from './envelope.ts';
import type { Temperament } from './fields.ts';
import { drawDivergenceFree, drawField, drawGradient } from './fields.ts';
import type { Form } from './form.ts';
import { formOf, sizeOf } from './form.ts';
import { drawParameter } from './parameters.ts';
import type { RidgeSum } from './ridge.ts';

/** What is to be drawn, and what is known of it from the document. */
export interface Symbols {
  readonly parameters: readonly Parameter[];
  readonly fields: readonly Field[];
  /** Fields that are gradients, and where the variables begin that they are gradients by. */
  readonly gradients: ReadonlyMap<string, number>;
  /** Antisymmetric fields whose divergence is zero. */
  readonly divergenceFree: ReadonlySet<string>;
  /** Fields that decay in space, so that integrals of them exist. */
  readonly decaying: ReadonlySet<string>;
  /** Variables in which scalars are concave or convex quadratics, as they are in controls. */
  readonly confined: ReadonlySet<string>;
  /** Parameters that are horizons. */
  readonly horizons: ReadonlySet<string>;
}

export interface DrawnField {
  readonly field: Field;
  readonly form: Form;
  /** One sum a component, the last slot running fastest; each is multiplied by the envelope. */
  readonly sums: readonly RidgeSum[];
  readonly envelope: Envelope | null;
}

export interface Drawn {
  readonly spaces: ReadonlyMap<Space, number>;
  readonly parameters: ReadonlyMap<string, readonly number[]>;
  readonly fields: ReadonlyMap<string, DrawnField>;
}

const ABOUT: Readonly<Record<Temperament, { readonly name: string; readonly about: string; readonly hides: string | null }>> = {
  polynomial: { name: 'polynomial', about: 'squares and cubes of linear forms; what is positive, with an exponential', hides: null },
  analytic: { name: 'analytic', about: 'sines, exponentials and quotients of linear forms', hides: null },
  linear: {
    name: 'linear', about: 'linear drift, constant noise, quadratic scalars',
    hides: 'derivatives of the noise, and all third derivatives',
  },
};

/** `concave`: scalars in their controls, so that maxima exist; else convex, so that minima do. */
export const documentFamily = (
  symbols: Symbols, spaces: ReadonlyMap<Space, number>, temperament: Temperament, concave: boolean,
): Family<Drawn> => familyOf(ABOUT[temperament], (draw) => ({
  spaces,
  parameters: new Map(symbols.parameters.map((p) =>
    [p.name, drawParameter(p, p.shape.map((space) => sizeOf(space, spaces)), draw, symbols.horizons.has(p.name))])),
  fields: new Map(symbols.fields.map((field) => [field.name, oneField(field, symbols, spaces, temperament, draw, concave)])),
}));

const oneField = (
  field: Field, symbols: Symbols, spaces: ReadonlyMap<Space, number>, temperament: Temperament, draw: Drawing, concave: boolean,
): DrawnField => {
  const form = formOf(field, spaces, symbols.decaying.has(field.name), symbols.confined);
  const start = symbols.gradients.get(field.name);
  return {
    field, form,
    sums: symbols.divergenceFree.has(field.name) ? drawDivergenceFree(form, temperament, draw)
      : start === undefined ? drawField(form, temperament, draw, concave) : drawGradient(form, temperament, draw, start),
    envelope: form.decays ? drawEnvelope(form, draw) : null,
  };
};

/** Wider for functions of any sign, since products of two of them are integrated. */
const drawEnvelope = (form: Form, draw: Drawing): Envelope => {
  const width = form.sign === 'any' ? 1 / 2 : 1;
  return {
    rates: form.variables.map((role, k) => (role === 'time' ? 0 : width * (7 / 8 + draw.integer(`${form.name} width ${k + 1}`, -2, 2) / 16))),
    centres: form.variables.map((role, k) => (role === 'time' ? 0 : draw.integer(`${form.name} centre ${k + 1}`, -4, 4) / 8)),
  };
};
