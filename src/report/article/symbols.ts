/**
 * Parameters, functions and variables as a paper introduces them: `Let θ > 0 be a parameter, let f : ℝⁿ×ℝ → ℝⁿ be smooth`.
 */
import type { Field, Parameter, Shape, Sign, Space, Symmetry, Variable } from '../../kernel/expression.ts';
import { tokenize } from '../../language/lexer.ts';
import type { Document, Statement } from '../../language/statement.ts';
import { latexSymbol } from '../../render/latex.ts';
import type { Inline } from './model.ts';
import { math, text } from './model.ts';
import { listed } from './reasons.ts';

type Symbol = Parameter | Variable | Field;
const isParameter = (s: Symbol): s is Parameter => s.kind === 'parameter';
const isField = (s: Symbol): s is Field => s.kind === 'field';
const isVariable = (s: Symbol): s is Variable => s.kind === 'variable';

/** The names that a statement such as `param a, b > 0` declares, in their one spelling. */
const declaredNames = (document: Document, { span }: Statement): readonly string[] => {
  const names: string[] = [];
  let depth = 0;
  let expected = true;
  for (const token of tokenize(document.source, span.start, span.end).slice(1)) {
    if (token.text === '(') depth += 1;
    else if (token.text === ')') depth -= 1;
    else if (depth === 0 && token.text === ':') break;
    else if (depth === 0 && token.text === ',') expected = true;
    else if (expected && token.kind === 'name') {
      names.push(token.text);
      expected = false;
    }
  }
  return names;
};

/** One sentence for the statements `param`, `field`, `variable`, `control` that follow each other; [] where they say nothing. */
export const symbolSentence = (document: Document, statements: readonly Statement[]): readonly Inline[] => {
  const named = (of: readonly Statement[]): readonly Symbol[] => of.flatMap((s) => declaredNames(document, s)).flatMap((name) => document.symbols.get(name) ?? []);
  const symbols = named(statements.filter((s) => s.word !== 'control'));
  const controls = named(statements.filter((s) => s.word === 'control'));
  const { dimension } = document;
  const [parameters, fields, variables] = [symbols.filter(isParameter), symbols.filter(isField), symbols.filter(isVariable)];
  const [actions, laws] = [controls.filter(isVariable), controls.filter(isField)];
  const parts = [
    called(grouped(parameters, (p) => parameterDomain(p, dimension)), parameters.length, 'a parameter', 'parameters'),
    called(grouped(fields, (f) => fieldDomain(f, dimension)), fields.length, 'a smooth function', 'smooth functions'),
    called(grouped(variables, (v) => variableDomain(v, dimension)), variables.length, 'a further variable', 'further variables'),
    called(grouped(actions, (v) => variableDomain(v, dimension)), actions.length, 'the control', 'the controls'),
    called(laws.map((f) => `${latexSymbol(f.name)}(${f.slots.map((slot) => latexSymbol(slot.name)).join(', ')})`), laws.length, 'a probability density', 'probability densities'),
  ].filter((part) => part.length > 0);
  if (parts.length === 0) return [];
  return [text('Let '), ...parts.flatMap((part, i) => (i === 0 ? part : [text(i === parts.length - 1 ? ', and let ' : ', let '), ...part])), text('.')];
};

const called = (formulas: readonly string[], count: number, one: string, several: string): readonly Inline[] =>
  count === 0 ? [] : [...listed(formulas.map((formula) => [math(formula)])), text(` be ${count === 1 ? one : several}`)];

/** Symbols of one domain that follow each other share it: `b, f : ℝⁿ → ℝⁿ`. */
const grouped = <T extends Symbol>(symbols: readonly T[], domainOf: (symbol: T) => string): readonly string[] => {
  const groups: { names: string[]; domain: string }[] = [];
  for (const symbol of symbols) {
    const domain = domainOf(symbol);
    const last = groups.at(-1);
    if (last?.domain === domain && last.names.length < MOST_TOGETHER) last.names.push(latexSymbol(symbol.name));
    else groups.push({ names: [latexSymbol(symbol.name)], domain });
  }
  return groups.map(({ names, domain }) => `${names.join(', ')} ${domain}`);
};
/** A formula in a sentence cannot be broken at a comma. */
const MOST_TOGETHER = 6;

const SIGNS: Readonly<Record<Sign, string>> = {
  any: '\\in \\mathbb{R}', positive: '> 0', nonnegative: '\\ge 0', negative: '< 0', nonpositive: '\\le 0', nonzero: '\\neq 0',
};

const parameterDomain = (p: Parameter, dimension: number | null): string =>
  p.shape.length === 0 ? SIGNS[p.sign] : `\\in ${tensors(p.shape, p.symmetry, dimension)}`;

const RANGES: Readonly<Record<Sign, string>> = {
  any: '\\mathbb{R}', positive: '(0, \\infty)', nonnegative: '[0, \\infty)', negative: '(-\\infty, 0)', nonpositive: '(-\\infty, 0]',
  nonzero: '\\mathbb{R} \\setminus \\{0\\}',
};

const fieldDomain = (f: Field, dimension: number | null): string => {
  const slots = f.slots.map((slot) => tensors(slot.space === null ? [] : [slot.space], 'none', dimension));
  return `\\colon ${slots.join(' \\times ')} \\to ${f.shape.length === 0 ? RANGES[f.sign] : tensors(f.shape, f.symmetry, dimension)}`;
};

const variableDomain = (v: Variable, dimension: number | null): string => `\\in ${tensors(v.space === null ? [] : [v.space], 'none', dimension)}`;

const KINDS: Readonly<Record<Symmetry, string>> = {
  none: '', symmetric: '_{\\mathrm{sym}}', antisymmetric: '_{\\mathrm{skew}}', positive: '_{\\succ 0}',
};

/** ℝ, ℝⁿ, ℝ^{n×m}, symmetric matrices. */
const tensors = (shape: Shape, symmetry: Symmetry, dimension: number | null): string =>
  shape.length === 0 ? '\\mathbb{R}' : `\\mathbb{R}^{${shape.map((space) => spaceName(space, dimension)).join(' \\times ')}}${KINDS[symmetry]}`;

/** The dimension of x is a number where the document fixes it. */
export const spaceName = (space: Space, dimension: number | null): string =>
  space === 'n' && dimension !== null ? String(dimension) : latexSymbol(space);
