/**
 * The steps from one process, for each kind of process: proved, seen by the second checker, and the same when they are
 * printed and read again.
 */
import { describe, expect, it } from 'vitest';
import { isWrittenAlike } from '../../src/calculus/sameness.ts';
import { goalsOf } from '../../src/check/goals.ts';
import type { Derivation } from '../../src/derive/compose.ts';
import { isProvable } from '../../src/kernel/prove.ts';
import type { Document } from '../../src/language/statement.ts';
import { printClaim } from '../../src/render/text.ts';
import { derivedFrom, documentOf } from '../../test/derive/process/derived.ts';

const ALL = [
  'Generator', 'Adjoint', 'Fokker–Planck equation', 'Current', 'Backward equation', 'Log-density', 'Score', 'Time reversal',
  'Probability flow', 'The family', 'Entropy', 'Relative entropy', 'Doob’s transform', 'Girsanov’s theorem',
];
const MOVING = [...ALL, 'in the sense of'];
const STILL = [...ALL, 'Stationarity'];
const GAUSSIAN = ['Gaussian law', 'Transition density'];
const AUTONOMOUS = 'A stationary density of X';

/** The document, what the steps are about, and what is said not to be found. */
const CASES: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['a field for drift and a matrix for noise', 'field f(x,t): vector\nfield G(x,t): matrix\nprocess X: dX = f dt + G dW', MOVING, [AUTONOMOUS]],
  ['noise of one strength', 'field f(x,t): vector\nfield g(t)\nprocess X: dX = f dt + g dW', ALL, [AUTONOMOUS]],
  ['Stratonovich noise that is no square', 'field f(x,t): vector\nfield G(x): matrix(n,m)\nprocess X: dX = f dt + G o dW', MOVING, [AUTONOMOUS]],
  ['two noises', 'field f(x,t): vector\nfield g(t)\nfield G(x): matrix\nprocess X: dX = f dt + g dW + G dB',
    MOVING.filter((title) => title !== 'Girsanov’s theorem'), ['Girsanov’s theorem for X', AUTONOMOUS]],
  ['Ornstein–Uhlenbeck', 'param theta > 0\nparam sigma > 0\nparam mu: vector\nprocess X: dX = theta (mu - x) dt + sigma dW',
    [...STILL, 'Stationary density of', ...GAUSSIAN], []],
  ['VP', 'field beta(t) > 0\nprocess X: dX = -1/2 beta x dt + sqrt(beta) dW', [...ALL, ...GAUSSIAN], [AUTONOMOUS]],
  ['VE', 'field g(t)\nprocess X: dX = g dW', [...ALL, ...GAUSSIAN], [AUTONOMOUS]],
  ['sub-VP', 'field beta(t) > 0\nfield B(t) > 0\nassume ∂t B = beta\nprocess X: dX = -1/2 beta x dt + sqrt(beta (1 - exp(-2 B))) dW',
    [...ALL, ...GAUSSIAN], [AUTONOMOUS]],
  ['geometric Brownian motion in its own variable', 'param mu\nparam sigma > 0\nprocess S(s): dS = mu s dt + sigma s dW',
    [...MOVING, 'Stationarity'], ['A stationary density of S in closed form']],
  ['CIR in its own variable', 'param kappa > 0\nparam theta > 0\nparam sigma > 0\nprocess R(r): dR = kappa (theta - r) dt + sigma sqrt(r) dW',
    [...MOVING, 'Stationarity', 'Stationary density of'], []],
  ['underdamped Langevin', 'variable q: vector\nvariable v: vector\nfield U(q)\nparam gamma > 0\nparam tau > 0\n' +
    'process (Q,V)(q,v): dQ = v dt; dV = (-grad[q] U - gamma v) dt + sqrt(2 gamma tau) dW', [...STILL, 'Stationary density of'], []],
  ['a gradient flow with noise', 'field U(x)\nparam sigma > 0\nprocess X: dX = -grad U dt + sigma dW', [...STILL, 'Stationary density of'], []],
  ['a constant matrix', 'param A: matrix\nparam b: vector\nparam B: matrix(n,m)\nprocess X: dX = (A x + b) dt + B dW', [...STILL, 'Gaussian law'],
    ['A stationary density of X in closed form', 'The transition density of X in closed form']],
  ['one dimension', 'dimension 1\nfield f(x,t)\nfield g(x,t)\nprocess X: dX = f dt + g dW', MOVING, [AUTONOMOUS]],
  ['two dimensions', 'dimension 2\nfield f(x): vector\nfield G(x): matrix\nprocess X: dX = f dt + G dW',
    [...MOVING, 'Stationarity'], ['A stationary density of X in closed form']],
  ['no noise', 'field f(x,t): vector\nprocess X: dX = f dt',
    ['Generator', 'Adjoint', 'Liouville equation', 'Current', 'Backward equation', 'Log-density', 'Score', 'Time reversal', 'Entropy', 'Relative entropy'],
    ['Probability flow and change of measure for X', AUTONOMOUS]],
  ['a vector and a scalar that share a noise',
    'variable r\nfield f(x,r,t): vector\nfield c(x,r): vector\nfield h(r)\nprocess (X,R)(x,r): dX = f dt + c dW; dR = -r dt + h dW',
    MOVING, ['A stationary density of (X,R)']],
  ['a clock that runs down', 'field f(x,t): vector\nfield g(t)\nprocess X backward: dX = f dt + g dW',
    ['Generator', 'Adjoint', 'Fokker–Planck equation', 'Current', 'Log-density', 'Score', 'Probability flow', 'Entropy', 'Relative entropy'],
    ['Backward equation, time reversal and change of measure for X', AUTONOMOUS]],
  ['names that the derivation would take', 'dimension d\nparam T\nparam phi\nparam p\nparam s\nparam lambda\nfield h(x,t)\nfield f(x,t): vector\n' +
    'field N(x): matrix\nlet C = N N^T\nprocess X: dX = f dt + N dW\ndensity q(x,t) of X', MOVING, [AUTONOMOUS]],
  ['a space of its own', 'variable y: vector(k)\nfield f(y,t): vector(k)\nfield G(y): matrix(k,m)\nprocess Y(y): dY = f dt + G dW',
    MOVING, ['A stationary density of Y']],
];

