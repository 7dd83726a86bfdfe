/**
 * Where numbers contradict a proof. One of the two is wrong, and nothing of the run can be relied on: it stops.
 *
 * Only this way round. Numbers that support a refuted claim did not notice what is wrong with it, which is counted and
 * shown. About an undecided claim numbers may say what they like: they never make a verdict.
 */
import type { Budget } from '../decide.ts';
import type { ClaimResult } from '../verdict.ts';
import type { Evidence } from './witness.ts';

/** All that is needed to see it again. */
export interface Disagreement {
  readonly document: string;
  readonly line: number;
  readonly column: number;
  /** The name of the claim that is proved. */
  readonly claim: string;
  readonly statement: string;
  /** What contradicts it: the instance, both values, the seed. */
  readonly evidence: Evidence;
  /** The command that gives both answers again. */
  readonly command: string;
}

const isPlainWord = (text: string): boolean => /^[\w./:,=+@%-]+$/.test(text);
/** As a shell reads it. */
const quoted = (text: string): string => (isPlainWord(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const commandFor = (result: ClaimResult, evidence: Evidence, budget: Budget): string => [
  'hopfcole', 'check', quoted(result.document), '--only', quoted(`${result.document}:${result.line}`),
  '--methods', `exact,${evidence.method}`, '--seed', String(evidence.seed),
  '--budget', `${budget.milliseconds},${budget.terms}`,
].join(' ');

/** One entry a means that contradicts; none where the claim is not proved. */
export const disagreementsIn = (result: ClaimResult, budget: Budget): readonly Disagreement[] => {
  if (result.verdict !== 'proved') return [];
  return result.evidence.filter((e) => e.method !== 'exact' && e.outcome === 'contradicts').map((evidence) => ({
    document: result.document, line: result.line, column: result.column, claim: result.name, statement: result.statement,
    evidence, command: commandFor(result, evidence, budget),
  }));
};

/** Numbers that agree with what the kernel refuted: the error is too small for them, or not in their instances. */
export const isUnnoticed = (result: ClaimResult, evidence: Evidence): boolean =>
  result.verdict === 'refuted' && evidence.method !== 'exact' && evidence.outcome === 'supports';
