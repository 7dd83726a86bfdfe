import { expect, test } from 'vitest';
import { weigh } from '../../../src/networks/identities/sight.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';

const weighed = (difference: number, slack: number, terms: Record<string, number>): ReturnType<typeof weigh> =>
  weigh({ difference, slack, terms, seed: 3, by: 'a test', falseAlarm: 0, estimate: null });

test('figures are relative to the largest term, and the least error that is seen is twice the bound of the smallest term that is', () => {
  expect(weighed(0.1, 0.2, { a: 4, b: -2, c: 0.1 })).toMatchObject({
    outcome: 'supports', figure: 0.025, bound: 0.05, detectable: 0.2, blind: ['c'], seed: 3, reason: null,
  });
});

test('a difference beyond the slack contradicts, also where no single term could be judged', () => {
  expect(weighed(0.3, 0.2, { a: 4 }).outcome).toBe('contradicts');
  expect(weighed(3, 2.5, { a: 4 })).toMatchObject({ outcome: 'contradicts', blind: ['a'] });
});

test('where every term is smaller than what may be off, nothing is supported', () => {
  const sight = weighed(0.1, 2.5, { a: 4, b: 1 });
  expect(sight).toMatchObject({ outcome: 'silent', figure: null, bound: null, detectable: null });
  expect(sight.reason).toContain('2.5');
  expect(weighed(0, 0, { a: 0 }).outcome).toBe('silent');
});

test.each([[NaN, 1, 1], [1, Infinity, 1], [1, 1, NaN]])('what is not finite is an error by name, and no evidence: %s, %s, %s', (difference, slack, term) => {
  expect(() => weighed(difference, slack, { a: term })).toThrow(NetworkError);
});
