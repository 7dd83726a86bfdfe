import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import type { Group, NarrativePart } from '../../src/check/narrative.ts';
import { MOST_GROUPS_SHOWN, narrateClaim } from '../../src/check/narrative.ts';
import { num } from '../../src/kernel/expression.ts';
import { rational } from '../../src/kernel/rational.ts';
import { narrativeLines } from '../../src/report/narrative.ts';
import { DIFFUSION, stated } from '../check/reading.ts';

const linesOf = (block: string): readonly string[] => {
  const { document, claim } = stated(block);
  return narrativeLines(narrateClaim(document, claim, DEFAULT_OPTIONS));
};

test('a proof as a person would write it', () => {
  expect(linesOf(`${DIFFUSION}claim "c": ∂t log p = -div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)`)).toEqual([
    'To be shown:',
    '  ∂t log p = -div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)',
    'By the Fokker–Planck equation of p,',
    '  ∂t p = -div(f p) + 1/2 lap(g^2 p)',
    'that is,',
    '  ∂t log p = -f · grad log p - div f + 1/2 g^2 |grad log p|^2 + 1/2 g^2 lap log p',
    'The left side:',
    '  ∂t log p',
    '    = -f · grad log p [a] - div f [b] + 1/2 g^2 |grad log p|^2 [c] + 1/2 g^2 lap log p [d]',
    'The right side:',
    '  -div f [b]',
    '  -f · grad log p [a]',
    '  1/2 g^2 lap log p [d]',
    '  1/2 g^2 |grad log p|^2 [c]',
    'Collecting equal terms, the right side with the opposite sign:',
    '  [a] -1 + 1 = 0     f · grad log p',
    '  [b] -1 + 1 = 0     div f',
    '  [c] 1/2 - 1/2 = 0  g^2 |grad log p|^2',
    '  [d] 1/2 - 1/2 = 0  g^2 lap log p',
    'So both sides are equal.',
  ]);
});

test('a refutation ends with what does not cancel', () => {
  const lines = linesOf(`${DIFFUSION}refute "c": ∂t log p = -div f - f · grad log p + 1/2 g^2 lap log p`);
  expect(lines[0]).toBe('Claimed:');
  expect(lines).toContain('  [c] 1/2            g^2 |grad log p|^2');
  expect(lines.slice(-2)).toEqual(['What does not cancel is the left side minus the right side:', '  1/2 g^2 |grad log p|^2']);
});

test('an optimum is shown with its control and its derivatives', () => {
  const lines = linesOf('param r > 0\ncontrol u\nclaim "c": min[u](1/2 r u^2 - u) = -1/(2 r)');
  expect(lines.slice(2, 7)).toEqual([
    'The minimum over u is found by completing the square.', '  min[u](1/2 r u^2 - u) = -1/2 / r', '  at u = 1 / r',
    '  first derivative by u: r u - 1', '  second derivative: r',
  ]);
});

test('what can not be told is said to be so', () => {
  expect(narrativeLines([{ heading: 'step 2', told: { kind: 'opaque', reason: 'too long' } }])).toEqual(['Step 2.', 'This cannot be told term by term: too long.']);
});

const groups = (count: number, wrong: readonly number[]): readonly Group[] => Array.from({ length: count }, (_, k): Group => ({
  mark: `${k}`, monomial: { kind: 'expression', value: num(1) }, sum: rational(wrong.includes(k) ? 1 : 0),
  contributions: [{ coefficient: rational(1), row: 0 }, { coefficient: rational(wrong.includes(k) ? 0 : -1), row: 1 }],
}));
const cancelling = (all: readonly Group[]): readonly string[] => {
  const parts: readonly NarrativePart[] = [{ heading: null, told: { kind: 'narrative', narrative: { verdict: 'proved', steps: [{ kind: 'cancel', say: [], component: null, groups: all }] } } }];
  return narrativeLines(parts);
};

test('of very many groups the first are shown, and how many more there are', () => {
  const lines = cancelling(groups(MOST_GROUPS_SHOWN + 7, []));
  expect(lines).toHaveLength(MOST_GROUPS_SHOWN + 2);
  expect(lines.at(-1)).toBe('  and 7 more, which cancel');
});

test('a group that does not cancel is never among those left out', () => {
  const lines = cancelling(groups(MOST_GROUPS_SHOWN + 7, [MOST_GROUPS_SHOWN + 5]));
  expect(lines.some((line) => line.includes(`[${MOST_GROUPS_SHOWN + 5}]`))).toBe(true);
  expect(lines.at(-1)).toBe('  and 7 more, which cancel');
});
