/**
 * Names for the tests of readable formulas, and short ways to read, rewrite, print and prove.
 */
import type { Expression } from '../../../src/kernel/expression.ts';
import { shapeOf } from '../../../src/kernel/expression.ts';
import { prove } from '../../../src/kernel/prove.ts';
import { validate } from '../../../src/kernel/validate.ts';
import { printExpression } from '../../../src/render/text.ts';
import type { ReadableOptions } from '../../../src/search/readable.ts';
import { readable } from '../../../src/search/readable.ts';
import { readWell, tree } from '../../language/reading.ts';

const NAMES = `
param a, b, T
param theta > 0
param sigma > 0
param gamma > 0
param m: vector
param A: matrix
param S: symmetric matrix
param R: positive matrix
param K: antisymmetric matrix
field g(t)
field v(t) > 0
field al(t) > 0
field P(t): symmetric matrix
field q(t): vector
field r(t)
field f(x,t): vector
field C(x,t)
field V(x,t)
field p(x,t) > 0
field h(x,t) > 0
field G(x,t): matrix
control u: vector
`;

const inEvery = readWell(`dimension n\n${NAMES}`);
const inOne = readWell(`dimension 1\n${NAMES}`);
export type Setting = 'every' | 'one';
const documentOf = (setting: Setting): ReturnType<typeof readWell> => (setting === 'every' ? inEvery : inOne);

export const parsed = (text: string, setting: Setting = 'every'): Expression => tree(text, documentOf(setting));

/** The readable form of a text, as text. */
export const rewrite = (text: string, options: ReadableOptions = {}, setting: Setting = 'every'): string =>
  printExpression(readable(parsed(text, setting), { dimension: setting === 'one' ? 1 : null, ...options }));

/** What the kernel says of two formulas' equality: `proved`, or why not. */
export const verdict = (left: Expression, right: Expression, dimension: number | null = null): string => {
  validate(right);
  if (shapeOf(left).join() !== shapeOf(right).join()) return `shapes [${shapeOf(left)}] and [${shapeOf(right)}]`;
  const goal = { name: 'the same', left, right, under: null, hypotheses: [], conditions: [], dimension };
  return prove(goal, { deadline: Date.now() + 5000, terms: 20_000 }).status;
};
