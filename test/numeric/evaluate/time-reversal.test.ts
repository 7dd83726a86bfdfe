/**
 * Claims that hold only where a density solves its Fokker–Planck equation: a closed form that does, with a full matrix of noise.
 *
 * p is carried along by the velocity v(t), so that ∂t p = −v·∇p; with D = GGᵀ for any G, the drift f = v + ½ div D + ½ D ∇ log p has p as
 * its density.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { goalsOf } from '../../../src/check/goals.ts';
import type { Expression } from '../../../src/kernel/expression.ts';
import { call, coordinate, derivative, exp, log, minus, num, plus, pow, T_VARIABLE, times, use, X_VARIABLE } from '../../../src/kernel/expression.ts';
import { rational } from '../../../src/kernel/rational.ts';
import { readDocument } from '../../../src/language/document.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluateAll } from '../../../src/numeric/evaluate/evaluate.ts';
import type { Instance } from '../../../src/numeric/instance/instance.ts';

const [x1, x2] = [coordinate('x1', null), coordinate('x2', null)];
const [a, b, t] = [use(x1), use(x2), use(T_VARIABLE)];
const bump = (width: number, c1: number, c2: number): Expression => {
  const distance = plus(pow(plus(a, minus(call('sin', t)), num(c1, 4)), num(2)), pow(plus(b, times(num(-1, 2), t), num(c2, 4)), num(2)));
  return exp(times(num(-width, 4), distance));
};
const density = plus(bump(2, 0, 0), times(num(1, 2), bump(3, 4, -2)));
const velocity = [call('cos', t), num(1, 2)];
const noise = [plus(num(1), times(num(1, 4), call('sin', b))), times(num(1, 2), a), call('cos', plus(a, t)), plus(num(2), times(num(1, 8), a, b))];
const diffusion = (i: number, j: number): Expression => plus(times(noise[2 * i]!, noise[2 * j]!), times(noise[2 * i + 1]!, noise[2 * j + 1]!));
const drift = [0, 1].map((i) => plus(velocity[i]!, times(num(1, 2), plus(
  derivative(x1, diffusion(i, 0)), derivative(x2, diffusion(i, 1)),
  times(diffusion(i, 0), derivative(x1, log(density))), times(diffusion(i, 1), derivative(x2, log(density)))))));
const slots = [[x1, x2], [T_VARIABLE]];
const instance: Instance = {
  spaces: new Map([['n', 2], ['m', 2]]), parameters: new Map([['T', [rational(1)]]]),
  fields: new Map([['p', { slots, components: [density] }], ['f', { slots, components: drift }], ['G', { slots, components: noise }]]),
};
const world = worldOf(instance, BALLS);
const place = [{ variable: X_VARIABLE, values: [0.25, -0.375].map(BALLS.fromNumber) }, { variable: T_VARIABLE, values: [BALLS.fromNumber(0.25)] }];
const source = readFileSync(new URL('../../../derivations/time-reversal-matrix.md', import.meta.url), 'utf8');
const document = readDocument(source, 'time-reversal-matrix.md');

describe('reversed processes of a closed form', () => {
  const claims = document.claims.slice(0, 6);
  test.each(claims.map((claim) => [claim.declared, claim.name, claim] as const))('%s %s', (declared, _, claim) => {
    const [goal] = goalsOf(document, claim).goals;
    const [left, right] = evaluateAll([goal!.left, goal!.right], world, place, 0) as unknown as readonly [Ball[][], Ball[][]];
    const difference = BALLS.subtract(left[0]![0]!, right[0]![0]!);
    expect(Math.abs(difference.value) <= difference.radius).toBe(declared === 'claim');
    expect(difference.radius).toBeLessThan(1e-12);
  });
});
