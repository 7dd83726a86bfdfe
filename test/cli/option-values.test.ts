import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { DEFAULT_BUDGET, budgetFrom, jobsFrom, refuseSharedPlaces, reporterFrom, seedFrom } from '../../src/cli/option-values.ts';
import { UsageError } from '../../src/cli/surroundings.ts';

test('the default budget is that of the checker', () => expect(DEFAULT_BUDGET).toEqual(DEFAULT_OPTIONS.budget));

test('a budget is milliseconds, and terms after a comma', () => {
  expect(budgetFrom('2000')).toEqual({ milliseconds: 2000, terms: DEFAULT_BUDGET.terms });
  expect(budgetFrom('2000,500')).toEqual({ milliseconds: 2000, terms: 500 });
});

test.each(['', '0', '-1', '1.5', '1e3', '0x10', '10,', '10,0', '1,2,3', 'ten', ' 5', 'NaN', '9'.repeat(16)])(
  'the budget %j is refused', (text) => expect(() => budgetFrom(text)).toThrow(UsageError),
);

test('a seed may be 0, a number of jobs may not', () => {
  expect(seedFrom('0')).toBe(0);
  expect(() => jobsFrom('0')).toThrow(UsageError);
  expect(jobsFrom('4')).toBe(4);
});

test('a reporter writes to stdout, or to the file after =', () => {
  expect(reporterFrom('json')).toEqual({ name: 'json', file: null });
  expect(reporterFrom('sarif=a=b.sarif')).toEqual({ name: 'sarif', file: 'a=b.sarif' });
});

test.each(['xml', '', 'json=', '=a', 'JSON'])('the reporter %j is refused', (text) => {
  expect(() => reporterFrom(text)).toThrow(UsageError);
});

test('two reports cannot share a place', () => {
  const [text, json] = [reporterFrom('text'), reporterFrom('json')];
  expect(() => refuseSharedPlaces([text, json])).toThrow('only one reporter can write to stdout');
  expect(() => refuseSharedPlaces([reporterFrom('text=a'), reporterFrom('json=a')])).toThrow('the same file a');
  expect(() => refuseSharedPlaces([text, reporterFrom('json=a')])).not.toThrow();
});
