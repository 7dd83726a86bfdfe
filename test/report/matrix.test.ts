import { describe, expect, test } from 'vitest';
import type { ClaimResult } from '../../src/check/verdict.ts';
import type { Method } from '../../src/check/witness/witness.ts';
import type { Paint } from '../../src/report/colour.ts';
import { paint } from '../../src/report/colour.ts';
import { githubReporter } from '../../src/report/github.ts';
import { junitReporter } from '../../src/report/junit.ts';
import { budgetText, cellOf, disagreementLines, matrixCells } from '../../src/report/matrix.ts';
import { newMeans } from '../../src/report/means.ts';
import { sarifReporter } from '../../src/report/sarif.ts';
import { textReporter } from '../../src/report/text.ts';
import { aContradiction, aDisagreement, aDocument, aPassingRefute, aProof, aResult, aSilence, aSummary, aSupport, reportOf } from './examples.ts';

const METHODS: readonly Method[] = ['exact', 'instances', 'paths'];
const told = (results: readonly ClaimResult[], verbose = false): string => {
  const means = newMeans(METHODS);
  results.forEach(means.count);
  return reportOf(textReporter({ paint: paint(false), verbose, width: Infinity, methods: METHODS }), results, aDocument(), aSummary({ means: means.totals() }));
};

test('a cell has the difference, its bound, and the smallest error that would show', () => {
  expect([aSupport, aContradiction, aSilence].map(cellOf)).toEqual(['= 3e-17 ≤ 2e-14, 1.2e-12', '≠ 0.31 > 2e-14', '·']);
});

test('claims by means: a row a claim, a column a means, under the names of the means', () => {
  const paths = { ...aSilence, method: 'paths' } as const;
  expect(told([aResult({ evidence: [aSupport, paths] }), aResult({ name: 'a slip', verdict: 'refuted', declared: 'refute', evidence: [aContradiction, paths] })])).toBe(`\
notes/score.md
    exact                instances                     paths
  ✔ proved     Anderson  = 3e-17 ≤ 2e-14, 1.2e-12      ·                             (every dimension, 1.2 ms)
  ✔ refuted    a slip    ≠ 0.31 > 2e-14                ·                             (every dimension, 1.2 ms)

  = the sides agree: difference ≤ what rounding, discretisation and chance may do, smallest relative error that would show
  ≠ they differ by more than that    · this means says nothing    (numbers never change a verdict; -v says more)

                    supports   contradicts        silent   not noticed  false alarms
  exact                    0             0             0                           0
  instances                1             1             0             0             0
  paths                    0             0             2             0             0
  false alarms expected in this run: 0; 1e-6 allowed

1 passed, 0 failed, 0 undecided in 1.3 s (seed 1)
`);
});

test('a means that failed on a claim has a cell that cannot be overlooked', () => {
  expect(told([aResult({ evidence: [] })])).toContain('✔ proved     Anderson  !   ');
});

test('-v says by what, with which chance of a false alarm, with which seed, and why not', () => {
  const text = told([{ ...aProof, evidence: [{ ...aSupport, falseAlarm: 1e-9 }, { ...aSilence, method: 'paths' }] }], true);
  expect(text).toContain('      instances        = 3e-17 ≤ 2e-14, 1.2e-12\n                       transported density, d = 2; 8 points; false alarm 1e-9; seed 7\n');
  expect(text).toContain('      paths            ·\n                       seed 7; silent: no instance has this condition\n');
});

test('too many false alarms are said to be too many', () => {
  const [total] = newMeans(METHODS).totals();
  if (total === undefined) throw new Error('no totals');
  expect(budgetText([{ ...total, falseAlarm: 1e-6 }])).toBe('false alarms expected in this run: 1e-6; 1e-6 allowed');
  expect(budgetText([{ ...total, falseAlarm: 6e-7 }, { ...total, falseAlarm: 6e-7 }])).toContain('1.2e-6; 1e-6 allowed: TOO MANY');
});

test('the colour of a cell says whether the numbers agree with the verdict', () => {
  const dyes: Paint = { ...paint(false), passed: (t) => `+${t.trim()}`, failed: (t) => `!${t.trim()}`, undecided: (t) => `?${t.trim()}`, faint: (t) => `.${t.trim()}` };
  const first = (result: ClaimResult): string => matrixCells(result, ['exact', 'instances'], dyes).charAt(0);
  expect([aSupport, aContradiction, aSilence].map((e) => first({ ...aProof, evidence: [e] })).join('')).toBe('+!.');
  expect([aSupport, aContradiction, aSilence].map((e) => first({ ...aPassingRefute, evidence: [e] })).join('')).toBe('?+.');
});

describe('a disagreement', () => {
  const everything = [
    "Anderson is proved, and the numbers of 'instances' contradict it", 'notes/score.md:14:1', '∂t p = 1/2 ∂_i ∂_j (D_ij p)', '≠ 0.31 > 2e-14', 'seed 7',
    'sigma = 3/2', 'left side  = 1.5', 'right side = 1.25', 'again: hopfcole check notes/score.md --only notes/score.md:14 --methods exact,instances --seed 7',
  ];
  const said = {
    text: textReporter({ paint: paint(false), verbose: false, width: Infinity, methods: METHODS }).disagreement(aDisagreement),
    github: githubReporter().disagreement(aDisagreement),
  };
  test.each(everything)('is told with: %s', (part) => {
    expect(disagreementLines(aDisagreement).join('\n')).toContain(part);
    expect(said.text).toContain(part);
    expect(said.github).toContain(part);
  });
  test('is an error of JUnit, at its line', () => {
    const reporter = junitReporter();
    reporter.disagreement(aDisagreement);
    const xml = reportOf(reporter, []);
    expect(xml).toContain('errors="1"');
    expect(xml).toContain('line="14"');
    expect(xml).toContain('<error type="disagreement" message="Anderson is proved, and the numbers of &apos;instances&apos; contradict it');
  });
  test('is an error of code scanning under its own rule, and the run was not successful', () => {
    const reporter = sarifReporter({ name: 'hopfcole', version: '1.2.3' });
    reporter.disagreement(aDisagreement);
    const { runs: [run] } = JSON.parse(reportOf(reporter, [], aDocument(), aSummary({ disagreements: 1 }))) as { runs: [{ results: unknown; invocations: unknown }] };
    expect(run.results).toMatchObject([{ ruleId: 'disagreement', level: 'error', locations: [{ physicalLocation: { region: { startLine: 14 } } }] }]);
    expect(run.invocations).toMatchObject([{ executionSuccessful: false }]);
  });
});
