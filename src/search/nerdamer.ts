/**
 * Integrals and roots proposed by the computer algebra library nerdamer-prime. Often wrong; the kernel decides.
 *
 * Measured over 80 integrals and 20 equations of this field (schedules, exponentials, polynomials, powers; `npm run
 * bench -- --only proposals`), each answer judged by the kernel: nerdamer-prime 1.5.0 has 62 integrals right, 9 wrong, 9
 * not found, and 17 equations; nerdamer 1.1.13, the archived original, 61, 10, 9, and 17, with the same wrong answers.
 * Asking both finds nothing that asking one does not. The fork is asked, since its work is bounded: of 22 questions
 * that are too hard it gave up five after 0.8 s, on which the original took 3, 3, 5, 27 and more than 60 s. It comes as
 * an ES module with types, and is kept up. The original is not asked at all.
 *
 * Conventions: questions are made by nerdamer/write.ts alone, with the names v1, v2, … and capped in size, so that no
 * text of a document reaches the library; answers are read by nerdamer/read.ts. The library is loaded when it is first
 * asked. It is synchronous, and its time-out is read from the clock, so the limit is set far above what questions
 * of the admitted size take (115 ms at most); one that reaches it counts as not found.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { use } from '../kernel/expression.ts';
import { nameOf, namesIn } from './nerdamer/names.ts';
import type { Names } from './nerdamer/names.ts';
import { fromNerdamer } from './nerdamer/read.ts';
import { toNerdamer } from './nerdamer/write.ts';

export { fromNerdamer } from './nerdamer/read.ts';
export { toNerdamer } from './nerdamer/write.ts';
export { namesIn } from './nerdamer/names.ts';

/** Milliseconds after which the library gives a question up. */
export const TIMEOUT = 3_000;

/** The part of the library that is used: a text to an answer, which for several solutions is `[…, …]`. */
type Ask = (question: string) => string;

let loaded: Promise<Ask> | null = null;

const load = async (): Promise<Ask> => {
  const { default: nerdamer } = await import('nerdamer-prime');
  nerdamer.set('TIMEOUT', TIMEOUT);
  nerdamer.set('SILENCE_WARNINGS', true);
  return (question) => nerdamer(question).text('fractions');
};

/** Null where the library throws, which it does for whatever it cannot do. */
const ask = async (question: string): Promise<string | null> => {
  loaded ??= load();
  const library = await loaded;
  try {
    return library(question);
  } catch {
    return null;
  }
};

/** The question `word(e, variable)`; null where e cannot be asked about. */
const questionFor = (word: 'integrate' | 'solve', e: Expression, variable: Variable, names: Names): string | null => {
  const text = toNerdamer(e, names);
  const name = nameOf(use(variable), names);
  return text === null || name === null ? null : `${word}(${text},${name})`;
};

/** What might be an antiderivative. Not verified. */
export const proposeIntegral = async (e: Expression, variable: Variable): Promise<Expression | null> => {
  const names = namesIn(e, use(variable));
  const question = questionFor('integrate', e, variable, names);
  const answer = question === null ? null : await ask(question);
  return answer === null ? null : fromNerdamer(answer, names);
};

/** What might be solutions of e = 0. Not verified; those that cannot be read are left out. */
export const proposeRoots = async (e: Expression, variable: Variable): Promise<readonly Expression[]> => {
  const names = namesIn(e, use(variable));
  const question = questionFor('solve', e, variable, names);
  const answer = question === null ? null : await ask(question);
  if (answer === null) return [];
  return listed(answer).map((text) => fromNerdamer(text, names)).filter((root) => root !== null);
};

/** `[a,b]` apart; our answers have no other commas at the top. */
const listed = (answer: string): readonly string[] =>
  answer.startsWith('[') && answer.endsWith(']') ? answer.slice(1, -1).split(',').filter((text) => text !== '') : [];
