import { expect, test } from 'vitest';
import { num } from '../../src/kernel/expression.ts';
import { certificateHash } from '../../src/recheck/hash.ts';
import { HALF, logDensity, onceOverDensity } from './examples.ts';

const hash = certificateHash(logDensity(), onceOverDensity());

test('the hash depends on the content alone: not on the order of keys, nor on absent ones', () => {
  const { left, right, ...rest } = logDensity();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(certificateHash({ right, ...rest, left }, onceOverDensity())).toBe(hash);
  expect(certificateHash({ ...logDensity(), extra: undefined } as ReturnType<typeof logDensity>, onceOverDensity())).toBe(hash);
});

test('another goal or another certificate has another hash', () => {
  expect(certificateHash(logDensity(num(2)), onceOverDensity())).not.toBe(hash);
  expect(certificateHash(logDensity(), onceOverDensity(HALF))).not.toBe(hash);
});

test('a BigInt is not taken for a text of the same digits', () => {
  const certificate = onceOverDensity();
  const texts = JSON.parse(JSON.stringify(certificate, (_k, v: unknown) => (typeof v === 'bigint' ? `${v}` : v))) as typeof certificate;
  expect(certificateHash(logDensity(), texts)).not.toBe(hash);
});
