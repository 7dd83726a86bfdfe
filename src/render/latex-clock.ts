/**
 * The letters for the time along a path: `\int_t^T c(X_s, s)\,\mathrm{d}s`. A letter that names something in the same
 * formula is not taken: e^{−s(s−t)} with a noise s would say something else.
 */
import { subexpressions } from '../calculus/dependence.ts';
import type { Expression } from '../kernel/expression.ts';
import type { Process } from '../language/statement.ts';
import { latexSymbol } from './latex-symbol.ts';

/** From the time `from`, by the clock `clock`; `inner` is the clock of an integral up to it. */
export interface Clock {
  readonly from: string;
  readonly clock: string;
  readonly inner: string;
}

/** Names as a document writes them, in the order in which they are tried. */
const LETTERS: readonly string[] = ['s', 'r', 'tau', 'eta', 'zeta', 'xi', 'varsigma', 'upsilon'];

/** The state is known at the time t. */
export const clockFromNow = (process: Process, formulas: readonly (Expression | null)[]): Clock => {
  const [clock = 's', inner = 'r'] = lettersFor(process, formulas);
  return { from: 't', clock, inner };
};

/** The whole of the path, by t itself. */
export const clockFromStart = (process: Process, formulas: readonly (Expression | null)[]): Clock => {
  const [inner = 's'] = lettersFor(process, formulas);
  return { from: '0', clock: 't', inner };
};

const lettersFor = (process: Process, formulas: readonly (Expression | null)[]): readonly string[] => {
  const taken = new Set([...process.blocks.map((block) => block.variable.name), ...formulas.flatMap((e) => (e === null ? [] : namesIn(e)))]);
  return LETTERS.filter((name) => !taken.has(name)).map(latexSymbol);
};

const namesIn = (e: Expression): readonly string[] => [...subexpressions(e)].flatMap((part) => {
  if (part.kind === 'parameter') return [part.parameter.name];
  if (part.kind === 'field') return [part.field.name];
  return part.kind === 'variable' ? [part.variable.name] : [];
});
