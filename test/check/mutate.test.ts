import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import type { MutantResult } from '../../src/check/mutate.ts';
import { mutateClaim } from '../../src/check/mutate.ts';
import { readWell } from '../language/reading.ts';
import { DIFFUSION, stated } from './reading.ts';

const mutants = (block: string): MutantResult[] => {
  const { document, claim } = stated(block);
  return [...mutateClaim(document, claim, DEFAULT_OPTIONS)];
};

describe('the mutants of a proved claim', () => {
  const block = `${DIFFUSION}claim "c": ∂t log p = -div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)`;
  const found = mutants(block);

  it('are many, each with its edit and its statement, and none is left undecided', () => {
    expect(found.length).toBeGreaterThan(15);
    expect(new Set(found.map((m) => m.statement)).size).toBe(found.length);
    expect(found.filter((m) => m.verdict === 'undecided')).toEqual([]);
    expect(found.filter((m) => m.verdict === 'refuted').length).toBeGreaterThan(0.8 * found.length);
  });

  it('are statements that can be read again', () => {
    for (const { statement } of found.slice(0, 10)) expect(readWell(`${DIFFUSION}${statement}`).claims).toHaveLength(1);
  });

  it('a changed sign or factor is refuted', () => {
    const slip = found.find((m) => m.statement.includes('+ f · grad log p'));
    expect(slip?.verdict).toBe('refuted');
  });
});

it('what is refuted, or expected to be, has none', () => {
  expect(mutants('param a\nclaim "c": a = a + 1')).toEqual([]);
  expect(mutants('param a\nrefute "c": a = a + 1')).toEqual([]);
});

it('a true mutant is proved and not refuted: v·w with its factors exchanged', () => {
  const found = mutants('param v: vector\nparam w: vector\nclaim "c": v · w = w · v');
  expect(found.filter((m) => m.verdict === 'proved').every((m) => m.statement !== '')).toBe(true);
});
