import { describe, expect, test } from 'vitest';
import { faultOf } from '../../../src/check/witness/testimony.ts';
import type { Evidence } from '../../../src/check/witness/witness.ts';
import { solvers } from '../../../src/check/witness/solvers.ts';
import type { Claim, Document } from '../../../src/language/statement.ts';
import { printClaim } from '../../../src/render/text.ts';
import { stated } from '../reading.ts';
import { CASES, refutedMutants } from './solvers/cases.ts';

const SEED = 5;

const testimonyOf = (document: Document, claim: Claim, seed = SEED): Evidence => {
  const evidence = solvers.testify(document, claim, seed);
  if (evidence instanceof Promise) throw new Error('the solvers answer at once');
  expect(faultOf(evidence)).toBeNull();
  return evidence;
};

const about = (block: string, seed = SEED): Evidence => {
  const { document, claim } = stated(block);
  return testimonyOf(document, claim, seed);
};

describe.each(CASES)('$name', ({ block, by, detectable }) => {
  const { document, claim } = stated(block);

  test('is supported, with what would be noticed', () => {
    const evidence = testimonyOf(document, claim);
    expect(evidence.outcome).toBe('supports');
    expect(evidence.by).toContain(by);
    expect(evidence.detectable).toBeLessThan(detectable);
    expect(evidence.figure).toBeLessThanOrEqual(evidence.bound!);
  });

  // More of them: properties/check/solvers-mutants.test.ts.
  test('a planted error is contradicted', () => {
    const wrong = refutedMutants(document, claim, 1);
    expect(wrong.map((mutant) => [printClaim(mutant), testimonyOf(document, mutant).outcome])).toEqual(wrong.map((mutant) => [printClaim(mutant), 'contradicts']));
    expect(wrong).toHaveLength(1);
  });
});

describe('a contradiction', () => {
  const block = `dimension 1
field f(x,t)
param T
process X: dX = f dt + dW
density p(x,t) of X
claim: p(x,T-t) is density of process dY = (-f(x,T-t) + 1/2 grad log p(x,T-t)) dt + dW`;

  test('is told with its instance and both sides, and is the same for the same seed', () => {
    const evidence = about(block);
    expect(evidence).toMatchObject({ outcome: 'contradicts', falseAlarm: 0, seed: SEED });
    expect(evidence.against!.instance.join('\n')).toMatch(/T = .*\nf\(x, t\) = .*sin[\s\S]*p is solved for \(as a density: from 0.625 N\(/);
    expect(about(block)).toEqual(evidence);
    expect(about(block, SEED + 1).against).not.toEqual(evidence.against);
  });
});

/** Each is true where t (T − t) (T − 2t) is 0: at the start, at the end, and half-way; and wrong in between. */
describe('what is right at the start and at the end and wrong in between is contradicted', () => {
  const bump = 't (T - t) (T - 2 t)';
  test.each([
    ['an expectation', 'expectation', `param m
param theta > 0
process X: dX = theta (m - x) dt + 1/4 dW
claim: m + exp(-theta (T - t)) (x - m) + 8 ${bump} x is expectation of x along X`],
    ['a value', 'Howard’s scheme', `control u
process X: dX = u dt + dW
problem P: minimize running 1/2 u^2 terminal x over u along X
claim: x - 1/2 (T - t) + 4 ${bump} sin(x) is value of P`],
    ['a best control', 'control of Howard’s scheme', `control u
process X: dX = u dt + dW
problem P: minimize running 1/2 u^2 terminal x over u along X
claim: u = -1 + 8 ${bump} sin(x) is optimal for P with value x - 1/2 (T - t)`],
    ['a density', 'Fokker–Planck scheme', `process X: dX = dW
claim: exp(-x^2 / (2 (1/2 + t + 8 ${bump}))) / sqrt(1/2 + t + 8 ${bump}) is density of X`],
    ['a density without noise', 'along trajectories', `process X: dX = -x dt
claim: exp(t + 8 ${bump}) exp(-1/2 x^2 exp(2 t)) is density of X`],
  ])('%s', (_, by, block) => {
    const wrong = about(`dimension 1\nparam T\n${block}`);
    expect(wrong.outcome, wrong.reason ?? '').toBe('contradicts');
    const right = about(`dimension 1\nparam T\n${block.replace(/ \+ \d t \(T - t\) \(T - 2 t\)( x| sin\(x\))?/g, '')}`);
    expect(right.outcome, right.reason ?? '').toBe('supports');
    expect(right.by).toContain(by === 'expectation' ? 'backward scheme' : by);
  });
});

describe('it is silent, and says why', () => {
  test.each([
    ['nothing in it is solved for', 'field phi(x)\nclaim: lap phi = div(grad phi)'],
    ['several blocks', 'variable q: vector\nvariable v: vector\nprocess (Q,V)(q,v): dQ = v dt; dV = (-q - v) dt + sqrt(2) dW\nclaim: exp(-1/2 |q|^2 - 1/2 |v|^2) is stationary density of (Q,V)'],
    ['not linear', 'field u(x,t)\nassume ∂t u = -1/2 lap u + 1/2 |grad u|^2\nclaim: ∂t exp(-u) = -1/2 lap exp(-u)'],
    ['without noise', 'param T\ncontrol a: vector\nfield k(x)\nprocess X: dX = a dt\nproblem P: minimize running 1/2 |a|^2 terminal k over a along X\nvalue V(x,t) of P\nclaim: ∂t V = 1/2 |grad V|^2'],
    ['2 controls', 'dimension 1\nparam T\ncontrol a\ncontrol b\nprocess X: dX = (a + b) dt + dW\nproblem P: minimize running a^2 + b^2 terminal 0 over a, b along X\nvalue V(x,t) of P\nclaim: a = -1/2 grad V is optimal for P'],
    ['a condition with =', 'field p(x,t) > 0\nfield s(t) > 0\nassume ∂t p = ∂t s s lap p\nclaim: ∂t p = s^2 lap p iff ∂t s = s'],
    ['transposes and divergences do not show', 'param rho > 0\nparam S: matrix\ncontrol u: vector\nprocess X: dX = (-x + u) dt + S dW\nproblem P: minimize running 1/2 |u|^2 + 1/2 |x|^2 over u along X discounted rho\nvalue V(x) of P\nclaim: u = -grad V is optimal for P'],
  ])('%s', (reason, block) => {
    const { document, claim } = stated(block);
    const evidence = testimonyOf(document, claim);
    expect(evidence.outcome).toBe('silent');
    expect(evidence.reason).toContain(reason);
  });
});
