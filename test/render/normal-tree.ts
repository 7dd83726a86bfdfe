/**
 * One form for trees that mean the same by regrouping alone: nested sums and products are flat, numbers are folded,
 * scalars stand outside matrix products, and these associate to the right. For tests that print and read again.
 */
import { at, dot, mapParts, num, numberOf, partsOf, pow, shapeOf } from '../../src/kernel/expression.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { add, isInteger, isOne, isZero, multiply, ONE, power, toText, ZERO } from '../../src/kernel/rational.ts';

export const treeText = (e: Expression): string => write(normal(e));

/** Everything of a tree, in brackets. */
const write = (e: Expression): string => {
  const parts = partsOf(e).map(write).join(' ');
  switch (e.kind) {
    case 'number': return toText(e.value);
    case 'pi': return 'pi';
    case 'dimension': case 'identity': return `${e.kind}(${e.space})`;
    case 'parameter': return e.parameter.name;
    case 'variable': return e.variable.name;
    case 'field': return `${e.field.name}(${parts})`;
    case 'call': return `${e.function}(${parts})`;
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
      return `${e.kind}[${e.variable.name}](${parts})`;
    case 'optimum': return `${e.which}[${e.control.name}](${parts})`;
    case 'at': return `at[${e.bindings.map((b) => b.variable.name).join()}](${parts})`;
    case 'add': case 'multiply': case 'power': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace':
    case 'inverse': case 'determinant':
      return `${e.kind}(${parts})`;
  }
};

const normal = (e: Expression): Expression => regrouped(mapParts(e, normal));

const regrouped = (e: Expression): Expression => {
  switch (e.kind) {
    case 'add': return sumOf(e.terms);
    case 'multiply': return productOf(e.factors);
    case 'power': return powerOf(e);
    case 'dot': case 'doubleDot': case 'outer': {
      const [left, right] = [split(e.left), split(e.right)];
      const rest = e.kind === 'dot' ? rightward(left.rest, right.rest) : { ...e, left: left.rest, right: right.rest };
      return productOf([...left.scalars, ...right.scalars, rest]);
    }
    case 'at': {
      const bindings = e.bindings.filter((b) => !(b.value.kind === 'variable' && b.value.variable.name === b.variable.name))
        .sort((a, b) => (a.variable.name < b.variable.name ? -1 : 1));
      const { of } = e;
      if (of.kind === 'field' && of.args.every((arg, i) => arg.kind === 'variable' && arg.variable.name === of.field.slots[i]?.name)) {
        return { ...of, args: of.args.map((arg, i) => bindings.find((b) => b.variable.name === of.field.slots[i]?.name)?.value ?? arg) };
      }
      return bindings.length === 0 ? of : at(of, bindings);
    }
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': case 'field': case 'call':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient': case 'divergence':
    case 'laplacian': case 'hessian': case 'integral': case 'optimum':
      return e;
  }
};

const sumOf = (terms: readonly Expression[]): Expression => {
  const flat = terms.flatMap((t) => (t.kind === 'add' ? t.terms : [t]));
  const constant = flat.reduce((c, t) => (t.kind === 'number' ? add(c, t.value) : c), ZERO);
  const some = flat.filter((t) => t.kind !== 'number');
  const nonzero = some.filter((t) => !(t.kind === 'multiply' && t.factors[0]?.kind === 'number' && isZero(t.factors[0].value)));
  const rest = nonzero.length === 0 && some[0] !== undefined ? [some[0]] : nonzero;
  const all = isZero(constant) ? rest : [numberOf(constant), ...rest];
  return all.length === 0 ? num(0) : all.length === 1 && all[0] !== undefined ? all[0] : { kind: 'add', terms: all };
};

const productOf = (factors: readonly Expression[]): Expression => {
  const flat = factors.flatMap((f) => (f.kind === 'multiply' ? f.factors : [f]));
  const coefficient = flat.reduce((c, f) => (f.kind === 'number' ? multiply(c, f.value) : c), ONE);
  const tensor = flat.find((f) => shapeOf(f).length > 0);
  if (isZero(coefficient)) return tensor === undefined ? num(0) : { kind: 'multiply', factors: [num(0), tensor] };
  const rest = flat.filter((f) => f.kind !== 'number').map((f) => ({ f, key: `${shapeOf(f).length} ${write(f)}` }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ f }) => f);
  const all = isOne(coefficient) ? rest : [numberOf(coefficient), ...rest];
  return all.length === 0 ? num(1) : all.length === 1 && all[0] !== undefined ? all[0] : { kind: 'multiply', factors: all };
};

const powerOf = (e: Expression & { kind: 'power' }): Expression => {
  const { base, exponent } = e;
  if (exponent.kind !== 'number' || !isInteger(exponent.value)) return e;
  if (isOne(exponent.value)) return base;
  if (base.kind === 'number' && !isZero(base.value)) return numberOf(power(base.value, Number(exponent.value.numerator)));
  const inner = base.kind === 'power' && base.exponent.kind === 'number' && isInteger(base.exponent.value) ? base.exponent.value : null;
  return inner !== null && base.kind === 'power' ? powerOf({ ...e, base: base.base, exponent: numberOf(multiply(inner, exponent.value)) }) : pow(base, exponent);
};

/** The scalars of a vector or matrix, and the rest. */
const split = (e: Expression): { scalars: readonly Expression[]; rest: Expression } => {
  if (e.kind !== 'multiply') return { scalars: [], rest: e };
  const rest = e.factors.find((f) => shapeOf(f).length > 0);
  return rest === undefined ? { scalars: [], rest: e } : { scalars: e.factors.filter((f) => f !== rest), rest };
};

/** (a b) c as a (b c) where b is a matrix. */
const rightward = (left: Expression, right: Expression): Expression =>
  left.kind === 'dot' && shapeOf(left.right).length === 2 ? dot(left.left, rightward(left.right, right)) : dot(left, right);
