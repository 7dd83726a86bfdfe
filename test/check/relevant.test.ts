import { describe, expect, test } from 'vitest';
import { checkDocument } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';

const verdicts = (text: string): readonly string[] => {
  const document = readAndDiagnose(text, 'a.claim');
  expect(document.diagnostics.map((d) => d.message)).toEqual([]);
  return [...checkDocument(document)].map((r) => r.verdict);
};

const RICCATI = `
param T
param K
field P(t)
assume ∂t P = P^2 - 1
`;

describe('a value at the horizon that is a free constant hides no counterexample', () => {
  test('of a scalar equation', () => {
    expect(verdicts(`${RICCATI}assume P(T) = K\nrefute "a": ∂t P = P^2\nclaim "b": ∂t P = P^2 - 1`)).toEqual(['refuted', 'proved']);
  });

  test('of a matrix equation', () => {
    expect(verdicts(`param T
param K: symmetric matrix
param A: matrix
field P(t): symmetric matrix
assume ∂t P = -P A - A^T P
assume P(T) = K
refute "a": ∂t P = -2 P A`)).toEqual(['refuted']);
  });

  test('and is used where it stands in the claim', () => {
    expect(verdicts(`${RICCATI}assume P(T) = K\nclaim "a": P(T)^2 = K^2`)).toEqual(['proved']);
  });
});

describe('but P is one definite function, and nothing is refuted by others,', () => {
  test('where its value is a number', () => {
    expect(verdicts(`${RICCATI}assume P(T) = 1\nrefute "a": P = 2`)).toEqual(['undecided']);
  });

  test('where something else is said of the constant', () => {
    expect(verdicts(`${RICCATI}assume P(T) = K\nassume K = 1\nrefute "a": P = 2`)).toEqual(['undecided']);
    expect(verdicts(`${RICCATI}assume P(T) = K\nrefute "a" where K = 1: P = 2`)).toEqual(['undecided']);
    expect(verdicts(`${RICCATI}assume P(T) = K\nrefute "a": P = K`)).toEqual(['undecided']);
    expect(verdicts(`${RICCATI}field R(t)\nassume ∂t R = R^2 - 1\nassume P(T) = K\nassume R(T) = K\nrefute "a": P = R`)).toEqual(['undecided']);
  });

  test('where more is declared of the constant than of the function', () => {
    expect(verdicts('param T\nparam K > 0\nfield P(t)\nassume ∂t P = P\nassume P(T) = K\nrefute "a": P = -1')).toEqual(['undecided']);
  });

  test('where the horizon is said to be far away', () => {
    expect(verdicts(`${RICCATI}assume P(T) = K\nrefute "a" where T = t + 100: P = 2`)).toEqual(['undecided']);
  });

  test('where it is known at two times', () => {
    expect(verdicts(`${RICCATI}param S, L\nassume P(T) = K\nassume P(S) = L\nassume L = 0\nrefute "a": P = 2`)).toEqual(['undecided']);
  });
});