const titlesOf = (derivation: Derivation): readonly string[] => derivation.sections.flatMap((s) => s.steps.map(({ step }) => step.title));

/** The document with each claim as the printer has it. */
const printedAgain = (document: Document): string => document.claims.toReversed().reduce(
  (text, claim) => text.slice(0, claim.span.start) + printClaim(claim) + text.slice(claim.span.end), document.source);

describe('the derivation from a process', () => {
  it.each(CASES)('with %s is proved, and seen by the second checker', async (_, text, steps, notFound) => {
    const derivation = await derivedFrom(text);
    expect(derivation.unproved).toEqual([]);
    expect(derivation.notFound.map(({ what }) => what)).toEqual(notFound);
    const titles = titlesOf(derivation);
    for (const wanted of steps) expect(titles.filter((title) => title.includes(wanted)), wanted).not.toEqual([]);
    expect(titles.length).toBe(new Set(steps).size);
    for (const { claim, result } of derivation.sections.flatMap((s) => s.steps.flatMap((one) => one.claims))) {
      expect([claim.name, result.verdict, result.certificate?.acceptedBySecondChecker]).toEqual([claim.name, 'proved', true]);
    }
  }, 60_000);

  it.each(CASES)('with %s says the same when it is printed and read again', async (_, text) => {
    const { document } = await derivedFrom(text);
    const again = documentOf(printedAgain(document), 'test.md');
    expect(again.claims.map((claim) => claim.name)).toEqual(document.claims.map((claim) => claim.name));
    for (const [k, claim] of document.claims.entries()) {
      const other = again.claims[k];
      if (other === undefined) throw new Error('a claim is gone');
      const [goals, others] = [goalsOf(document, claim).goals, goalsOf(again, other).goals];
      expect(others.length).toBe(goals.length);
      for (const [j, goal] of goals.entries()) {
        const same = others[j];
        if (same === undefined) throw new Error('a goal is gone');
        for (const side of ['left', 'right'] as const) {
          const isSame = isWrittenAlike(goal[side], same[side]) || isProvable({ ...goal, under: null, hypotheses: [], left: goal[side], right: same[side] });
          expect(isSame, `${claim.name}, ${goal.name}, ${side}`).toBe(true);
        }
      }
    }
  }, 60_000);
});
