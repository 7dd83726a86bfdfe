/**
 * Decides one generated document, `grown.ts KIND SIZE`, and prints time, peak of memory and verdicts as JSON.
 */
import { checkClaim, DEFAULT_OPTIONS } from '../src/check/check.ts';
import { readDocument } from '../src/language/document.ts';
import { KINDS } from './generated.ts';

const [kind = '', size = '1'] = process.argv.slice(2);
const text = KINDS[kind]?.document(Number(size));
if (text === undefined) throw new Error(`no kind ${kind}`);

const options = { ...DEFAULT_OPTIONS, budget: { milliseconds: 60_000, terms: 10_000_000 } };
const start = performance.now();
const document = readDocument(text, 'generated.claim');
const errors = document.diagnostics.map((d) => d.message);
const verdicts = document.claims.map((claim) => checkClaim(document, claim, options).verdict);
process.stdout.write(JSON.stringify({
  milliseconds: performance.now() - start,
  megabytes: process.resourceUsage().maxRSS / 1024,
  verdicts: errors.length > 0 ? errors.slice(0, 1) : verdicts,
}));
