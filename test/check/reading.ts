/** Documents written out in tests, and what becomes of their claims. */
import { checkClaim, DEFAULT_OPTIONS } from '../../src/check/check.ts';
import type { CheckOptions, Decision } from '../../src/check/decide.ts';
import { decide } from '../../src/check/decide.ts';
import type { ClaimResult } from '../../src/check/verdict.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import { readWell } from '../language/reading.ts';

export interface Stated {
  readonly document: Document;
  readonly claim: Claim;
}

/** A document with one claim, which is its last statement. */
export const stated = (block: string): Stated => {
  const document = readWell(block);
  const [claim] = document.claims;
  if (claim === undefined || document.claims.length !== 1) throw new Error(`${document.claims.length} claims`);
  return { document, claim };
};

export const decided = (block: string, options: Partial<CheckOptions> = {}): Decision => {
  const { document, claim } = stated(block);
  return decide(document, claim, { ...DEFAULT_OPTIONS, ...options });
};

export const checked = (block: string, options: Partial<CheckOptions> = {}): ClaimResult => {
  const { document, claim } = stated(block);
  return checkClaim(document, claim, { ...DEFAULT_OPTIONS, ...options });
};

/** A diffusion with its density. */
export const DIFFUSION = `
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
`;
