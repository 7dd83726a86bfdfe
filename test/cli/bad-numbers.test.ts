/**
 * `check --methods solvers,instances` on documents whose numbers cannot be had: each is named with what to change, is no support, and is no
 * number that is not one. The real checker, in this process.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resultsSchema } from '../../schema/results.schema.ts';
import { commandLine } from '../../src/cli/command-line.ts';
import type { Dependencies } from '../../src/cli/dependencies.ts';
import { DEPENDENCIES } from '../../src/cli/dependencies.ts';
import type { Document } from '../../src/language/statement.ts';
import { folderWith, recorder } from './stage.ts';

const checked = async (block: string, dependencies: Dependencies = DEPENDENCIES): Promise<ReturnType<typeof resultsSchema.parse> & { readonly code: number }> => {
  const folder = folderWith({ 'a.claim': `${block}\n` });
  const [stdout, stderr] = [recorder(), recorder()];
  const words = ['check', join(folder, 'a.claim'), '--methods', 'solvers,instances', '--reporter', 'json', '--seed', '3'];
  const code = await commandLine(words, { stdout: stdout.output, stderr: stderr.output, dependencies, interruption: new AbortController().signal });
  return { code, ...resultsSchema.parse(JSON.parse(stdout.text())) };
};

const LINE = 'dimension 1\n';
const density = (drift: string, noise: string): string =>
  `${LINE}process X: dX = (${drift}) dt + ${noise} dW\ndensity p(x,t) of X\nclaim: ∂t p = -div((${drift}) p) + 1/2 lap((${noise})^2 p)`;
const value = (problem: string, extra = ''): string =>
  `${LINE}${extra}control u\nprocess X: dX = u dt + dW\nproblem L: minimize ${problem} over u along X\nvalue V(x,t) of L\n`;

/** The means that is asked, what it says, and what it says to change. */
const CASES: readonly (readonly [string, 'solvers' | 'instances', string, string, string])[] = [
  ['an instance that explodes', 'solvers', 'field y(t)\nassume ∂t y = 40 + 40 y^2\nclaim: ∂t(y^2) = 80 y + 80 y^3', 'leaves every bound', 'shorten the horizon'],
  ['a value that explodes', 'solvers', `${value('running 1/2 u^2 - 50 x^2 terminal -40 x^2', 'param T\n')}claim: ∂t V + 1/2 hess V - 1/2 (grad V)^2 = 50 x^2`, 'V is not solved for', 'shorter'],
  ['a claimed density without mass', 'solvers', `${LINE}process X: dX = -x dt + dW\nclaim: -exp(-x^2) is stationary density of X`, 'has no mass', 'claim a positive function'],
  ['a density that is nowhere positive', 'instances', `${LINE}process X: dX = -x dt + dW\nclaim: -exp(-x^2) is stationary density of X`, 'no point was found', 'the conditions hold'],
  ['a density that vanishes', 'solvers', `${LINE}process X: dX = -400 x dt + 1/50 dW\ndensity p(x,t) of X\nclaim: ∂t log p = 400 + 400 x grad log p + 1/5000 (lap log p + (grad log p)^2)`, 'has no logarithm', 'use a finer grid'],
  ['a grid that is too coarse for a drift', 'solvers', density('sin(300 x)', '1'), 'varies between the nodes', 'vary more slowly'],
  ['a grid that is too coarse for a cost', 'solvers', `${value('running 1/2 u^2 + cos(300 x) terminal 0', 'param T\n')}claim: ∂t V + 1/2 hess V - 1/2 (grad V)^2 + cos(300 x) = 0`, 'varies between the nodes', 'vary more slowly'],
  ['steps in time that are too long for a drift', 'solvers', density('3 cos(400 t)', '1'), 'varies between the nodes', 'vary more slowly'],
  ['steps that are too long', 'solvers', `${LINE}claim: exp(-40000 x^2) is stationary density of process dX = -40000 x dt + dW`, 'a step of', 'use more time steps'],
  ['a drift that is infinite at a point', 'solvers', density('1/x', '1'), 'Infinity', 'take another point'],
  ['a drift that is not a number', 'solvers', density('log(x)', '1'), 'NaN', 'take another point'],
  ['a matrix that is singular', 'instances', 'param v: vector\nclaim: v · ((v v^T)^-1 v) = 1', 'a matrix that is singular', 'state a condition'],
  ['a horizon of zero', 'solvers', `${value('running 1/2 u^2 terminal x^2 at 0')}claim: ∂t V + 1/2 hess V = 1/2 (grad V)^2`, 'the horizon is 0', 'let the horizon be later'],
  ['a horizon that a condition makes zero', 'solvers', `${value('running 1/2 u^2 terminal x^2', 'param T\n')}claim where T = 0: V(x,0) = x^2`, 'makes the horizon 0', 'let the horizon be later'],
  ['a horizon before the start', 'solvers', `${value('running 1/2 u^2 terminal x^2', 'param T < 0\n')}claim: ∂t V + 1/2 hess V = 1/2 (grad V)^2`, 'declared as negative', 'let the horizon be later'],
];

describe('numbers that cannot be had are named, with what to change, and support nothing', () => {
  test.each(CASES)('%s (%s)', async (_, method, block, what, change) => {
    const { claims, crashes } = await checked(block);
    expect(crashes).toEqual([]);
    const found = claims[0]?.evidence.find((e) => e.method === method);
    expect(found?.outcome, JSON.stringify(found)).toBe('silent');
    expect(found).toMatchObject({ figure: null, bound: null, detectable: null, reason: expect.stringContaining(what) as string });
    expect(found?.reason).toContain(change);
  });
});

test('a horizon that is given as a number, or tied by a condition, is the one that is solved for', async () => {
  const terminal = 'param T\nfield k(x)\nprocess X: dX = dW\n';
  const outcomes = async (block: string): Promise<string | undefined> => (await checked(`${LINE}${terminal}${block}`)).claims[0]?.evidence.find((e) => e.method === 'solvers')?.outcome;
  expect(await outcomes('expectation h(x,t) of k at 1/2 along X\nclaim: 2 h is expectation of 2 k at 1/2 along X')).toBe('supports');
  expect(await outcomes('expectation h(x,t) of k along X\nclaim where T = 1: h(x,1) = k')).toBe('supports');
  expect(await outcomes('expectation h(x,t) of k along X\nclaim where T = 1: h(x,1/2) = k')).toBe('contradicts');
});

test('a fault of the means is an internal error of the claim, and no silence: its verdict stands, and the exit code is 70', async () => {
  const broken = (document: Document): Document => ({
    ...document,
    // What is listed here the kernel has no need of, and both means have.
    symbols: Object.assign(new Map(document.symbols), { values: () => { throw new TypeError('planted'); } }),
  });
  const { code, claims, crashes } = await checked(density('-x', '1'), {
    ...DEPENDENCIES, language: async () => {
      const real = await DEPENDENCIES.language();
      return { ...real, readDocument: (source, path) => broken(real.readDocument(source, path)) };
    },
  });
  expect(code).toBe(70);
  expect(claims).toMatchObject([{ verdict: 'proved', evidence: [] }]);
  expect(crashes).toMatchObject([{ message: 'TypeError: planted' }]);
});
