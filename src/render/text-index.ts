/**
 * Sums of products in index notation, for residuals: `1/2 ∂_i∂_j log p · D_ij − ∂_i f_i`. Repeated indices are summed.
 * Arguments are shown where they are not the function's own variables: `∂_i f_j(x, T − t)`.
 */
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import { isInteger, isOne, negate, ONE, sign, toText } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';

export const printIndexedSum = (sum: IndexedSum): string => printSum(sum, new Map());

/** What the labels of an integrand stand for outside it. */
export type Names = ReadonlyMap<Label, Label>;

const printSum = (sum: IndexedSum, names: Names): string => {
  if (sum.terms.length === 0) return '0';
  return sum.terms.map((term, i) => {
    const negative = sign(term.coefficient) < 0;
    const text = printTerm(negative ? { ...term, coefficient: negate(term.coefficient) } : term, names);
    return i === 0 ? `${negative ? '−' : ''}${text}` : ` ${negative ? '−' : '+'} ${text}`;
  }).join('');
};

const printTerm = (term: IndexedTerm, names: Names): string => {
  const above = term.factors.filter((f) => sign(exponentOf(f)) > 0);
  const below = term.factors.filter((f) => sign(exponentOf(f)) <= 0);
  const number = isOne(term.coefficient) && above.length > 0 ? '' : toText(term.coefficient);
  const factors = above.map((f) => raised(f, exponentOf(f), names)).join(' · ');
  const numerator = [number, factors].filter((text) => text !== '').join(' ');
  if (below.length === 0) return numerator;
  const denominator = below.map((f) => raised(f, negate(exponentOf(f)), names)).join(' · ');
  return `${numerator} / ${below.length === 1 ? denominator : `(${denominator})`}`;
};

export const exponentOf = (f: IndexedFactor): Rational => {
  switch (f.kind) {
    case 'delta': case 'inverse': return ONE;
    case 'jet': case 'coordinate': case 'parameter': case 'dimension': case 'constant': case 'power': case 'function':
    case 'integral': case 'minimum': case 'logDeterminant':
      return f.exponent;
  }
};

const raised = (f: IndexedFactor, exponent: Rational, names: Names): string => {
  const text = printFactor(f, names);
  if (isOne(exponent)) return text;
  const base = /^[\p{L}\d]+(?:_\w+)?$/u.test(text) || f.kind === 'power' ? text : `(${text})`;
  return `${base}^${isInteger(exponent) && sign(exponent) > 0 ? toText(exponent) : `(${toText(exponent)})`}`;
};

const printFactor = (f: IndexedFactor, names: Names): string => {
  switch (f.kind) {
    case 'jet': return printJet(f, names);
    case 'coordinate': return `${f.variable.name}${subscript(f.label === null ? [] : [f.label], names)}`;
    case 'parameter': return `${f.parameter.name}${subscript(f.components, names)}`;
    case 'delta': return `δ${subscript(f.labels, names)}`;
    case 'dimension': return f.space;
    case 'constant': return f.value === 'pi' ? 'π' : `${f.value}`;
    case 'power': return `(${printSum(f.base, names)})`;
    case 'function': return `${f.function}(${printSum(f.argument, names)})`;
    case 'inverse': return `(${printSum(f.of, names)})⁻¹${subscript(f.labels, names)}`;
    case 'integral': return `∫[${f.variable.name}](${printSum(f.of, integrandNames(f.labels, names))})`;
    case 'minimum': return `min[${f.control.name}](${printSum(f.of, names)})`;
    case 'logDeterminant': return `log det(${printSum(f.of, names)})`;
  }
};

/** #1, #2, … inside an integral are the labels that it bears. */
export const integrandNames = (labels: readonly Label[], names: Names): Names =>
  new Map([...names, ...labels.map((label, i): [Label, Label] => [`#${i + 1}`, names.get(label) ?? label])]);

/** The labels that only say where a slot is are left out. */
const SILENT: ReadonlySet<Label> = new Set(['arg', 'row', 'column', 'flux']);

/** The labels that are shown, by the names that they have outside an integral. */
export const shownLabels = (labels: readonly Label[], names: Names): readonly Label[] =>
  labels.filter((label) => !SILENT.has(label)).map((label) => names.get(label) ?? label);

/** `_ij`; `_{10,2}` where labels have more than one letter. */
const subscript = (labels: readonly Label[], names: Names): string => {
  const shown = shownLabels(labels, names);
  if (shown.length === 0) return '';
  return shown.every((label) => [...label].length === 1) ? `_${shown.join('')}` : `_{${shown.join(',')}}`;
};

const printJet = (f: IndexedFactor & { kind: 'jet' }, names: Names): string => {
  const derivatives = f.derivatives.map((d, i) => printDerivatives(f.field.slots[i]?.name ?? '', d, names)).join('');
  const name = `${f.log ? 'log ' : ''}${f.field.name}${subscript(f.components, names)}`;
  return `${derivatives}${derivatives === '' ? '' : ' '}${name}${printArguments(f, names)}`;
};

/** ∂_t, ∂_t^2, ∂_i∂_j by x, ∂_{y_i} by another variable. */
const printDerivatives = (name: string, d: number | readonly Label[], names: Names): string => {
  if (typeof d === 'number') return d === 0 ? '' : d === 1 ? `∂_${name}` : `∂_${name}^${d}`;
  return d.map((label) => (name === 'x' ? `∂${subscript([label], names)}` : `∂_{${name}${subscript([label], names)}}`)).join('');
};

const printArguments = (f: IndexedFactor & { kind: 'jet' }, names: Names): string => {
  if (f.args.every((arg) => arg === null)) return '';
  const args = f.args.map((arg, i) => (arg === null ? f.field.slots[i]?.name ?? '' : printSum(arg, names)));
  return `(${args.join(', ')})`;
};
