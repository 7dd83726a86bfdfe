/**
 * What each means says of one claim, in the order of `METHODS`.
 *
 * A witness answers for bad instances by being silent. An answer that is no evidence (a number that is not finite, a
 * difference within its bound that is called a contradiction) is a fault of this program, and throws.
 */
import type { Claim, Document } from '../../language/statement.ts';
import type { ClaimResult } from '../verdict.ts';
import { exactEvidence } from './exact.ts';
import { levelFor, OF_A_CLAIM } from './level.ts';
import { WITNESSES } from './registry.ts';
import type { Evidence, Method } from './witness.ts';
import { METHODS } from './witness.ts';

/** How a computation without pause is called: the command line makes it end at Control-C. */
export type Call = <Value>(computation: () => Value) => Value;

/** `documents`: how many the run has, among which the probability of false alarms is divided. */
export type Testify = (
  document: Document, claim: Claim, result: ClaimResult, methods: readonly Method[], seed: number, documents: number,
) => Promise<readonly Evidence[]>;

const isMagnitude = (value: number | null): value is number => value !== null && Number.isFinite(value) && value >= 0;

/** What is wrong with an answer; null: nothing. */
export const faultOf = ({ outcome, figure, bound, detectable, reason, against, falseAlarm }: Evidence): string | null => {
  if (!(falseAlarm >= 0 && falseAlarm <= 1)) return 'its false-alarm probability is no probability';
  switch (outcome) {
    case 'silent': return reason === null ? 'it is silent without a reason' : null;
    case 'supports':
      if (!isMagnitude(figure) || !isMagnitude(bound)) return 'it supports without a figure and a bound';
      if (figure > bound) return 'it supports, though the difference is beyond its bound';
      return isMagnitude(detectable) ? null : 'it supports without saying which error it would have noticed';
    case 'contradicts':
      if (!isMagnitude(figure) || !isMagnitude(bound)) return 'it contradicts without a figure and a bound';
      if (figure <= bound) return 'it contradicts, though the difference is within its bound';
      return against === null ? 'it contradicts without an instance' : null;
  }
};

/** A little more than is allowed, for rounding where parts are added up. */
const ROUNDING = 1e-9;

/** The answer, if it is one of this means, says what it has to say, and was given at the level that it was asked at. */
export const accepted = (evidence: Evidence, method: Method, alpha: number = OF_A_CLAIM): Evidence => {
  const fault = evidence.method !== method ? `it speaks for '${evidence.method}'`
    : evidence.falseAlarm > alpha * (1 + ROUNDING) ? `it may be a false alarm with probability ${evidence.falseAlarm}, more than ${alpha}` : faultOf(evidence);
  if (fault !== null) throw new Error(`the evidence of '${method}' is faulty: ${fault}`);
  return evidence;
};

const oneOf = async (
  method: Method, document: Document, claim: Claim, result: ClaimResult, seed: number, alpha: number, call: Call,
): Promise<Evidence> => {
  if (method === 'exact') return exactEvidence(result, seed);
  const load = WITNESSES[method];
  if (load === undefined) throw new Error(`there is no means '${method}'`);
  const witness = await load();
  return accepted(await call(() => witness.testify(document, claim, seed, alpha)), method, alpha);
};

/** One entry a means. */
export const testify = async (
  document: Document, claim: Claim, result: ClaimResult, methods: readonly Method[], seed: number, documents: number,
  call: Call = (computation) => computation(),
): Promise<readonly Evidence[]> => {
  const alpha = levelFor(document, documents, methods);
  const evidence: Evidence[] = [];
  for (const method of METHODS) {
    if (methods.includes(method)) evidence.push(await oneOf(method, document, claim, result, seed, alpha, call));
  }
  return evidence;
};
