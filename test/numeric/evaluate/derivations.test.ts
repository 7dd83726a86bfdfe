/**
 * What the kernel proves must hold in numbers, and what it refutes must fail: every pointwise claim of the documents that declare no equation,
 * at closed forms that have nothing special, over balls. This tests the evaluator by the kernel, which derives by other means.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { subexpressions } from '../../../src/calculus/dependence.ts';
import { GoalError, goalsOf } from '../../../src/check/goals.ts';
import { hypothesesOf } from '../../../src/check/hypotheses.ts';
import type { Condition, Expression, Variable } from '../../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE } from '../../../src/kernel/expression.ts';
import type { Goal } from '../../../src/kernel/goal.ts';
import { readDocument } from '../../../src/language/document.ts';
import type { Claim, Document } from '../../../src/language/statement.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluate, evaluateAll } from '../../../src/numeric/evaluate/evaluate.ts';
import type { Place } from '../../../src/numeric/evaluate/evaluate.ts';
import type { World } from '../../../src/numeric/evaluate/world.ts';
import { integersFrom, someInstance } from './some-instance.ts';

const folder = new URL('../../../derivations/', import.meta.url);
const documents = readdirSync(folder).filter((name) => name.endsWith('.md'))
  .map((name) => readDocument(readFileSync(new URL(name, folder), 'utf8'), name))
  .filter((document) => hypothesesOf(document).length === 0);

const pointwiseGoals = (document: Document, claim: Claim): readonly Goal[] => {
  if (claim.body.kind === 'equation' && claim.body.iff !== null) return [];
  try {
    return goalsOf(document, claim).goals
      .filter((goal) => goal.under === null && ![goal.left, goal.right].some(needsDecay));
  } catch (error) {
    if (error instanceof GoalError) return [];
    throw error;
  }
};

/** These closed forms do not decay, and are no densities; integral.test.ts has others. */
const needsDecay = (e: Expression): boolean =>
  [...subexpressions(e)].some((part) => part.kind === 'integral' || (part.kind === 'optimum' && part.control.kind === 'field'));

const somePlace = (document: Document, world: World<Ball>, seed: number): Place<Ball> => {
  const draw = integersFrom(seed);
  const declared = [...document.symbols.values()].filter((s): s is Variable => s.kind === 'variable');
  const variables = [X_VARIABLE, T_VARIABLE, ...declared.filter((v) => v.name !== 'x' && v.name !== 't')];
  return variables.map((v) => {
    const variable = document.dimension === 1 ? { ...v, space: null } : v;
    const size = variable.space === null ? 1 : world.dimensionOf(variable.space);
    return { variable, values: Array.from({ length: size }, () => BALLS.fromNumber((draw() + 10.5) / 8)) };
  });
};

const excludesZero = (a: Ball): boolean => Math.abs(a.value) > a.radius;

const holds = ({ relation, left, right }: Condition, world: World<Ball>, place: Place<Ball>): boolean => {
  const [a, b] = evaluateAll([left, right], world, place, 0).map((entries) => entries[0]![0]!) as [Ball, Ball];
  const difference = BALLS.subtract(a, b);
  switch (relation) {
    case '>': case '>=': return difference.value > difference.radius;
    case '<': case '<=': return difference.value < -difference.radius;
    case '!=': return excludesZero(difference);
    case '=': return false;
  }
};

/** The differences of both sides, component by component; null where the claim says nothing, or a value is not known. */
const differences = (document: Document, goal: Goal, seed: number): readonly Ball[] | null => {
  const world = worldOf(someInstance(document, 2, seed), BALLS);
  const place = somePlace(document, world, seed + 1000);
  if (!goal.conditions.every((condition) => holds(condition, world, place))) return null;
  const [left, right] = [evaluate(goal.left, world, place, 0), evaluate(goal.right, world, place, 0)];
  const all = left.map((series, k) => BALLS.subtract(series[0]!, right[k]![0]!));
  return all.every((difference) => difference.radius < 1e-6) ? all : null;
};

const SEEDS = [1, 2, 3, 4];

describe('closed forms in balls agree with the kernel', () => {
  const cases = documents.flatMap((document) => document.claims.flatMap((claim) => {
    const goals = pointwiseGoals(document, claim);
    return goals.length === 0 ? [] : [{ document, claim, goals }];
  }));

  test('there is something to compare', () => {
    expect(documents.length).toBeGreaterThanOrEqual(15);
    expect(cases.length).toBeGreaterThanOrEqual(80);
  });

  const silent: string[] = [];
  test.each(cases.map((c) => [`${c.document.path}: ${c.claim.declared} ${c.claim.name}`, c] as const))('%s', (name, { document, claim, goals }) => {
    const found = SEEDS.flatMap((seed) => goals.map((goal) => differences(document, goal, seed))).filter((d) => d !== null);
    const balls = found.flat();
    if (balls.length === 0) silent.push(name);
    else if (claim.declared === 'claim') expect(balls.filter(excludesZero)).toEqual([]);
    else expect(balls.filter(excludesZero).length).toBeGreaterThan(0);
  });

  test('at most a few claims say nothing at these points', () => {
    expect(silent.length, silent.join('\n')).toBeLessThanOrEqual(3);
  });
});
