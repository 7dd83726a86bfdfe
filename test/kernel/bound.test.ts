/** A side condition is used for simplifying only where nothing in the goal is bound or moved over its variables. */
import { describe, expect, test } from 'vitest';
import { conditionsEverywhere, hasOtherSpaces } from '../../src/kernel/bound.ts';
import type { Condition, Expression } from '../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, apply, at, coordinate, controlVariable, field, integral, minus, num, optimum, use } from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';

const t = use(T_VARIABLE);
const after: Condition = { relation: '>', left: t, right: num(0) };
const f = field('f', [X_VARIABLE, T_VARIABLE]);
const goal = (left: Expression, conditions: readonly Condition[] = [after]): Goal =>
  ({ name: 'the claim', left, right: num(0), under: null, hypotheses: [], conditions, dimension: null });

describe('a condition on t', () => {
  test('is used where everything is taken at t', () => expect(conditionsEverywhere(goal(use(f)))).toEqual([after]));
  test('is not used where a function is taken at another time', () => {
    expect(conditionsEverywhere(goal(apply(f, [use(X_VARIABLE), minus(t)])))).toEqual([]);
    expect(conditionsEverywhere(goal(at(use(f), [{ variable: T_VARIABLE, value: minus(t) }])))).toEqual([]);
  });
  test('is not used where time is integrated or optimised over', () => {
    expect(conditionsEverywhere(goal(integral(T_VARIABLE, use(f))))).toEqual([]);
    expect(conditionsEverywhere({ ...goal(use(f)), under: [T_VARIABLE] })).toEqual([]);
    const u = controlVariable('u', null);
    const positive: Condition = { relation: '>', left: use(u), right: num(0) };
    expect(conditionsEverywhere(goal(optimum('min', u, use(u)), [positive, after]))).toEqual([after]);
  });
});

test('vectors of a size of their own are noticed', () => {
  expect(hasOtherSpaces(goal(use(f)))).toBe(false);
  expect(hasOtherSpaces(goal(use(coordinate('y', 'm'))))).toBe(true);
});
