/**
 * Reads and decides all of derivations/ once, cold, and prints the time from after the program's start as JSON.
 */
import { checkClaim } from '../src/check/check.ts';
import { readDocument } from '../src/language/document.ts';
import { derivations } from './documents.ts';

const start = performance.now();
const documents = derivations().map(({ path, text }) => readDocument(text, path));
const results = documents.flatMap((document) => document.claims.map((claim) => checkClaim(document, claim)));
process.stdout.write(JSON.stringify({
  documents: documents.length,
  claims: results.length,
  milliseconds: performance.now() - start,
}));
