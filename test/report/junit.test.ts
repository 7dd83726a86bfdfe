import fc from 'fast-check';
import { expect, test } from 'vitest';
import { junitReporter } from '../../src/report/junit.ts';
import { aFaultyDocument, aPassingRefute, aProof, aRefutation, aResult, anUndecided, reportOf } from './examples.ts';

test('a document is a suite, a claim is a case, and the counts are right', () => {
  const xml = reportOf(junitReporter(), [aProof, aRefutation, aPassingRefute, anUndecided]);
  expect(xml).toContain('<testsuite name="notes/score.md" tests="4" failures="2" errors="0" skipped="0"');
  expect(xml).toContain('<testcase name="Anderson" classname="notes/score.md" file="notes/score.md" line="14" time="0.001234"/>');
  expect(xml).toContain('<failure type="refuted" message="claimed, but refuted: repair: factor 1/2 → 1">');
  expect(xml).toContain('<failure type="undecided" message="undecided: the budget of 10 ms">');
  expect(xml).toContain('left − right     ∂_j D_ij');
});

test('an error of a document is an error, at its line', () => {
  const xml = reportOf(junitReporter(), [], aFaultyDocument);
  expect(xml).toContain('tests="1" failures="0" errors="1"');
  expect(xml).toContain('<error type="E0101" message="unknown name &apos;sgima&apos;">');
});

test('markup in a name stays text', () => {
  const xml = reportOf(junitReporter(), [aResult({ name: '<b a="1">&\u0001\n</b>' })]);
  expect(xml).toContain('name="&lt;b a=&quot;1&quot;&gt;&amp;\ufffd&#10;&lt;/b&gt;"');
});

test('whatever a claim is called, no character is left that XML forbids, and no tag is added', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => {
    const xml = reportOf(junitReporter(), [aResult({ name, verdict: 'refuted', passed: false, residual: name })]);
    // eslint-disable-next-line no-control-regex
    expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)).toBe(false);
    expect(xml.match(/</g)?.length).toBe(reportOf(junitReporter(), [aResult({ verdict: 'refuted', passed: false, residual: 'r' })]).match(/</g)?.length);
  }));
});
