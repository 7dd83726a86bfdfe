import { expect, test } from 'vitest';
import type { Derivation } from '../../../src/derive/compose.ts';
import { diffusionOf } from '../../../src/derive/problem/from-problem.ts';
import { claim, derivationBy, problemOf, unseen } from './derived.ts';

const from = (source: string): Promise<Derivation> => derivationBy(source, (setting, document) => diffusionOf(setting, problemOf(document)));

const START = `param T
param r > 0
param nu > 0
field f(x,t): vector
field G(x,t): matrix(n,m)
field k(x)
field c(x,t)
control u: vector(m)
`;

test('a running cost that fits: the problem is solved by the score of a diffusion, state-dependent noise and all', async () => {
  const derivation = await from(`${START}process X: dX = (f + div(G G^T) + G u) dt + G dW
problem P: minimize running r/2 |u|^2 - r (div f + 1/2 div(div(G G^T))) terminal k over u along X`);
  expect(derivation.notFound).toEqual([]);
  expect(derivation.unproved).toEqual([]);
  expect(unseen(derivation)).toEqual([]);
  expect(derivation.document.source).toContain('process Y: dY = -f(x, T - t) dt + G(x, T - t) dW');
  expect(derivation.document.source).toContain('assume p(x, 0) = exp(-k / r) / Z');
  expect(claim(derivation, 'The value of P is a log-density')).toBe('-r log(Z p(x, T - t)) is value of P');
  expect(claim(derivation, 'The optimal control of P is a score')).toMatch(/^u = G\^T grad log p\(x, T - t\) is optimal for P/);
});

test('another running cost kills on the way, and the cost that would not is told', async () => {
  const derivation = await from(`${START}process X: dX = (f + G u) dt + sqrt(nu) G dW\nproblem P: minimize running 1/2 |u|^2 + c terminal k over u along X`);
  expect(derivation.unproved).toEqual([]);
  expect(claim(derivation, 'The value of P is a log-density')).toBe('-nu log(Z p(x, T - t)) is value of P');
  expect(derivation.notFound).toEqual([{
    what: 'a diffusion without killing whose score solves P',
    reason: 'its running cost would have to be -nu div f + 1/2 nu^2 div div(G G^T) besides that of the control; it is c',
  }]);
});

test.each([
  ['field h(x): vector(m)\nfield S(x): matrix(n,m)\nprocess X: dX = S u dt + S dW\nproblem P: minimize running 1/2 |u|^2 + |h|^2 over u along X',
    'its horizon is infinite, so there is no time at which the diffusion would start'],
  ['process X: dX = (f + G u) dt + dB\nproblem P: minimize running 1/2 |u|^2 terminal k over u along X',
    'the logarithmic transform does not make its equation linear: the noise does not match the cost of control'],
  ['process X: dX = (f + G u) dt + G dW\nproblem P: minimize running 1/2 |u|^2 terminal k over u along X discounted r', 'the discount keeps its equation from being linear'],
  ['process X: dX = (f + G u) dt + G dW\nproblem P: minimize running 0 terminal k over u along X', 'no minimiser: the Hamiltonian is linear in u'],
  ['process X: dX = (f + G u) dt\nproblem P: minimize running 1/2 |u|^2 terminal k over u along X', 'the process has no noise'],
])('no diffusion for %s: %s', async (statements, reason) => {
  const found = await from(START + statements);
  expect(found.sections).toEqual([]);
  expect(found.notFound).toEqual([{ what: 'the diffusion whose score solves P', reason }]);
});
