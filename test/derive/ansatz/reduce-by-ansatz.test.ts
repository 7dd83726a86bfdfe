/**
 * Problems reduced by an ansatz: their numbers, what breaks them, and what is said where none does. Their equations, for
 * each kind of problem: properties/derive/ansatz.test.ts.
 */
import { describe, expect, test } from 'vitest';
import { decide, limitsOf } from '../../../src/check/decide.ts';
import { DEFAULT_OPTIONS } from '../../../src/check/check.ts';
import { readWell } from '../../language/reading.ts';
import { LINEAR, faults, reasons, reduced } from './reduced.ts';

/** The statements of a derived document, without its prose. */
const statementsIn = (source: string): string => source.replaceAll(/^#.*$|^[A-Z$].*$|^```.*$/gmu, '');

test('the numbers of a regulator: dX = a dt + dW, reward −½(3x² + a²), discount 2 has P = −1', async () => {
  const derivation = await reduced(`dimension 1
control a
process X: dX = a dt + dW
problem R: maximize running -1/2 (3 x^2 + a^2) over a along X discounted 2`);
  const again = readWell(statementsIn(derivation.document.source) + '\nclaim "P": P_star = -1\nclaim "c": c_star = -1/4');
  const verdicts = again.claims.slice(-2).map((claim) => decide(again, claim, DEFAULT_OPTIONS, limitsOf(DEFAULT_OPTIONS)).verdict);
  expect(verdicts).toEqual(['proved', 'proved']);
}, 60_000);

const SCALAR = `dimension 1
param alpha, sigma
param beta != 0
param q > 0
param r > 0
param rho > 0
control u
process X: dX = (alpha x + beta u) dt + sigma dW
problem L: minimize running 1/2 (q x^2 + r u^2) over u along X discounted rho`;

describe('with one thing changed it is no longer the value', () => {
  const verdictOf = (source: string): string => {
    const changed = readWell(statementsIn(source));
    const claim = changed.claims.find((c) => c.body.kind === 'value');
    return claim === undefined ? 'no claim' : decide(changed, claim, DEFAULT_OPTIONS, limitsOf(DEFAULT_OPTIONS)).verdict;
  };
  const afterChange = async (block: string, from: string, to: string): Promise<string> => {
    const { source } = (await reduced(block)).document;
    expect(source).toContain(from);
    expect(verdictOf(source)).toBe('proved');
    return verdictOf(source.replace(from, to));
  };
  test.each([
    ['a sign in the Riccati equation', `${LINEAR}problem L: minimize running 1/2 x^T Q x + 1/2 u^T R u terminal 1/2 x^T Pi x over u along X`, 'assume ∂t P = -Q', 'assume ∂t P = Q'],
    ['the half of the constant', SCALAR, 'c_star = P_star sigma^2 / (2 rho)', 'c_star = P_star sigma^2 / rho'],
    ['a two under the root', SCALAR, '4 beta^2 q', '2 beta^2 q'],
  ])('%s', async (_, block, from, to) => { expect(await afterChange(block, from, to)).toBe('refuted'); }, 60_000);
});

describe('what does not close is said, with what is left', () => {
  test.each([
    ['a cubic drift', `dimension 1
param T
control u
process X: dX = (-x^3 + u) dt + dW
problem L: minimize running 1/2 u^2 + 1/2 x^2 terminal 1/2 x^2 over u along X`, 'the ansatz 1/2 P x^2 + c leaves the terms -P x^4'],
    ['any drift', `param T
field f(x): vector
control u: vector
process X: dX = (f + u) dt + dW
problem L: minimize running 1/2 |u|^2 terminal 0 over u along X`, null],
    ['a weight of no known sign', `${LINEAR}param W: symmetric matrix(m,m)
problem L: minimize running 1/2 x^T Q x + 1/2 u^T W u terminal 0 over u along X`, 'no minimiser is known: the second derivative of the Hamiltonian by u, W, is not known to be positive definite'],
    ['no weight', `${LINEAR}problem L: minimize running 1/2 x^T Q x terminal 0 over u along X`, 'no minimiser: the Hamiltonian is linear in u'],
    ['a terminal cost of another form', `dimension 1
param T
control u
process X: dX = u dt + dW
problem L: minimize running 1/2 u^2 terminal x^4 over u along X`, 'no standard ansatz has the terminal cost among its values'],
  ])('%s', async (_, block, reason) => {
    const derivation = await reduced(block);
    if (reason === null) {
      // The zero function is the value of a problem without a cost of the state.
      expect(faults(derivation)).toEqual([]);
      return;
    }
    expect(reasons(derivation)).toEqual([reason]);
    expect(derivation.sections).toEqual([]);
  });
});
