import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { publishedSchema, resultsSchema } from '../../schema/results.schema.ts';
import { jsonLinesReporter, jsonReporter } from '../../src/report/json.ts';
import { aFaultyDocument, aPassingRefute, aProof, aRefutation, aSummary, anUndecided, reportOf } from './examples.ts';

const TOOL = { name: 'hopfcole', version: '1.2.3' };
const RESULTS = [aProof, aRefutation, aPassingRefute, anUndecided];
const published = readFileSync(new URL('../../schema/results.schema.json', import.meta.url), 'utf8');

const document = (): unknown => {
  const reporter = jsonReporter(TOOL);
  reporter.document(aFaultyDocument);
  reporter.crash({ document: 'a.md', claim: null, message: 'oops' });
  return JSON.parse(reportOf(reporter, RESULTS));
};

test('the document fits the schema, and is what was put in', () => {
  const results = resultsSchema.parse(document());
  expect(results.claims).toEqual(RESULTS);
  expect(results.schemaVersion).toBe(1);
  expect(results.tool).toEqual(TOOL);
  expect(results.summary).toEqual(aSummary());
});

test('the document fits the published JSON Schema itself', () => {
  const schema = z.fromJSONSchema(JSON.parse(published) as Parameters<typeof z.fromJSONSchema>[0]);
  expect(schema.safeParse(document()).success).toBe(true);
  expect(schema.safeParse({ ...(document() as object), claims: [{ ...aProof, verdict: 'perhaps' }] }).success).toBe(false);
});

test('the published schema is the one that the source describes; `npm run schema` writes it anew', () => {
  expect(published).toBe(publishedSchema());
});

test('every field of a claim is described and demanded', () => {
  const schema = JSON.parse(published) as { properties: { claims: { items: { properties: object; required: string[] } } } };
  const { properties, required } = schema.properties.claims.items;
  expect(Object.keys(properties).sort()).toEqual(Object.keys(aProof).sort());
  expect([...required].sort()).toEqual(Object.keys(aProof).sort());
});

describe('line by line', () => {
  const lines = reportOf(jsonLinesReporter(TOOL), RESULTS).trimEnd().split('\n').map((line) => JSON.parse(line) as { type: string });
  test('each line is a record that says what it is', () => {
    expect(lines.map((line) => line.type)).toEqual(['run', 'document', 'claim', 'claim', 'claim', 'claim', 'summary']);
  });
  test('a claim has the same fields as in the whole document', () => {
    expect(lines[3]).toEqual({ type: 'claim', ...aRefutation });
  });
});
