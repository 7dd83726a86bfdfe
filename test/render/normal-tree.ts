/**
 * One form for trees that mean the same by regrouping alone: nested sums and products are flat, numbers are folded,
 * scalars stand outside matrix products, and these associate to the right. For tests that print and read again.
 */
import { partsOf, shapeOf } from '../../src/kernel/expression.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { add, isInteger, isOne, isZero, multiply, ONE, power, toText, ZERO } from '../../src/kernel/rational.ts';
import type { Rational } from '../../src/kernel/rational.ts';

export const treeText = (e: Expression): string => {
  switch (e.kind) {
    case 'number': return toText(e.value);
    case 'pi': return 'pi';
    case 'dimension': return `dim(${e.space})`;
    case 'parameter': return e.parameter.name;
    case 'variable': return e.variable.name;
    case 'identity': return `I(${e.space})`;
    case 'add': return sumText(e);
    case 'multiply': return productText(e);
    case 'power': return powerText(e);
    case 'dot': return dotText(e);
    case 'field': return `${e.field.name}(${e.args.map(treeText).join(',')})`;
    case 'call': return `${e.function}(${treeText(e.argument)})`;
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
      return `${e.kind}[${e.variable.name}](${treeText(e.of)})`;
    case 'optimum': return `${e.which}[${e.control.name}](${treeText(e.of)})`;
    case 'at':
      if (e.bindings.every((b) => treeText(b.value) === b.variable.name)) return treeText(e.of);
      return `at(${treeText(e.of)};${e.bindings.filter((b) => treeText(b.value) !== b.variable.name).map((b) => `${b.variable.name}=${treeText(b.value)}`).sort().join(',')})`;
    case 'doubleDot': case 'outer': {
      const [left, right] = [scalarsAndRest(e.left), scalarsAndRest(e.right)];
      return scaled([...left.scalars, ...right.scalars], multiply(left.coefficient, right.coefficient),
        `${e.kind}(${left.rest.join(' ')},${right.rest.join(' ')})`);
    }
    case 'transpose': case 'trace': case 'inverse': case 'determinant':
      return `${e.kind}(${partsOf(e).map(treeText).join(',')})`;
  }
};

const sumText = (e: Expression): string => {
  let constant = ZERO;
  const terms: string[] = [];
  const visit = (t: Expression): void => {
    if (t.kind === 'add') return t.terms.forEach(visit);
    const text = treeText(t);
    if (/^-?\d+(\/\d+)?$/.test(text)) constant = add(constant, parse(text));
    else terms.push(text);
  };
  visit(e);
  if (terms.length === 0) return toText(constant);
  if (terms.length === 1 && isZero(constant)) return terms[0] ?? '';
  return `(${[...(isZero(constant) ? [] : [toText(constant)]), ...terms].join('+')})`;
};

const parse = (text: string): Rational => {
  const [n = '0', d = '1'] = text.split('/');
  return { numerator: BigInt(n), denominator: BigInt(d) };
};

interface Split {
  readonly coefficient: Rational;
  readonly scalars: readonly string[];
  /** The vector or matrix, as the chain of its matrix factors; empty for a scalar. */
  readonly rest: readonly string[];
}

/** A product taken apart: numbers, scalars, and the chain of matrices. */
const scalarsAndRest = (e: Expression): Split => {
  const scalar = shapeOf(e).length === 0;
  if (e.kind === 'number') return { coefficient: e.value, scalars: [], rest: [] };
  if (e.kind === 'multiply') {
    const parts = e.factors.map(scalarsAndRest);
    return {
      coefficient: parts.map((p) => p.coefficient).reduce(multiply, ONE),
      scalars: parts.flatMap((p) => p.scalars), rest: parts.flatMap((p) => p.rest),
    };
  }
  if (e.kind === 'dot') {
    const [left, right] = [scalarsAndRest(e.left), scalarsAndRest(e.right)];
    const chain = [...left.rest, ...right.rest];
    const scalars = [...left.scalars, ...right.scalars];
    const coefficient = multiply(left.coefficient, right.coefficient);
    return scalar ? { coefficient, scalars: [...scalars, `<${chain.join(' ')}>`], rest: [] } : { coefficient, scalars, rest: chain };
  }
  const text = treeText(e);
  if (/^-?\d+(\/\d+)?$/.test(text)) return { coefficient: parse(text), scalars: [], rest: [] };
  return scalar ? { coefficient: ONE, scalars: [text], rest: [] } : { coefficient: ONE, scalars: [], rest: [text] };
};

const scaled = (scalars: readonly string[], coefficient: Rational, rest: string): string => {
  if (isZero(coefficient)) return '0';
  const factors = [...scalars].sort();
  return [...(isOne(coefficient) ? [] : [toText(coefficient)]), ...factors, ...(rest === '' ? [] : [rest])].join('*') || '1';
};

const productText = (e: Expression): string => {
  const { scalars, coefficient, rest } = scalarsAndRest(e);
  return scaled(scalars, coefficient, rest.length < 2 ? rest.join('') : `[${rest.join(' ')}]`);
};

const dotText = (e: Expression): string => productText({ kind: 'multiply', factors: [e] });

/** The only factor of a product whose numbers make 1. */
const unwrapped = (e: Expression): Expression => {
  if (e.kind !== 'multiply') return e;
  const factors = e.factors.map(unwrapped).flatMap((f) => (f.kind === 'multiply' ? f.factors : [f]));
  const rest = factors.filter((f) => !/^-?\d+(\/\d+)?$/.test(treeText(f)));
  const numbers = factors.filter((f) => !rest.includes(f)).map((f) => parse(treeText(f))).reduce(multiply, ONE);
  const [only] = rest;
  return rest.length === 1 && only !== undefined && isOne(numbers) ? only : e;
};

const powerText = (written: Expression & { kind: 'power' }): string => {
  const e = { ...written, base: unwrapped(written.base), exponent: unwrapped(written.exponent) };
  const exponent = treeText(e.exponent);
  const base = treeText(e.base);
  if (/^-?\d+(\/\d+)?$/.test(base) && /^-?\d{1,2}$/.test(exponent) && base !== '0') return toText(power(parse(base), Number(exponent)));
  const inner = e.base.kind === 'power' && e.base.exponent.kind === 'number' && e.exponent.kind === 'number' &&
    isInteger(e.base.exponent.value) && isInteger(e.exponent.value) ? multiply(e.base.exponent.value, e.exponent.value) : null;
  if (inner !== null && e.base.kind === 'power') return powerText({ ...e, base: e.base.base, exponent: { kind: 'number', value: inner } });
  return exponent === '1' ? base : `${base}^${exponent}`;
};
