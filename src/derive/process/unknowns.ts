/**
 * Functions of time that are known by their equations: their declarations and assumptions as text.
 */
import type { Field, Parameter } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, use } from '../../kernel/expression.ts';
import { formulaText } from '../formula-text.ts';
import type { DefinedField } from '../../search/linear-equation.ts';
import { namesOf } from './once.ts';

/** `field m(t): vector` of each, then `assume ∂t m = A m + a`, since one may occur in the equation of another. */
export const definitionsOf = (defined: readonly DefinedField[]): readonly string[] => [
  ...defined.map(({ field }) => fieldDeclaration(field)),
  ...defined.map(({ field, derivative: change }) => `assume ${formulaText(derivative(T_VARIABLE, use(field)))} = ${formulaText(change)}`),
];

export const fieldDeclaration = (of: Field): string =>
  `field ${of.name}(${namesOf(of.slots)})${typeOf(of)}${of.sign === 'positive' && of.shape.length === 0 ? ' > 0' : ''}`;

export const parameterDeclaration = (of: Parameter): string => `param ${of.name}${typeOf(of)}`;

const typeOf = ({ shape, symmetry }: Field | Parameter): string => {
  const kind = symmetry === 'positive' && shape.length === 2 ? 'positive ' : symmetry === 'symmetric' ? 'symmetric ' : '';
  const spaces = shape.every((space) => space === 'n') ? '' : `(${shape.join(',')})`;
  switch (shape.length) {
    case 0: return '';
    case 1: return `: vector${spaces}`;
    default: return `: ${kind}matrix${spaces}`;
  }
};
