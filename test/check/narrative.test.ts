/**
 * What a narrative says, in which words. That it says what is true, of every claim under derivations/:
 * properties/derivations/narratives.test.ts.
 */
import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { decide, limitsOf } from '../../src/check/decide.ts';
import type { Formula, Narrative, NarrativePart } from '../../src/check/narrative.ts';
import { narrate, narrateClaim } from '../../src/check/narrative.ts';
import { toText } from '../../src/kernel/rational.ts';
import { printExpression } from '../../src/render/text.ts';
import { DIFFUSION, stated } from './reading.ts';
import { narrativeIn, stepsOf } from './told.ts';

const partsOf = (block: string): readonly NarrativePart[] => {
  const { document, claim } = stated(block);
  return narrateClaim(document, claim, DEFAULT_OPTIONS);
};
const told = (block: string): Narrative => narrativeIn(partsOf(block)[0]);
const shown = (f: Formula | null | undefined): string => (f?.kind === 'expression' ? printExpression(f.value) : `${f?.kind}`);
const sums = (n: Narrative): readonly string[] => stepsOf(n, 'cancel').flatMap((s) => s.groups.map((g) => toText(g.sum)));

const SCORE = `${DIFFUSION}claim "score": ∂t grad log p = grad(-div f - f · grad log p + 1/2 g^2 lap log p + 1/2 g^2 |grad log p|^2)`;

test('a hypothesis is shown as it stands and solved for its leading derivative, with the way it is used', () => {
  const [step] = stepsOf(told(SCORE), 'substitute');
  expect(step?.say).toEqual(['By the Fokker–Planck equation of p,']);
  expect(shown(step?.equation?.left)).toBe('∂t p');
  expect(shown(step?.solved?.left)).toBe('∂t log p');
  expect(shown(step?.solved?.right)).toBe('-f · grad log p - div f + 1/2 g^2 |grad log p|^2 + 1/2 g^2 lap log p');
  expect(step?.ways?.map((part) => (typeof part === 'string' ? part : shown(part))).join('')).toBe('This is put in differentiated by x.');
});

test('linear operators are drawn into sums, and each term is expanded on its own', () => {
  const [step] = stepsOf(told(SCORE), 'expand');
  expect(step?.rows.map((row) => `${row.side}: ${shown(row.term)}`)).toEqual([
    'left: ∂t grad log p', 'right: grad(-div f)', 'right: grad(-(f · grad log p))', 'right: grad(1/2 g^2 lap log p)', 'right: grad(1/2 g^2 |grad log p|^2)',
  ]);
  expect(step?.rows[2]?.pieces.map((p) => `${p.mark} ${toText(p.coefficient)} ${shown(p.monomial)}`)).toEqual(['a -1 (jac f)^T grad log p', 'b -1 (hess log p) f']);
});

test('equal monomials bear one mark, and the coefficients of a proof add up to nothing', () => {
  const n = told(SCORE);
  expect(sums(n)).toEqual(['0', '0', '0', '0', '0']);
  expect(stepsOf(n, 'conclusion')[0]?.left).toBeNull();
});

test('of a refuted claim, what does not cancel is left', () => {
  const n = told(`${DIFFUSION}refute "no square": ∂t log p = -div f - f · grad log p + 1/2 g^2 lap log p`);
  expect(shown(stepsOf(n, 'conclusion')[0]?.left)).toBe('1/2 g^2 |grad log p|^2');
  expect(sums(n).filter((s) => s !== '0')).toEqual(['1/2']);
});

test('a positive density that all terms carry is taken out, and the one place of all functions is said once', () => {
  const [step] = stepsOf(told(`param T\n${DIFFUSION}claim "reversed": p(x,T-t) is density of process dY = (-f(x,T-t) + g(T-t)^2 grad log p(x,T-t)) dt + g(T-t) dW`), 'expand');
  expect(shown(step?.factor)).toBe('p(x, T - t)');
  expect(step?.place.map((b) => `${b.variable.name} = ${shown(b.value)}`)).toEqual(['t = T - t']);
  expect(shown(step?.rows[0]?.pieces[0]?.monomial)).toBe('f · grad log p');
});

