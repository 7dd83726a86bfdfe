/**
 * An expression as Python text over the header's functions: scalars with operators, tensors with function calls.
 */
import type { Expression, Field, FunctionName, Variable } from '../../kernel/expression.ts';
import { shapeOf } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { pythonName, spaceName } from './names.ts';

/** The expression as a Python expression. */
export const toPython = (e: Expression): string => {
  switch (e.kind) {
    case 'number': return number(e.value);
    case 'pi': return 'pi';
    case 'dimension': return `Integer(${spaceName(e.space)})`;
    case 'parameter': return pythonName(e.parameter.name);
    case 'variable': return pythonName(e.variable.name);
    case 'field': return `${pythonName(e.field.name)}(${e.args.map(toPython).join(', ')})`;
    case 'add': return sum(e.terms);
    case 'multiply': return product(e.factors);
    case 'power': return `${operand(e.base)}**${operand(e.exponent)}`;
    case 'call': return `${FUNCTION_NAMES[e.function]}(${toPython(e.argument)})`;
    case 'dot': return `dot(${toPython(e.left)}, ${toPython(e.right)})`;
    case 'doubleDot': return `double_dot(${toPython(e.left)}, ${toPython(e.right)})`;
    case 'outer': return `outer(${toPython(e.left)}, ${toPython(e.right)})`;
    case 'transpose': return `transpose(${toPython(e.of)})`;
    case 'trace': return `trace(${toPython(e.of)})`;
    case 'inverse': return `inverse(${toPython(e.of)})`;
    case 'determinant': return `determinant(${toPython(e.of)})`;
    case 'identity': return `identity(${spaceName(e.space)})`;
    case 'derivative': return differentiated('D', e.of, e.variable);
    case 'gradient': return differentiated('grad', e.of, e.variable);
    case 'divergence': return differentiated('div', e.of, e.variable);
    case 'laplacian': return differentiated('lap', e.of, e.variable);
    case 'hessian': return differentiated('hess', e.of, e.variable);
    case 'at': return elsewhere(e);
    case 'integral': return differentiated('integral', e.of, e.variable);
    case 'optimum': return optimum(e);
  }
};

const FUNCTION_NAMES: Readonly<Record<FunctionName, string>> = {
  exp: 'exp', log: 'log', sqrt: 'sqrt', sin: 'sin', cos: 'cos', tan: 'tan', sinh: 'sinh', cosh: 'cosh', tanh: 'tanh',
  atan: 'atan', erf: 'erf', Phi: 'Phi',
};

/** `Integer(3)`, `Integer(1)/2`: never a Python float. */
const number = (value: Rational): string =>
  value.denominator === 1n ? `Integer(${value.numerator})` : `Integer(${value.numerator})/${value.denominator}`;

const isScalar = (e: Expression): boolean => shapeOf(e).length === 0;

const sum = (terms: readonly Expression[]): string => {
  const [first] = terms;
  return first !== undefined && isScalar(first)
    ? terms.map(toPython).join(' + ').replaceAll('+ -', '- ')
    : `plus(${terms.map(toPython).join(', ')})`;
};

const product = (factors: readonly Expression[]): string => {
  const tensor = factors.find((f) => !isScalar(f));
  const scalars = scalarProduct(factors.filter((f) => f !== tensor));
  return tensor === undefined ? scalars : `scale(${scalars}, ${toPython(tensor)})`;
};

const scalarProduct = (factors: readonly Expression[]): string => {
  const [first, ...others] = factors;
  const isMinus = first?.kind === 'number' && first.value.numerator === -1n && first.value.denominator === 1n;
  return isMinus && others.length > 0 ? `-${others.map(operand).join('*')}` : factors.map((f, i) => (i === 0 && f.kind === 'number' ? number(f.value) : operand(f))).join('*');
};

/** What may stand beside `*` and `**`: names and calls as they are, the rest in brackets. */
const operand = (e: Expression): string => {
  const text = toPython(e);
  const isPlain = e.kind !== 'add' && e.kind !== 'multiply' && e.kind !== 'power'
    && !(e.kind === 'number' && e.value.denominator !== 1n);
  return isPlain ? text : `(${text})`;
};

const differentiated = (name: string, of: Expression, variable: Variable): string =>
  `${name}(${toPython(of)}, ${pythonName(variable.name)})`;

const elsewhere = (e: Extract<Expression, { kind: 'at' }>): string => {
  const bindings = e.bindings.map((b) => `(${pythonName(b.variable.name)}, ${toPython(b.value)})`);
  return `at(${[toPython(e.of), ...bindings].join(', ')})`;
};

const optimum = (e: Extract<Expression, { kind: 'optimum' }>): string => {
  if (e.control.kind === 'field') return overDensities(e.of, e.control, e.which);
  const parts = `${toPython(e.of)}, ${pythonName(e.control.name)}`;
  return e.which === 'min' || e.which === 'max' ? `best(${parts}, '${e.which}')` : `stationary(${parts})`;
};

const overDensities = (of: Expression, density: Field, which: string): string => {
  const slots = density.slots.map((v) => pythonName(v.name)).join(', ');
  return `gibbs(${toPython(of)}, ${pythonName(density.name)}(${slots}), [${slots}], '${which}')`;
};
