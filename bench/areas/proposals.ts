/**
 * Who proposes integrals and roots: the two computer algebra libraries, each asked directly, and our own search, of
 * which one of them is the last resort. The kernel judges every answer: right, wrong, not found (nothing in real functions).
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Expression } from '../../src/kernel/expression.ts';
import { T_VARIABLE, at, derivative, num, use } from '../../src/kernel/expression.ts';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import { antiderivative } from '../../src/search/antiderivative.ts';
import { NOTHING, holdsSomewhere } from '../../src/search/closed-form/normal-sum.ts';
import { fromNerdamer, namesIn, toNerdamer } from '../../src/search/nerdamer.ts';
import { nameOf } from '../../src/search/nerdamer/names.ts';
import { roots } from '../../src/search/roots.ts';
import { ROOT } from '../documents.ts';
import { median } from '../measure.ts';
import { EQUATIONS, INTEGRALS, NAMES } from '../proposals.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

const LIBRARIES = ['nerdamer-prime', 'nerdamer'] as const;
/** A library that does not answer in this time is stopped: not found. */
const MILLISECONDS = 10_000;

export type Judgement = 'right' | 'wrong' | 'not found';
export interface Answered {
  readonly judgement: Judgement;
  readonly milliseconds: number;
}

const names = readDocument(NAMES, 'proposals.claim');

export const formula = (text: string): Expression => {
  const { expression } = parseExpressionIn(text, names);
  if (expression === null) throw new Error(`${text} is no formula`);
  return expression;
};

const isIntegral = (found: Expression, e: Expression): boolean => holdsSomewhere(derivative(T_VARIABLE, found), e, NOTHING);
const isRoot = (found: Expression, e: Expression): boolean => holdsSomewhere(at(e, [{ variable: T_VARIABLE, value: found }]), num(0), NOTHING);

/** null: an answer in complex numbers or special functions. One false root among true ones makes a wrong answer. */
export const judged = (answers: readonly (Expression | null)[], isTrue: (found: Expression) => boolean): Judgement => {
  const read = answers.filter((found) => found !== null);
  if (read.length === 0) return 'not found';
  return read.every(isTrue) ? 'right' : 'wrong';
};

// ── A library ────────────────────────────────────────────────────────────────────────────────────────────────

/** The answer to a question: null where the library gave up or was stopped. */
interface Reply {
  readonly answer: string | null;
  readonly milliseconds: number;
}

class Rival {
  readonly #library: string;
  #child: ChildProcessWithoutNullStreams;
  #lines: AsyncIterator<string>;

  constructor(library: string) {
    this.#library = library;
    [this.#child, this.#lines] = started(library);
  }

  async ask(question: string): Promise<Reply> {
    this.#child.stdin.write(`${question}\n`);
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), MILLISECONDS);
    const line = await this.#lines.next();
    clearTimeout(timer);
    if (line.done !== true) return JSON.parse(line.value) as Reply;
    [this.#child, this.#lines] = started(this.#library);
    await this.ask('1');
    return { answer: null, milliseconds: MILLISECONDS };
  }

  stop(): void {
    this.#child.stdin.end();
  }
}

const started = (library: string): [ChildProcessWithoutNullStreams, AsyncIterator<string>] => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'bench', 'proposal-rival.ts'), library]);
  // What is written to a process that was stopped is lost, and that is all.
  child.stdin.on('error', () => undefined);
  return [child, createInterface({ input: child.stdout })[Symbol.asyncIterator]()];
};

type Word = 'integrate' | 'solve';

const answeredBy = async (rival: Rival, word: Word, e: Expression): Promise<Answered> => {
  const known = namesIn(e, use(T_VARIABLE));
  const { answer, milliseconds } = await rival.ask(`${word}(${toNerdamer(e, known)},${nameOf(use(T_VARIABLE), known)})`);
  const texts = answer === null || answer.includes('integrate(') || answer.includes('solve(') ? [] : word === 'solve' ? listed(answer) : [answer];
  const found = texts.map((text) => fromNerdamer(text, known));
  return { judgement: judged(found, (one) => (word === 'solve' ? isRoot(one, e) : isIntegral(one, e))), milliseconds };
};

const listed = (answer: string): readonly string[] => answer.replace(/^\[|\]$/g, '').split(',').filter((text) => text !== '');

// ── Ours ─────────────────────────────────────────────────────────────────────────────────────────────────────

const answeredByUs = async (word: Word, e: Expression): Promise<Answered> => {
  const start = performance.now();
  const found = word === 'solve' ? await roots(e, T_VARIABLE) : [await antiderivative(e, T_VARIABLE)].filter((one) => one !== null);
  const milliseconds = performance.now() - start;
  return { judgement: judged(found, (one) => (word === 'solve' ? isRoot(one, e) : isIntegral(one, e))), milliseconds };
};

// ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────

type Figure = (answers: readonly Answered[]) => number;

const FIGURES: readonly (readonly [string, string, Figure])[] = [
  ['right', 'answers', (all) => all.filter(({ judgement }) => judgement === 'right').length],
  ['wrong', 'answers', (all) => all.filter(({ judgement }) => judgement === 'wrong').length],
  ['not found', 'answers', (all) => all.filter(({ judgement }) => judgement === 'not found').length],
  ['median time', 'ms', (all) => median(all.map(({ milliseconds }) => milliseconds))],
  ['longest time', 'ms', (all) => Math.max(...all.map(({ milliseconds }) => milliseconds))],
];

const inTurn = async (questions: readonly Expression[], answer: (e: Expression) => Promise<Answered>): Promise<readonly Answered[]> => {
  const answers: Answered[] = [];
  for (const question of questions) answers.push(await answer(question));
  return answers;
};

const rowsFor = async (what: string, word: Word, questions: readonly Expression[]): Promise<readonly Row[]> => {
  // The first round loads what is loaded when it is needed.
  await inTurn(questions, (e) => answeredByUs(word, e));
  const ours = await inTurn(questions, (e) => answeredByUs(word, e));
  const rows: Row[] = [];
  for (const library of LIBRARIES) {
    const rival = new Rival(library);
    await rival.ask('1');
    const theirs = await inTurn(questions, (e) => answeredBy(rival, word, e));
    rival.stop();
    rows.push(...FIGURES.map(([name, unit, figure]) => row('proposals', `${questions.length} ${what}: ${name}`, figure(ours), unit, figure(theirs), library)));
  }
  return rows;
};

export const proposals = async (): Promise<readonly Row[]> => [
  ...await rowsFor('integrals', 'integrate', INTEGRALS.map(formula)),
  ...await rowsFor('equations', 'solve', EQUATIONS.map(formula)),
];
