/**
 * Every symbol that a document's goals mention, as Python declarations.
 */
import { fieldsIn, parametersIn, subexpressions } from '../../calculus/dependence.ts';
import type { Expression, Field, Hypothesis, Parameter, Shape, Sign, Space, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE } from '../../kernel/expression.ts';
import { pythonName, pythonString, spaceName } from './names.ts';

/** Declarations, one a line: spaces, coordinates, constants, fields. */
export const declarations = (
  formulas: readonly Expression[], hypotheses: readonly Hypothesis[], variables: readonly Variable[],
): readonly string[] => {
  const potentials = new Set(hypotheses.flatMap((h) => (h.kind === 'curl-free' ? [h.field.name] : [])));
  const fields = fieldsIn(...formulas);
  const all = variablesIn(formulas, [...fields.values()], variables);
  const parameters = [...parametersIn(...formulas).values()];
  const spaces = spacesIn([...all.values()], parameters, [...fields.values()], formulas);
  return [
    ...spaces.map((space) => `${spaceName(space)} = 3 if d == 2 else 2`),
    ...[...all.values()].map(coordinate),
    ...parameters.map(constant),
    ...[...fields.values()].map((f) => field(f, potentials.has(f.name))),
  ];
};

const variablesIn = (
  formulas: readonly Expression[], fields: readonly Field[], more: readonly Variable[],
): ReadonlyMap<string, Variable> => {
  const found = new Map<string, Variable>([[T_VARIABLE.name, T_VARIABLE]]);
  for (const v of [...more, ...fields.flatMap((f) => f.slots)]) found.set(v.name, v);
  for (const e of formulas) for (const part of subexpressions(e)) for (const v of variablesOf(part)) found.set(v.name, v);
  return found;
};

const variablesOf = (e: Expression): readonly Variable[] => {
  switch (e.kind) {
    case 'variable': case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
    case 'integral':
      return [e.variable];
    case 'at': return e.bindings.map((b) => b.variable);
    case 'optimum': return e.control.kind === 'variable' ? [e.control] : [];
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'field': case 'add': case 'multiply':
    case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace':
    case 'inverse': case 'determinant': case 'identity':
      return [];
  }
};

const spacesIn = (
  variables: readonly Variable[], parameters: readonly Parameter[], fields: readonly Field[],
  formulas: readonly Expression[],
): readonly Space[] => {
  const found = new Set<Space>();
  for (const v of variables) if (v.space !== null) found.add(v.space);
  for (const symbol of [...parameters, ...fields]) for (const space of symbol.shape) found.add(space);
  for (const e of formulas) for (const part of subexpressions(e)) {
    if (part.kind === 'identity' || part.kind === 'dimension') found.add(part.space);
  }
  found.delete('n');
  return [...found];
};

const coordinate = (v: Variable): string => {
  const size = v.space === null ? '' : `, ${spaceName(v.space)}`;
  return `${pythonName(v.name)} = coordinate(${pythonString(v.name)}${size})`;
};

const shapeText = (shape: Shape): string => `(${shape.map((space) => `${spaceName(space)},`).join(' ')})`;

const ASSUMPTIONS: Readonly<Record<Sign, string>> = {
  any: '', positive: ', positive=True', nonnegative: ', nonnegative=True', negative: ', negative=True',
  nonpositive: ', nonpositive=True', nonzero: ', nonzero=True',
};

const constant = (p: Parameter): string => {
  const shape = p.shape.length === 0 ? '' : `, ${shapeText(p.shape)}, ${pythonString(p.symmetry)}`;
  const sign = p.shape.length === 0 ? ASSUMPTIONS[p.sign] : '';
  return `${pythonName(p.name)} = constant(${pythonString(p.name)}${shape}${sign})`;
};

const field = (f: Field, isCurlFree: boolean): string => {
  const slots = `[${f.slots.map((v) => pythonName(v.name)).join(', ')}]`;
  const shape = f.shape.length === 0 ? '' : `, ${shapeText(f.shape)}, ${pythonString(f.symmetry)}`;
  const positive = f.shape.length === 0 && f.sign === 'positive' ? ', positive=True' : '';
  const space = f.slots.find((v) => v.space !== null && v.space === f.shape[0]);
  const potential = isCurlFree && space !== undefined ? `, curl_free=${pythonName(space.name)}` : '';
  return `${pythonName(f.name)} = field(${pythonString(f.name)}, ${slots}${shape}${positive}${potential})`;
};
