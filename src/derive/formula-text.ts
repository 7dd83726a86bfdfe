/**
 * What a derivation writes into its document: formulas, statements and processes as text of the claim language, the
 * factors of each product in an author's order.
 */
import type { Expression } from '../kernel/expression.ts';
import { mapClaimBody, mapProcess } from '../language/map-claim.ts';
import type { ClaimBody, Process } from '../language/statement.ts';
import { printClaimBody, printExpression, printProcess } from '../render/text.ts';
import { withConstantsFirst } from './constants-first.ts';
import { withoutDoubleMinus } from './double-minus.ts';
import { withOneDenominator } from './one-denominator.ts';

/** A formula as it is written. */
export const written = (e: Expression): Expression => withConstantsFirst(withOneDenominator(withoutDoubleMinus(e)));

/** A process with each formula as it is written. */
export const writtenProcess = (process: Process): Process => mapProcess(process, written);

export const formulaText = (e: Expression): string => printExpression(written(e));

export const bodyText = (body: ClaimBody): string => printClaimBody(mapClaimBody(body, written));

export const processText = (process: Process): string => printProcess(writtenProcess(process));
