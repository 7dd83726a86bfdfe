/**
 * What `--reporter json` writes, as a zod schema. The published results.schema.json is written from it.
 *
 * It stands outside src/, since zod is a tool of the developers and is never loaded by the program. The two lines
 * at the end make the compiler say so when the schema and the program's types part.
 */
import type { ClaimResult } from '../src/check/verdict.ts';
import { METHODS } from '../src/check/witness/witness.ts';
import type { Results } from '../src/report/json.ts';
import { z } from 'zod';

const text = z.string();
const count = z.int().nonnegative();
const verdict = z.enum(['proved', 'refuted', 'undecided']);

const assignment = z.strictObject({
  name: text.describe('What is given a value, such as `p at (x,t)`.'),
  value: text.describe('An exact number or a polynomial.'),
}).readonly();

const point = { dimension: count, assignments: z.array(assignment).readonly() };

const counterexample = z.strictObject({
  ...point,
  component: z.array(z.int()).readonly().nullable().describe('Which component of a vector or matrix differs; null for a scalar.'),
  left: text.describe('The value of the left side: exact, or an enclosure [a, b].'),
  right: text,
  of: text.nullable().describe('What is compared, where it is not simply the two sides.'),
}).readonly();

const certificate = z.strictObject({
  hash: text.describe('Content hash of the obligation and its certificate.'),
  acceptedBySecondChecker: z.boolean().nullable(),
  uses: z.array(text).readonly().describe('The hypotheses used.'),
  steps: z.array(text).readonly().describe('The identities that were certified, one an obligation.'),
}).readonly();

const step = z.strictObject({ statement: text, by: text.nullable(), verdict }).readonly();

const method = z.enum(METHODS);

const evidence = z.strictObject({
  method,
  outcome: z.enum(['supports', 'contradicts', 'silent']),
  figure: z.number().nonnegative().nullable().describe('The largest relative difference of the two sides; null where silent, or no floating number.'),
  bound: z.number().nonnegative().nullable().describe('What of it may be by rounding, discretisation and chance alone.'),
  detectable: z.number().nonnegative().nullable().describe('The smallest relative error of a term that would have been noticed.'),
  seed: z.int().describe('Gives the same instances and the same numbers again.'),
  by: text.describe('Families or schemes, dimensions, and how many points.'),
  reason: text.nullable().describe('Why it is silent, or what else is to be known.'),
  falseAlarm: z.number().min(0).max(1).describe('The probability that a true claim is contradicted; 0 for deterministic means.'),
  against: z.strictObject({ instance: z.array(text).readonly(), left: text, right: text }).readonly().nullable()
    .describe('Where the sides differ: the instance, and both values.'),
}).readonly();

export const claimSchema = z.strictObject({
  document: text, line: z.int().positive(), column: z.int().positive(), name: text,
  declared: z.enum(['claim', 'refute']),
  verdict,
  passed: z.boolean().describe('A claim that is proved, or a refute that is refuted.'),
  statement: text.describe('The statement as the kernel understood it.'),
  dimensions: z.union([z.literal('every'), z.array(count).readonly()]),
  conditions: z.array(text).readonly(),
  formal: z.array(text).readonly().describe('What is taken for granted, such as regularity.'),
  modelPoint: z.strictObject(point).readonly().nullable().describe('A point at which every assumption holds.'),
  certificate: certificate.nullable(),
  counterexample: counterexample.nullable(),
  residual: text.nullable().describe('Left minus right, as a formula.'),
  repair: z.strictObject({ edit: text, statement: text }).readonly().nullable().describe('A small edit with which the claim is proved.'),
  notes: z.array(text).readonly(),
  holdsIf: text.nullable().describe('The condition under which the claim would hold.'),
  flux: text.nullable().describe('What must vanish at infinity for two integrals to be equal.'),
  steps: z.array(step).readonly().describe('For chains and iff: each step or direction.'),
  stuckOn: text.nullable().describe('For undecided: what it got stuck on, or which budget ran out.'),
  evidence: z.array(evidence).readonly().describe('One entry a means; empty unless `--methods` names one beyond `exact`. It never changes the verdict.'),
  durationMs: z.number().nonnegative(),
}).readonly();

const diagnostic = z.strictObject({
  severity: z.enum(['error', 'warning']), code: text, message: text,
  line: count.describe('From 1; 0 where the whole file is meant.'), column: count.describe('From 1, in UTF-16 units.'),
  endLine: count, endColumn: count, help: text.nullable(),
}).readonly();

const documentSchema = z.strictObject({
  path: text, diagnostics: z.array(diagnostic).readonly(),
  state: z.enum(['sound', 'faulty', 'unreadable']).describe('The claims of a faulty document are not checked.'),
}).readonly();

const crash = z.strictObject({ document: text, claim: text.nullable(), message: text }).readonly();

const disagreement = z.strictObject({
  document: text, line: z.int().positive(), column: z.int().positive(),
  claim: text.describe('The name of a claim that is proved.'), statement: text,
  evidence: evidence.describe('What contradicts it.'),
  command: text.describe('Gives both answers again.'),
}).readonly();

const meansTotal = z.strictObject({
  method, supports: count, contradicts: count, silent: count,
  notNoticed: count.describe('Refuted claims that it supports all the same.'),
  falseAlarm: z.number().nonnegative().describe('Expected number of true claims that it contradicts by chance in such a run.'),
}).readonly();

const summary = z.strictObject({
  documents: count, faultyDocuments: count, claims: count, passed: count, failed: count, undecided: count,
  crashes: count, disagreements: count,
  means: z.array(meansTotal).readonly().describe('What each means said, added up; empty where numbers were not asked for.'),
  interrupted: z.boolean(), seed: z.int(), durationMs: z.number().nonnegative(), exitCode: z.int(),
}).readonly();

export const resultsSchema = z.strictObject({
  schemaVersion: z.int().positive(),
  tool: z.strictObject({ name: text, version: text }).readonly(),
  documents: z.array(documentSchema).readonly(),
  claims: z.array(claimSchema).readonly(),
  crashes: z.array(crash).readonly().describe('Errors of the program itself: no verdicts.'),
  disagreements: z.array(disagreement).readonly().describe('Numbers that contradict a proof. The run stops at the first such claim.'),
  summary,
}).readonly();

/** A schema as the text of a file. It stays open for new fields, since a new field does not raise the version. */
export const published = (of: z.ZodType, about: { readonly title: string; readonly description: string }): string => {
  const schema = z.toJSONSchema(of, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
      delete jsonSchema.additionalProperties;
    },
  });
  return `${JSON.stringify({ ...schema, ...about }, null, 2)}\n`;
};

/** The text of the published file. */
export const publishedSchema = (): string =>
  published(resultsSchema, { title: 'Results of hopfcole', description: 'What `hopfcole check --reporter json` writes.' });

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const CLAIM_IS_CURRENT: Same<z.infer<typeof claimSchema>, ClaimResult> = true;
export const RESULTS_ARE_CURRENT: Same<z.infer<typeof resultsSchema>, Results> = true;
