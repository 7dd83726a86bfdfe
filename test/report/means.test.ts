import { expect, test } from 'vitest';
import { exactEvidence } from '../../src/check/witness/exact.ts';
import { falseAlarmsOf, newMeans } from '../../src/report/means.ts';
import { aContradiction, aProof, aRefutation, aSilence, aSupport } from './examples.ts';

test('outcomes, what was not noticed, and chances of false alarms are added up by means', () => {
  const means = newMeans(['exact', 'instances', 'paths']);
  const chance = { ...aSupport, method: 'paths', falseAlarm: 1e-9 } as const;
  means.count({ ...aProof, evidence: [exactEvidence(aProof, 1), aSupport, chance] });
  means.count({ ...aRefutation, evidence: [exactEvidence(aRefutation, 1), aContradiction, chance] });
  means.count({ ...aRefutation, evidence: [exactEvidence(aRefutation, 1), aSilence, { ...aSilence, method: 'paths' }] });
  expect(means.totals()).toEqual([
    { method: 'exact', supports: 1, contradicts: 2, silent: 0, notNoticed: 0, falseAlarm: 0 },
    { method: 'instances', supports: 1, contradicts: 1, silent: 1, notNoticed: 0, falseAlarm: 0 },
    { method: 'paths', supports: 2, contradicts: 0, silent: 1, notNoticed: 1, falseAlarm: 2e-9 },
  ]);
  expect(falseAlarmsOf(means.totals())).toBe(2e-9);
});

test('where numbers were not asked for there is nothing to add up', () => {
  const means = newMeans(['exact']);
  means.count(aProof);
  expect(means.totals()).toEqual([]);
});
