import { expect, test } from 'vitest';
import { z } from 'zod';
import { sarifReporter } from '../../src/report/sarif.ts';
import { aFailingRefute, aFaultyDocument, aProof, aRefutation, anUndecided, reportOf } from './examples.ts';

/** The part of the format that we use, as the standard demands it. */
const sarif = z.object({
  $schema: z.url(), version: z.literal('2.1.0'),
  runs: z.tuple([z.object({
    tool: z.object({ driver: z.object({
      name: z.literal('hopfcole'), version: z.string(),
      rules: z.array(z.object({ id: z.string(), shortDescription: z.object({ text: z.string() }) })),
    }) }),
    columnKind: z.literal('utf16CodeUnits'),
    invocations: z.array(z.object({ executionSuccessful: z.boolean(), exitCode: z.int() })),
    results: z.array(z.object({
      ruleId: z.string(), level: z.enum(['error', 'warning']), message: z.object({ text: z.string() }),
      locations: z.array(z.object({ physicalLocation: z.object({
        artifactLocation: z.object({ uri: z.string() }),
        region: z.object({ startLine: z.int().min(1), startColumn: z.int().min(1) }).optional(),
      }) })),
    })),
  })]),
});

const runOf = (text: string): z.infer<typeof sarif>['runs'][0] => sarif.parse(JSON.parse(text)).runs[0];
const reporter = (): ReturnType<typeof sarifReporter> => sarifReporter({ name: 'hopfcole', version: '1.2.3' });

test('everything that fails the run is a result under its rule, and nothing else is', () => {
  const { results, tool } = runOf(reportOf(reporter(), [aProof, aRefutation, aFailingRefute, anUndecided]));
  expect(results.map((r) => r.ruleId)).toEqual(['claim-refuted', 'refute-proved', 'undecided']);
  expect(tool.driver.rules.map((r) => r.id)).toEqual(['claim-refuted', 'refute-proved', 'undecided']);
  expect(results[0]?.locations[0]?.physicalLocation.region).toMatchObject({ startLine: 14, startColumn: 1 });
});

test('an error of a document has its range, and the path is a reference', () => {
  const [result] = runOf(reportOf(reporter(), [], aFaultyDocument)).results;
  expect(result?.ruleId).toBe('E0101');
  expect(result?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'notes/bad%2C%20100%25.md' }, region: { startLine: 3, startColumn: 5 },
  });
});

test('a crash is no result, but the run was not successful', () => {
  const one = reporter();
  one.crash({ document: 'a.md', claim: 'c', message: 'oops' });
  const run = runOf(reportOf(one, []));
  expect(run.results).toEqual([]);
  expect(run.invocations[0]?.executionSuccessful).toBe(false);
});
