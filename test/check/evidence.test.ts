import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import type { GoalOutcome } from '../../src/check/decide.ts';
import { decideGoal, limitsOf } from '../../src/check/decide.ts';
import { certify, evidenceAgainst, modelOf } from '../../src/check/evidence.ts';
import { dot, num, plus, pow, times, use } from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';
import { A, a, b, goalOf, v } from '../kernel/setting.ts';

const outcomeOf = (goal: Goal): GoalOutcome => decideGoal(goal, 1, limitsOf(DEFAULT_OPTIONS));
const square = goalOf(pow(plus(use(a), use(b)), num(2)), plus(pow(use(a), num(2)), times(num(2), use(a), use(b)), pow(use(b), num(2))));

describe('a certificate', () => {
  it('has the hash of what it certifies: another claim has another', () => {
    const [one, same, other] = [square, { ...square }, goalOf(use(a), use(a))].map((g) => certify([outcomeOf(g)], DEFAULT_OPTIONS)?.hash);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  it('does not exist where nothing was proved', () => {
    expect(certify([outcomeOf(goalOf(use(a), use(b)))], DEFAULT_OPTIONS)).toBeNull();
    expect(certify([], DEFAULT_OPTIONS)).toBeNull();
  });

  it('is looked at by the second checker, which rejects one of another claim', () => {
    const own = outcomeOf(square);
    expect(certify([own], DEFAULT_OPTIONS)?.acceptedBySecondChecker).toBe(true);
    expect(certify([{ ...own, goal: goalOf(use(a), use(b)) }], DEFAULT_OPTIONS)?.acceptedBySecondChecker).toBe(false);
    expect(certify([own, { ...own, goal: goalOf(use(a), use(b)) }], DEFAULT_OPTIONS)?.acceptedBySecondChecker).toBe(false);
  });
});

describe('a model point', () => {
  it('must exist for every goal', () => {
    const impossible = outcomeOf({ ...square, conditions: [{ relation: '>', left: use(a), right: num(0) }, { relation: '<', left: use(a), right: num(0) }] });
    expect(modelOf([outcomeOf(square)], DEFAULT_OPTIONS)).not.toBeNull();
    expect(modelOf([outcomeOf(square), impossible], DEFAULT_OPTIONS)).toBeNull();
  });

  it('is in the dimension of the goal', () => {
    expect(modelOf([outcomeOf({ ...goalOf(dot(use(v), use(v)), dot(use(v), use(v))), dimension: 3 })], DEFAULT_OPTIONS)?.dimension).toBe(3);
  });
});

describe('evidence against a claim', () => {
  it('is that of the first refuted goal, which is named where there are several', () => {
    const wrong = outcomeOf({ ...goalOf(use(a), use(b)), name: 'the second' });
    expect(evidenceAgainst([wrong]).counterexample?.of).toBeNull();
    expect(evidenceAgainst([outcomeOf(square), wrong]).counterexample?.of).toBe('the second');
    expect(evidenceAgainst([outcomeOf(square)])).toEqual({ counterexample: null, residual: null });
  });

  it('has the residual for every dimension where that is known', () => {
    const wrong = evidenceAgainst([outcomeOf(goalOf(dot(use(A), use(v)), dot(use(v), use(A))))]);
    expect(wrong.residual).toMatch(/A_/);
    expect(wrong.counterexample?.component).toHaveLength(1);
  });
});
