/**
 * Which law speaks of which kind of claim, and of which documents there are families of settings.
 */
import type { Claim } from '../../src/language/statement.ts';
import type { Given } from '../arbitraries/document-family.ts';
import { bestControl, dynamicProgramming } from '../laws/dynamic-programming.ts';
import { feynmanKac } from '../laws/feynman-kac.ts';
import { itoFormula } from '../laws/ito.ts';
import type { Law } from '../laws/law.ts';
import { sameValue } from '../laws/same-value.ts';
import { weakEvolution } from '../laws/weak-evolution.ts';

/** Total over the kinds of claims. */
export const LAWS: Readonly<Record<Claim['body']['kind'], Law>> = {
  equation: sameValue,
  chain: sameValue,
  density: weakEvolution,
  value: dynamicProgramming,
  optimal: bestControl,
  expectation: feynmanKac,
  differential: itoFormula,
};

export interface Pairing extends Given {
  /** Claims that its settings say nothing of, by their names, with the reason; those of other pairings of the document too. */
  readonly without?: Readonly<Record<string, string>>;
  /** Only these claims. */
  readonly only?: readonly string[];
  /** In place of the law of the claim's kind. */
  readonly law?: Law;
  /** So many settings a claim, where one takes long. */
  readonly runs?: number;
}

/** The same reason for several claims. */
export const except = (names: readonly string[], reason: string): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [name, reason]));
