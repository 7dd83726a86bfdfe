/**
 * The evidence of a result as plain text without colour or width, for reports that carry it inside another format.
 */
import type { ClaimResult } from '../check/verdict.ts';
import { evidenceOf } from './evidence.ts';
import { setInColumns } from './layout.ts';

export const plainEvidence = (result: ClaimResult): string =>
  setInColumns(evidenceOf(result), 0, Infinity, (label) => label).trimEnd();
