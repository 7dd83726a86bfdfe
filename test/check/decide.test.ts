import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import type { GoalOutcome } from '../../src/check/decide.ts';
import { decideGoal, limitsOf, together } from '../../src/check/decide.ts';
import { goalOf } from '../kernel/setting.ts';
import { num } from '../../src/kernel/expression.ts';
import { DIFFUSION, decided } from './reading.ts';

const verdictOf = (block: string): string => decided(block).verdict;

describe('a claim of one equation', () => {
  it('is proved, refuted, or undecided with what it got stuck on', () => {
    expect(verdictOf('param a, b\nclaim "c": (a + b)^2 = a^2 + 2 a b + b^2')).toBe('proved');
    expect(verdictOf('param a, b\nclaim "c": (a + b)^2 = a^2 + b^2')).toBe('refuted');
    const stuck = decided('param a > 0\nclaim "c": log(a^2 + 1)^3 = exp(3 log(log(a^2 + 1)))');
    expect(['proved', 'undecided']).toContain(stuck.verdict);
    const unknown = decided('field q(x)\nclaim "c": ∫[x](|x|^2 q^2) = 1');
    expect([unknown.verdict, unknown.stuckOn]).toEqual(['undecided', expect.any(String)]);
  });

  it('is decided the same way whatever it was declared as', () => {
    expect(verdictOf('param a\nrefute "c": a = a')).toBe('proved');
    expect(verdictOf('param a\nrefute "c": a = a + 1')).toBe('refuted');
  });

  it('holds in the dimension of its document, where it fails in others', () => {
    const body = 'field v(x): vector\nclaim "c": jac v v = (div v) v';
    expect(verdictOf(body)).toBe('refuted');
    expect(decided(body).outcomes[0]?.agreesIn).toEqual([1]);
    expect(verdictOf(`dimension 1\nfield v(x)\nclaim "c": (grad v) v = (div v) v`)).toBe('proved');
  });

  it('holds where its side condition does', () => {
    expect(verdictOf('param a\nclaim "c" where a > 0: sqrt(a^2) = a')).not.toBe('refuted');
    expect(verdictOf('param a\nclaim "c" where a < 0: a = 0')).toBe('refuted');
  });
});

describe('a claim of several goals', () => {
  const outcome = (verdict: GoalOutcome['verdict']): GoalOutcome => ({
    ...decideGoal(goalOf(num(1), num(1)), 1, limitsOf(DEFAULT_OPTIONS)), verdict,
  });

  it('is refuted if one is, proved if all are, else undecided', () => {
    const [proved, refuted, undecided] = [outcome('proved'), outcome('refuted'), outcome('undecided')];
    expect(together([proved, proved])).toBe('proved');
    expect(together([proved, undecided, refuted])).toBe('refuted');
    expect(together([proved, undecided])).toBe('undecided');
    expect(together([])).toBe('undecided');
  });

  it('is a chain: each step is decided, and the wrong one is the one refuted', () => {
    const { verdict, outcomes } = decided(`param a, b\nclaim "c":\n  (a + b) (a - b)\n    = a^2 + b^2\n    = b^2 + a^2`);
    expect([verdict, outcomes.map((o) => o.verdict)]).toEqual(['refuted', ['refuted', 'proved']]);
  });

  it('is a differential: dt and every noise', () => {
    const claim = (drift: string, noise: string): string => `${DIFFUSION}field h(x,t)\nclaim "c": d(h) = (${drift}) dt + (${noise}) · dW along X`;
    expect(verdictOf(claim('∂t h + f · grad h + 1/2 g^2 lap h', 'g grad h'))).toBe('proved');
    expect(decided(claim('∂t h + f · grad h', 'g grad h')).outcomes.map((o) => o.verdict)).toEqual(['refuted', 'proved']);
    expect(decided(claim('∂t h + f · grad h + 1/2 g^2 lap h', 'grad h')).outcomes.map((o) => o.verdict)).toEqual(['proved', 'refuted']);
  });
});