test('at a fixed time nothing is left out: a constant would look as if it moved', () => {
  const [step] = stepsOf(told('field V(x,t)\nfield h(x)\nrefute "c": V(x, 0) = h'), 'expand');
  expect(step?.place).toEqual([]);
});

test('what cancels only over a common denominator is shown over it', () => {
  const [step] = stepsOf(told('field w(x) > 0\nclaim "c": 1 / (1 + w) + w / (1 + w) = 1'), 'expand');
  expect(shown(step?.factor)).toBe('1 / (1 + w)');
  expect(step?.rows.map((row) => row.pieces.length)).toEqual([1, 1, 2]);
});

test('under an integral the flux is named, and its divergence is what is left', () => {
  const n = told('field p(x,t) > 0\nfield v(x,t): vector\nclaim "c": ∫[x](p div v) = -∫[x](v · grad p)');
  expect(shown(stepsOf(n, 'under-integral')[0]?.flux)).toBe('p v');
  expect(stepsOf(n, 'expand')[0]?.rows.map((row) => row.side)).toContain('flux');
  expect(sums(n).every((s) => s === '0')).toBe(true);
});

test('what is no divergence is said to be none', () => {
  const n = told('field p(x,t) > 0\nfield v(x,t): vector\nrefute "c": ∫[x](p div v) = ∫[x](v · grad p)');
  expect(stepsOf(n, 'conclusion')[0]?.say.join('')).toContain('is, times the factor, no divergence, since its variational derivative by');
});

test('an optimum comes with the control that attains it, its value and its derivatives', () => {
  const n = told('param R: positive matrix\nparam b: vector\ncontrol u: vector\nclaim "c": min[u](1/2 u · R u + b · u) = -1/2 b · R^-1 b');
  const [step] = stepsOf(n, 'optimum');
  expect(step?.method).toBe('completing the square');
  expect([shown(step?.argument), shown(step?.value), ...(step?.derivatives ?? []).map(shown)]).toEqual(['-R^-1 b', '-(1/2 b · R^-1 b)', 'R u + b', 'R']);
});

test('of a chain that is wrong, the first wrong step is told in full, the ones before it shortly, the ones after it not', () => {
  const parts = partsOf(`${DIFFUSION}refute "c":\n  ∂t log p\n    = (∂t p) / p\n    = -div(f p) / p\n    = 0`);
  expect(parts.map((part) => part.heading)).toEqual(['step 1', 'step 2']);
  expect(narrativeIn(parts[0]).steps.map((s) => s.kind)).toEqual(['claim']);
  expect(narrativeIn(parts[1]).steps.map((s) => s.kind)).toEqual(['claim', 'substitute', 'expand', 'cancel', 'conclusion']);
});

test('both directions of an iff are told', () => {
  const parts = partsOf('param nu > 0\nparam mu\nclaim "c": nu^2 - mu nu = 0 iff mu = nu');
  expect(parts.map((part) => part.heading)).toEqual(['Under the condition', 'Where the condition fails']);
  expect(parts.map((part) => narrativeIn(part).verdict)).toEqual(['proved', 'refuted']);
  expect(stepsOf(narrativeIn(parts[0]), 'substitute')[0]?.name).toBe('the condition');
});

test('what was not decided is not told', () => {
  const { document, claim } = stated('field h(x)\nclaim "c": sin(h) = sin(h)');
  const [outcome] = decide(document, claim, DEFAULT_OPTIONS).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  expect(narrate({ ...outcome, verdict: 'undecided', theorem: null }, limitsOf(DEFAULT_OPTIONS))).toEqual({ kind: 'opaque', reason: 'nothing was decided' });
});

test('without budget there is no narrative, and the reason is said', () => {
  const { document, claim } = stated(SCORE);
  const [outcome] = decide(document, claim, DEFAULT_OPTIONS).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  expect(narrate(outcome, { deadline: Date.now() + 10_000, terms: 2 })).toMatchObject({ kind: 'opaque', reason: 'the budget was used up: 2 terms' });
});
