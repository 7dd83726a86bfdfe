/**
 * Expectations along a path: h(x,t) = E[ e^{−∫r} φ(X_T) + ∫ e^{−∫r} c ds | X_t = x ], and costs of control.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { variablesOf } from '../language/variables.ts';
import type { Problem, Process } from '../language/statement.ts';
import type { Formula, Manner } from './latex-box.ts';
import { atLeast, atom, bracketed, breakable, latexOf, row } from './latex-box.ts';
import { clockFromNow, clockFromStart } from './latex-clock.ts';
import type { Clock } from './latex-clock.ts';
import { isFunctionWithoutBrackets } from './latex-endings.ts';
import { wholeFormula } from './latex-expression.ts';
import { alongPath, signedSum, stateFormula } from './latex-process.ts';
import type { SignedFormula } from './latex-process.ts';
import { latexSymbol } from './latex-symbol.ts';
import { latexWidth } from './latex-width.ts';
import { isZeroProduct } from './text-claim.ts';
import { FACTOR, JOIN, PRODUCT, SUM } from './text-expression.ts';
import { unsigned } from './text-parts.ts';

/** What is gathered along a path. */
export interface Gathered {
  readonly process: Process;
  readonly running: Expression | null;
  readonly terminal: Expression | null;
  readonly discount: Expression | null;
  /** null: infinite. */
  readonly horizon: Expression | null;
}

const formulasOf = (of: Gathered): readonly (Expression | null)[] => [of.running, of.terminal, of.discount, of.horizon];

export const conditionalExpectation = (of: Gathered, m: Manner): Formula =>
  row(FACTOR, expectation(of, m, clockFromNow(of.process, formulasOf(of)), row(SUM, stateFormula(of.process), ' = ', stateVariable(of.process))));

const stateVariable = (process: Process): Formula => {
  const names = process.blocks.map((block) => latexSymbol(block.variable.name));
  return atom(names.length === 1 ? names.join() : `(${names.join(', ')})`);
};

const expectation = (of: Gathered, m: Manner, clock: Clock, given: Formula | null): Formula => {
  const inner = gathered(of, m, clock);
  if (given === null) return row(FACTOR, '\\mathbb{E}', bracketed(inner, '[', ']'));
  const bar = ['\\mid ', '\\bigm| ', '\\Bigm| ', '\\biggm| ', '\\Biggm| '][Math.min(inner.height, 4)] ?? '\\mid ';
  return row(FACTOR, '\\mathbb{E}', bracketed(row(SUM, inner, breakable(row(SUM, ` ${bar}`, given), 1)), '[', ']'));
};

const gathered = (of: Gathered, m: Manner, clock: Clock): Formula => {
  const end = of.horizon === null ? '\\infty' : latexOf(wholeFormula(of.horizon, m));
  const parts = (e: Expression | null, print: (positive: Expression) => Formula): readonly SignedFormula[] => {
    if (e === null || isZeroProduct(e)) return [];
    const { negative, positive } = unsigned(e);
    const bare = !negative && of.discount === null && e === of.terminal;
    return [{ negative, formula: bare ? alongPath(e, of.process, m, end) : print(positive) }];
  };
  const terms = [
    ...parts(of.running, (e) => runningPart(of, e, end, m, clock)), ...parts(of.terminal, (e) => terminalPart(of, e, end, m, clock)),
  ];
  return terms.length === 0 ? atom('0') : signedSum(terms);
};

const discounted = (discount: Formula | null, of: Formula): Formula =>
  (discount === null ? atLeast(of, JOIN) : row(PRODUCT, discount, '\\,', atLeast(of, PRODUCT)));

const runningPart = (of: Gathered, cost: Expression, end: string, m: Manner, by: Clock): Formula => {
  const { from, clock } = by;
  const rate = alongPath(cost, of.process, m, clock);
  const discount = discountFactor(of, clock, m, by);
  const body = discounted(discount, rate);
  const whole = row(FACTOR, `\\int_{${from}}^{${end}} `, body, `\\,\\mathrm{d}${clock}`);
  return { ...whole, height: m.style === 'display' ? Math.max(2, whole.height) : whole.height };
};

const terminalPart = (of: Gathered, cost: Expression, end: string, m: Manner, clock: Clock): Formula => {
  const value = alongPath(cost, of.process, m, end);
  const discount = discountFactor(of, end, m, clock);
  return discounted(discount, value);
};

/** e^{−r(s−t)} where r does not move, e^{−∫ r} where it does. */
const discountFactor = (of: Gathered, until: string, m: Manner, { from, inner }: Clock): Formula | null => {
  if (of.discount === null) return null;
  const moves = variablesOf(of.discount).size > 0;
  const rate = moves ? alongPath(of.discount, of.process, { ...m, style: 'small' }, inner) : wholeFormula(of.discount, { ...m, style: 'small' });
  const time = moves ? `\\,\\mathrm{d}${inner}` : from === '0' ? ` ${until}` : `(${until}-${from})`;
  const exponent = row(SUM, moves ? `-\\int_{${from}}^{${until}} ` : '-', isFunctionWithoutBrackets(of.discount) ? bracketed(rate) : atLeast(rate, moves ? JOIN : FACTOR), time);
  if (latexWidth(latexOf(exponent)) <= WIDEST_EXPONENT) return atom(`\\mathrm{e}^{${latexOf(exponent)}}`);
  return row(FACTOR, '\\exp', bracketed({ ...exponent, height: Math.max(exponent.height, 1) }));
};
const WIDEST_EXPONENT = 20;

/** min_u E[ … ], from the start, or from now given the state. */
export const optimalCost = (problem: Problem, m: Manner, from: 'start' | 'now'): Formula => {
  const given = from === 'start' ? null : row(SUM, stateFormula(problem.process, problem.terminal === null ? '0' : 't'), ' = ', stateVariable(problem.process));
  const fromStart = from === 'start' || problem.terminal === null;
  const clock = (fromStart ? clockFromStart : clockFromNow)(problem.process, formulasOf(problem));
  const controls = problem.controls.map((u: Variable) => latexSymbol(u.name)).join(', ');
  return row(FACTOR, `${problem.sense === 'minimize' ? '\\min' : '\\max'}_{${controls}}\\;`, expectation(problem, m, clock, given));
};
