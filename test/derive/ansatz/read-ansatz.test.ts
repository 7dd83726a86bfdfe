/**
 * An ansatz as a user writes it: which names are unknown, what they are, and what is wrong with it.
 */
import { describe, expect, test } from 'vitest';
import { declarationOf } from '../../../src/derive/ansatz/ansatz.ts';
import { readAnsatz } from '../../../src/derive/ansatz/read-ansatz.ts';
import type { Problem } from '../../../src/language/statement.ts';
import { readWell } from '../../language/reading.ts';
import { LINEAR, faults, lines, reasons, reduced } from './reduced.ts';

const COST = '1/2 x^T Q x + 1/2 u^T R u';
const FINITE = `${LINEAR}problem L: minimize running ${COST} terminal 1/2 x^T Pi x over u along X`;
const INFINITE = `${LINEAR}param rho > 0\nproblem L: minimize running ${COST} over u along X discounted rho`;

const readIn = (block: string, text: string): ReturnType<typeof readAnsatz> => {
  const document = readWell(block);
  const problem = document.declarations.find((d): d is Problem => d.kind === 'problem');
  if (problem === undefined) throw new Error('no problem');
  return readAnsatz(text, document, problem, (name) => name);
};
const declared = (block: string, text: string): string[] => {
  const read = readIn(block, text);
  return 'error' in read ? [read.error] : read.unknowns.map((u) => declarationOf(read, u));
};

describe('types are found by trying', () => {
  test.each([
    [FINITE, 'V = 1/2 x^T P(t) x + q(t) · x + c(t)', ['field P(t): symmetric matrix', 'field q(t): vector', 'field c(t)']],
    [FINITE, '1/2 x^T P x + c', ['field P(t): symmetric matrix', 'field c(t)']],
    [FINITE, 'V(x,t) = a(t) |x|^2', ['field a(t)']],
    [FINITE, 'V = (x - m(t))^T P(t) (x - m(t))', ['field m(t): vector', 'field P(t): symmetric matrix']],
    [INFINITE, 'V = 1/2 x^T P x + c', ['param P: symmetric matrix', 'param c']],
    [INFINITE, 'V = 1/2 x^T P(t) x + c(t)', ['field P(t): symmetric matrix', 'field c(t)']],
    [INFINITE, 'V = 1/2 x^T Q x', []],
  ])('%#', (block, text, expected) => { expect(declared(block, text)).toEqual(expected); });

  test('between two variables a matrix is not symmetric', () => {
    expect(declared(`param T
control u: vector
variable q: vector
variable v: vector
process (Q,V)(q,v): dQ = v dt; dV = u dt + dW
problem L: minimize running 1/2 |u|^2 terminal 0 over u along (Q,V)`, 'V = q^T M(t) v')).toEqual(['field M(t): matrix']);
  });
});

describe('what is wrong is shown in a frame', () => {
  test.each([
    ['V = 1/2 x^T P(t) x +', 'expected an expression', 20],
    ['V = P(x) |x|^2', 'an unknown of an ansatz depends on t alone, not on x', 4],
    ['V = x', 'the ansatz is not a scalar', 0],
    ['V =', 'the ansatz is empty', 0],
  ])('%s', (text, message, column) => {
    const read = readIn(FINITE, text);
    if (!('error' in read)) throw new Error('it was read');
    expect(read.error).toContain(message);
    expect(read.error).toContain(`ansatz:1:${column + 1}`);
  });

  test('the reason that is told holds the frame, and is marked as asked for', async () => {
    const { notFound } = await reduced(FINITE, 'V = P(x) |x|^2');
    expect(notFound[0]).toMatchObject({ what: 'the ansatz V = P(x) |x|^2', requested: true });
    expect(notFound[0]?.reason).toContain('^^^^');
  });
});

describe('a given ansatz', () => {
  test('is tried before the standard ones', async () => {
    const derivation = await reduced(INFINITE, 'V = 1/2 x^T K x + l');
    expect(lines(derivation, 'assume')).toEqual(['assume rho K = Q + A^T K + K A - K B R^-1 B^T K', 'assume l = tr(S^T K S) / (2 rho)']);
    expect(faults(derivation)).toEqual([]);
  }, 60_000);

  test('that does not close leaves terms, which are told; a standard one is then found', async () => {
    const derivation = await reduced(`${LINEAR}param k: vector
problem L: minimize running ${COST} + k · x terminal 0 over u along X`, 'V = 1/2 x^T P(t) x + c(t)');
    expect(reasons(derivation)[0]).toBe('the ansatz 1/2 x^T P x + c leaves the terms k · x');
    expect(lines(derivation, 'claim').some((text) => text.endsWith(': W is value of L'))).toBe(true);
  }, 60_000);

  test('whose unknowns meet in one coefficient is solved step by step', async () => {
    const derivation = await reduced(`dimension 1
param T, alpha, k
param q > 0
control u
process X: dX = (alpha x + u) dt + dW
problem L: minimize running 1/2 (q x^2 + u^2) terminal 1/2 k x^2 over u along X`, 'V = 1/2 P(t) (x - m(t))^2 + c(t)');
    expect(lines(derivation, 'assume').slice(0, 2)).toEqual(['assume ∂t P = P^2 - q - 2 alpha P', 'assume ∂t m = (alpha + q / P) m']);
    expect(faults(derivation)).toEqual([]);
  }, 60_000);

  test('that misses the terminal cost still solves the equation, and this is said', async () => {
    const derivation = await reduced(`dimension 1
param T, k
control u
process X: dX = u dt + dW
problem L: minimize running 1/2 u^2 terminal k x^4 over u along X`, 'V = 1/2 P(t) x^2 + c(t)');
    expect(reasons(derivation)).toContain('the terminal cost k x^4 is no value of 1/2 P x^2 + c');
    expect(lines(derivation, 'claim').some((text) => text.endsWith('= 0'))).toBe(true);
    expect(faults(derivation)).toEqual([]);
  }, 60_000);
});