describe('`iff`', () => {
  it('needs both directions: true under the condition, false without it', () => {
    const both = decided('param a, b\nfield h(x)\nclaim "c": a h = b h iff a = b');
    expect([both.verdict, both.directions?.under.map((o) => o.verdict), both.directions?.without.map((o) => o.verdict)]).toEqual(['proved', ['proved'], ['refuted']]);
  });

  it('is refuted where it is false under the condition, or true without it', () => {
    expect(verdictOf('param a, b\nfield h(x)\nclaim "c": a h = 2 b h iff a = b')).toBe('refuted');
    expect(verdictOf('param a, b\nfield h(x)\nclaim "c": a h + b h = (a + b) h iff a = b')).toBe('refuted');
  });
});

describe('an optimal control', () => {
  const problem = (law: string): string => `
field f(x,t): vector
field c(x,t)
field k(x)
control u: vector
param sigma > 0
param T
process X: dX = (f + u) dt + sigma dW
problem P: minimize running 1/2 |u|^2 + c terminal k over u along X
value V(x,t) of P
claim "c": u = ${law} is optimal for P`;

  it('is the one in closed form', () => {
    expect(verdictOf(problem('-grad V'))).toBe('proved');
    expect(verdictOf(problem('grad V'))).toBe('refuted');
    expect(verdictOf(problem('-1/2 grad V'))).toBe('refuted');
  });
});

describe('hypotheses that contradict one another', () => {
  it('prove nothing', () => {
    const { verdict, stuckOn } = decided('param a\nassume a = 1\nassume a = 2\nclaim "c": a = 3');
    expect([verdict, stuckOn]).toEqual(['undecided', expect.stringContaining('contradict')]);
  });
});

describe('what is known of a function at a time that a condition ties to another', () => {
  it.each([
    'dimension 1\nparam T\nfield k(x)\nprocess X: dX = dW\nexpectation h(x,t) of k along X\nclaim "c" where T = 1: h(x,1) = k',
    'param T\nfield p(x,t)\nfield k(x)\nassume p(x,T) = k\nclaim "c" where T = 1: p(x,1) = k',
    'param T\nparam c\nfield y(t)\nassume y(T) = c\nclaim "c" where T = 1: y(1) = c',
    'param T\nparam c\nfield y(t)\nassume y(T) = c\nassume T = 1\nclaim "c": y(1) = c',
    'param T\nparam c\nfield y(t)\nassume y(1) = c\nclaim "c" where T = 1: y(T) = c',
    'param S, T\nparam c\nfield y(t)\nassume y(T) = c\nclaim "c" where T = S: y(S) = c',
    'param S, T\nparam c\nfield y(t)\nassume y(T) = c\nclaim "c" where S = T + 1: y(S - 1) = c',
    'param S, T\nparam c\nfield y(t)\nassume y(T) = c\nclaim "c" where 2 T = S: y(S/2) = c',
    'dimension 1\nparam a\nparam c\nfield w(x)\nassume w(0) = c\nclaim "c" where x = a, a = 0: w(x) = c',
    'dimension 1\nparam a\nparam c\nfield w(x)\nassume w(a) = c\nclaim "c" where x = a: w(x) = c',
  ])('is not refuted, since it is true: %j', (block) => {
    expect(verdictOf(block)).not.toBe('refuted');
  });

  it('leaves refutations alone in which it has no part', () => {
    expect(verdictOf('param T\nparam c\nfield y(t)\nfield z(t)\nassume y(T) = c\nclaim "c" where T = 1: z(1) = c')).toBe('refuted');
  });
});

it('a budget that is used up leaves the claim undecided, and is named', () => {
  const block = 'param a, b, c, d\nclaim "c": (a + b + c + d)^20 = (d + c + b + a)^20';
  expect(decided(block, { budget: { milliseconds: 10_000, terms: 50 } }).stuckOn).toContain('50 terms');
  expect(limitsOf({ seed: 1, budget: { milliseconds: 0, terms: 7 } }).terms).toBe(7);
});
