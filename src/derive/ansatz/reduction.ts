/**
 * One ansatz tried on one problem: its equation taken apart, solved for the unknowns, with their values at the horizon.
 *
 * Where the optimum is not known for unknowns of any sign, scalars are tried positive, and symmetric matrices positive
 * definite.
 */
import { fieldsIn } from '../../calculus/dependence.ts';
import type { Expression } from '../../kernel/expression.ts';
import { plus } from '../../kernel/expression.ts';
import type { Document, Problem } from '../../language/statement.ts';
import type { Ansatz, Unknown } from './ansatz.ts';
import { known, withUnknowns } from './ansatz.ts';
import type { Matched, Unmatched } from './match.ts';
import { match } from './match.ts';
import { withShortConstants } from './short-constants.ts';
import { optimisedEquation } from './residual.ts';
import { stateOf } from './families.ts';
import type { TerminalValue } from './terminal.ts';
import { terminalValues } from './terminal.ts';

export interface Reduction {
  readonly ansatz: Ansatz;
  readonly matched: Matched;
  /** null: the horizon is infinite, or the terminal cost is no value of the ansatz. */
  readonly terminal: readonly TerminalValue[] | null;
}

export const reduceOne = (document: Document, original: Problem, ansatz: Ansatz): Reduction | Unmatched => {
  let last: Unmatched = { closes: false, reason: 'no optimum', left: [] };
  for (const candidate of withSigns(ansatz)) {
    const { problem, value, restore } = withShortConstants(document, original, candidate.value);
    const short = { ...candidate, value };
    const matched = match(optimisedEquation(document, problem, short), short, stateOf(problem), problem.discount, restore);
    if (matched.closes) return shortest(document, original, { ansatz: candidate, matched, terminal: terminalValues(document, original, candidate) });
    last = matched;
    if (matched.reason !== 'no optimum') break;
  }
  return last;
};

/** As it is; then with positive scalars and matrices; then each scalar alone positive. */
const withSigns = (ansatz: Ansatz): readonly Ansatz[] => {
  const positive = (u: Unknown): Unknown => (u.field.shape.length === 0 ? known(u, { sign: 'positive' }) : u.field.symmetry === 'symmetric' ? known(u, { symmetry: 'positive' }) : u);
  const alone = ansatz.unknowns.map((u) => ansatz.unknowns.map((other) => (other === u ? positive(u) : other)));
  return [ansatz, ...alone.map((unknowns) => withUnknowns(ansatz, unknowns)), withUnknowns(ansatz, ansatz.unknowns.map(positive))];
};

/** Of the standard quadratic form without the constant, where that turns out to be 0. */
const shortest = (document: Document, problem: Problem, reduction: Reduction): Reduction => {
  const { ansatz, matched, terminal } = reduction;
  if (ansatz.family !== 'quadratic' || ansatz.value.kind !== 'add') return reduction;
  const last = ansatz.unknowns.at(-1);
  const rate = matched.equations.find((e) => e.unknown.field.name === last?.field.name)?.rate;
  const final = terminal?.find((t) => t.unknown.field.name === last?.field.name)?.value;
  const rests = rate !== undefined && isMultipleOf(rate, last);
  if (!rests || (problem.terminal !== null && (final === undefined || !isZero(final)))) return reduction;
  const shorter = reduceOne(document, problem, { ...ansatz, unknowns: ansatz.unknowns.slice(0, -1), value: plus(...ansatz.value.terms.slice(0, -1)) });
  return 'matched' in shorter ? shorter : reduction;
};

/** 0, or a number or constant times the unknown: then 0 solves it. */
const isMultipleOf = (rate: Expression, u: Unknown | undefined): boolean =>
  isZero(rate) || (rate.kind === 'multiply' && rate.factors.some((f) => f.kind === 'field' && f.field.name === u?.field.name) && fieldsIn(rate).size === 1);

const isZero = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === 0n;
