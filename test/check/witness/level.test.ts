/**
 * The probability of a false alarm is divided before anything is drawn, so that a run of any size keeps the promise.
 */
import { expect, test } from 'vitest';
import { levelFor, OF_A_CLAIM } from '../../../src/check/witness/level.ts';
import { accepted } from '../../../src/check/witness/testimony.ts';
import { METHODS } from '../../../src/check/witness/witness.ts';
import { parse } from '../../../src/index.ts';
import { ALLOWED_FALSE_ALARMS } from '../../../src/report/means.ts';
import { aSupport } from '../../report/examples.ts';

const documentWith = (claims: number): ReturnType<typeof parse> =>
  parse(`\`\`\`claim\nparam a\n${Array.from({ length: claims }, (_, k) => `claim "${k}": a + ${k} = ${k} + a\n`).join('')}\`\`\``);

test('a small run tests every claim at 10^−9', () => {
  expect(levelFor(documentWith(3), 1, METHODS)).toBe(OF_A_CLAIM);
  expect(levelFor(documentWith(10), 90, METHODS)).toBe(OF_A_CLAIM);
  expect(levelFor(documentWith(0), 1, METHODS)).toBe(OF_A_CLAIM);
});

test.each([[1, 1200], [58, 30], [300, 40], [100_000, 7]])('%d documents with %d claims each raise no more false alarms than a run may', (documents, claims) => {
  const level = levelFor(documentWith(claims), documents, METHODS);
  expect(level).toBeGreaterThan(0);
  let sum = 0;
  for (let k = 0; k < documents * claims; k += 1) sum += level;
  expect(sum).toBeLessThanOrEqual(ALLOWED_FALSE_ALARMS);
  expect(sum).toBeGreaterThan(0.9 * Math.min(ALLOWED_FALSE_ALARMS, documents * claims * OF_A_CLAIM));
});

test('it is for each means that draws, whatever means there are beside it', () => {
  const document = documentWith(1);
  expect(levelFor(document, 10_000, ['exact', 'instances', 'paths'])).toBe(levelFor(document, 10_000, ['paths']));
  expect(levelFor(document, 10_000, ['paths'])).toBeLessThan(OF_A_CLAIM);
});

test('an answer at a larger level than was asked for is refused', () => {
  const answer = { ...aSupport, falseAlarm: 1e-10 };
  expect(accepted(answer, 'instances', 1e-10)).toBe(answer);
  expect(() => accepted(answer, 'instances', 1e-11)).toThrow('false alarm');
  expect(() => accepted({ ...aSupport, falseAlarm: 1e-8 }, 'instances')).toThrow('false alarm');
});
