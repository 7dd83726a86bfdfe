import { expect, it } from 'vitest';
import { isNeverNormalised } from '../../../src/derive/process/normalisable.ts';
import { X_VARIABLE, coordinate } from '../../../src/kernel/expression.ts';
import { documentOf, formulaIn } from './derived.ts';

const NAMES = documentOf('param a > 0\nparam b\nparam m: vector\nparam Q: symmetric matrix\nvariable r\nfield U(x)');
const isNever = (text: string, variable = X_VARIABLE): boolean => isNeverNormalised(formulaIn(NAMES, text), variable);
const R = coordinate('r', null);

it.each([
  ['what grows', 'a |x|^2', true], ['what falls', '-a |x|^2', false], ['what nothing is known of', 'b |x|^2', false],
  ['a linear term alone', 'm · x', true], ['a linear term beside a square', '-a (|x|^2 - 2 m · x)', false],
  ['an unknown function', '-a U', false], ['a matrix, whose sign is its own', 'x · Q x', false], ['nothing', 'a', true],
])('a potential on the whole space: %s', (_, text, never) => {
  expect(isNever(text)).toBe(never);
});

it.each([
  ['an even power that falls', 'a r^2 - r^4', false], ['an even power that grows', 'r^4 - a r^2', true], ['an odd power', '-r^3', true],
  ['a power of r alone', 'b log r', true], ['a power of another function', '-2 log(1 + r^2)', false], ['with a square that grows', 'r^2 - log(1 + r^2)', true],
  ['what is bounded', '2 sin(a r)', true], ['what is bounded, and a square that falls', 'cos r - r^2', false], ['an oscillation that grows', 'r sin r', false],
  ['a wall at 0', '-1 / r^2', true], ['a wall at 0, and a power', '-b log r - a / r', false], ['walls at both ends', '-1 / (1 - r^2)', false], ['a power of r with a term that falls on the half-line', 'b log r - a r', false],
])('a potential on a line: %s', (_, text, never) => {
  expect(isNever(text, R)).toBe(never);
});
