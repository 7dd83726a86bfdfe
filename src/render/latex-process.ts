/**
 * Processes as a paper writes them: `\mathrm{d}X_t = f(X_t, t)\,\mathrm{d}t + g(t)\,\mathrm{d}W_t`. Along a path the
 * state variable is X_t, and functions show their arguments.
 */
import type { Expression } from '../kernel/expression.ts';
import { partsOf, shapeOf } from '../kernel/expression.ts';
import { variablesOf } from '../language/variables.ts';
import type { Block, Noise, Process } from '../language/statement.ts';
import type { Formula, Manner, Style } from './latex-box.ts';
import { apart, atLeast, atom, bracketed, breakable, latexOf, manner, row } from './latex-box.ts';
import { argumentList, formulaOf } from './latex-expression.ts';
import { subscripted } from './latex-symbol.ts';
import { innermost, isComposite } from './reading.ts';
import { isZeroProduct, withoutIdentity } from './text-claim.ts';
import { JOIN, SUM } from './text-expression.ts';
import { unsigned } from './text-parts.ts';

export const latexProcess = (process: Process, style: Style = 'text'): string => latexOf(processFormula(process, manner(style)));

/** x is X_t, q is Q_t and v is V_t, and a control u is u_t. */
export const pathNames = (process: Process, time: string, controls: readonly string[] = []): ReadonlyMap<string, string> => new Map([
  ...controls.map((name): [string, string] => [name, subscripted(name, [time])]),
  ...process.blocks.map((block): [string, string] => [block.variable.name, subscripted(block.name, [time])]),
  ...(time === 't' ? [] : [['t', time] as [string, string]]),
]);

/** X_t; (Q_t, V_t) */
export const stateFormula = (process: Process, time = 't'): Formula => {
  const names = process.blocks.map((block) => atom(subscripted(block.name, [time])));
  const [only] = names;
  return names.length === 1 && only !== undefined ? only : argumentList(names);
};

/** Its name where it has one, else its equation. */
export const mentionFormula = (process: Process, m: Manner): Formula => (process.name === '' ? processFormula(process, m) : stateFormula(process));

export const processFormula = (process: Process, m: Manner, time = 't'): Formula => {
  const blocks = process.blocks.map((block, i) => {
    const own = blockFormula(process, block, m, time);
    return i === 0 ? [own] : [atom(',\\quad '), apart(own)];
  });
  return row(SUM, ...blocks.flat(), process.backward ? '\\quad(\\mathrm{d}t < 0)' : '');
};

const blockFormula = (process: Process, block: Block, m: Manner, time: string): Formula => {
  const along = (e: Expression): Formula => alongPath(e, process, m, time);
  const drift = isZeroProduct(block.drift) && block.noises.length > 0 ? [] : [termFormula(block.drift, `\\mathrm{d}${time}`, along)];
  const noises = block.noises.map((noise) => noiseFormula(noise, block, along, time));
  return row(SUM, `\\mathrm{d}${subscripted(block.name, [time])} = `, signedSum([...drift, ...noises]));
};

export interface SignedFormula {
  readonly negative: boolean;
  readonly formula: Formula;
}

export const signedSum = (terms: readonly SignedFormula[]): Formula => row(SUM, ...terms.map(({ negative, formula }, i) =>
  (i === 0 ? row(SUM, negative ? '-' : '', formula) : breakable(row(SUM, negative ? ' - ' : ' + ', formula)))));

/** (a − b) dt, with its sign apart. */
export const termFormula = (coefficient: Expression, differential: string, print: (e: Expression) => Formula): SignedFormula => {
  if (isZeroProduct(coefficient)) return { negative: false, formula: atom(`0\\,${differential}`) };
  const { negative, positive } = unsigned(coefficient);
  const one = positive.kind === 'number' && positive.value.numerator === positive.value.denominator;
  const joint = /^\\(?:cdot|circ)/.test(differential) ? ' ' : '\\,';
  return { negative, formula: one ? atom(differential) : row(JOIN, atLeast(print(positive), JOIN), `${joint}${differential}`) };
};

export const wienerName = (name: string, time: string): string => `\\mathrm{d}${subscripted(name, [time])}`;

const noiseFormula = (noise: Noise, block: Block, print: (e: Expression) => Formula, time: string): SignedFormula => {
  const circle = noise.stratonovich ? '\\circ ' : '';
  const vector = block.variable.space === null && noise.space !== null && shapeOf(noise.coefficient).length === 1;
  const differential = `${vector ? '\\cdot ' : ''}${circle}${wienerName(noise.wiener, time)}`;
  return termFormula(block.variable.space === null ? noise.coefficient : withoutIdentity(noise.coefficient), differential, print);
};

/** An expression with X_t for x; `(…)(X_t, t)` where it differentiates something that has no arguments to show. */
export const alongPath = (e: Expression, process: Process, m: Manner, time = 't', controls: readonly string[] = controlsIn(e)): Formula => {
  const names = pathNames(process, time, controls);
  if (canFollow(e, new Set(names.keys()))) return formulaOf(e, { ...m, along: names });
  const slots = [...process.blocks.map((block) => block.variable.name), ...(variablesOf(e).has('t') ? ['t'] : [])];
  return row(JOIN, bracketed(formulaOf(e, { ...m, along: null })), argumentList(slots.map((name) => atom(names.get(name) ?? name))));
};

const controlsIn = (e: Expression): readonly string[] => [...variablesOf(e).values()].filter((v) => v.role === 'control').map((v) => v.name);

/** Whether each derivative by a variable of the path is of a function that shows its arguments. */
const canFollow = (e: Expression, names: ReadonlySet<string>): boolean => {
  switch (e.kind) {
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': {
      const end = innermost(e);
      const moves = [...variablesOf(e.of).keys()].some((name) => names.has(name));
      return !moves || (end !== null && !isComposite(e.of, e.variable) && canFollow(e.of, names));
    }
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': case 'field': case 'add':
    case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace':
    case 'inverse': case 'determinant': case 'integral': case 'optimum':
      return partsOf(e).every((part) => canFollow(part, names));
    // What is evaluated elsewhere keeps its own variables; only its arguments follow the path.
    case 'at': return e.bindings.every((b) => canFollow(b.value, names));
  }
};
