/**
 * What `derive --to json` writes, as a zod schema. The published derivation.schema.json is written from it.
 */
import type { DerivationRecord } from '../src/report/derivation/json.ts';
import { z } from 'zod';
import { claimSchema, published } from './results.schema.ts';

const text = z.string();

const claim = z.strictObject({
  name: text,
  statement: text.describe('In the claim language.'),
  latex: text.describe('The same as mathematics in LaTeX, without dollar signs.'),
  result: claimSchema,
}).readonly();

const step = z.strictObject({
  title: text,
  rule: text.describe('The rule of calculus that the step applies, as it is named after `by`.'),
  sources: z.array(text).readonly().describe('Keys of BibTeX entries.'),
  prose: text,
  declarations: z.array(text).readonly().describe('Statements of the claim language that the claims, and later steps, need.'),
  claims: z.array(claim).readonly(),
}).readonly();

const notFound = z.strictObject({
  what: text, reason: text,
  requested: z.literal(true).exactOptional().describe('It was asked for by name, as an ansatz is.'),
}).readonly();

export const derivationSchema = z.strictObject({
  schemaVersion: z.int().positive(),
  tool: z.strictObject({ name: text, version: text }).readonly(),
  title: text,
  sections: z.array(z.strictObject({ heading: text, steps: z.array(step).readonly() }).readonly()).readonly(),
  notFound: z.array(notFound).readonly().describe('What was looked for and not found, or cannot be had, and why.'),
  unproved: z.array(notFound).readonly().describe('What should follow and was not proved: a fault of the program, left out.'),
  document: text.describe('The whole derivation in the claim language.'),
}).readonly();

/** The text of the published file. */
export const publishedDerivationSchema = (): string =>
  published(derivationSchema, { title: 'A derivation of hopfcole', description: 'What `hopfcole derive --to json` writes.' });

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const DERIVATION_IS_CURRENT: Same<z.infer<typeof derivationSchema>, DerivationRecord> = true;
