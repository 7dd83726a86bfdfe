/**
 * Settings in which the law of a declared density is known: it solves its Fokker–Planck equation, and is the law of whitened coordinates moved back.
 */
import { describe, expect, test } from 'vitest';
import { TIMES, densitiesOf, knownLaw, linearSetting, noisesOfState, solvedElsewhere } from '../../../src/networks/world/linear-setting.ts';
import { trainedWorlds } from '../../../src/networks/world/trained-world.ts';
import { evaluateAll } from '../../../src/numeric/evaluate/evaluate.ts';
import type { Place } from '../../../src/numeric/evaluate/evaluate.ts';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import { inner, matrixVector } from '../../../src/numeric/linear-algebra/dense.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { readWell } from '../../language/reading.ts';
import { LINE, MATRIX_NOISE, UNLEARNING, lawOf, settingOf } from './known.ts';

const places = (document: ReturnType<typeof readWell>, dimension: number): readonly Place<number>[] => {
  const [x, t] = densitiesOf(document)[0]!.field.slots as [Place<number>[number]['variable'], Place<number>[number]['variable']];
  const stream = streamOf(3, 'places');
  return Array.from({ length: 8 }, (_, k) => [
    { variable: x, values: Array.from({ length: dimension }, (__, i) => stream.normal(8 * i + k)) },
    { variable: t, values: [TIMES.first + (TIMES.last - TIMES.first) * ((k + 0.5) / 8)] },
  ]);
};

/** Both sides of the last claim, in the exact world. */
const sides = (block: string, dimension: number): readonly (readonly [number, number])[] => {
  const document = readWell(block);
  const { body } = document.claims[0]!;
  if (body.kind !== 'equation') throw new Error(`a claim of kind ${body.kind}`);
  const { exact } = trainedWorlds(document, dimension, 1, UNLEARNING);
  return places(document, dimension).map((place) => {
    const [left, right] = evaluateAll([body.left, body.right], exact, place, 0).map((components) => components[0]![0] as number);
    return [left!, right!] as const;
  });
};

describe('the law of a declared density', () => {
  test.each([
    ['on the line', LINE, 1, 'claim: ∂t p = -div(f p) + 1/2 g^2 lap p'],
    ['in the plane', MATRIX_NOISE, 2, 'let D = G G^T\nclaim: ∂t p = -div(f p) + 1/2 tr(D hess p)'],
    ['with numbers for coefficients', 'param a > 0\nparam s > 0\nprocess X: dX = -a x dt + s dW\ndensity p(x,t) of X\n', 2, 'claim: ∂t p = a div(x p) + 1/2 s^2 lap p'],
  ])('solves its Fokker–Planck equation %s, and not one with another diffusion', (_, block, dimension, claim) => {
    for (const [left, right] of sides(`${block}${claim}`, dimension)) expect(Math.abs(left - right)).toBeLessThan(1e-9 * Math.max(1, Math.abs(left)));
    const wrong = sides(`${block}${claim.replace('1/2', '3/5')}`, dimension);
    expect(Math.max(...wrong.map(([left, right]) => Math.abs(left - right)))).toBeGreaterThan(1e-3);
  });

  test.each([[LINE, 1], [MATRIX_NOISE, 2]])('is that of the whitened coordinates, moved and stretched: %#', (block, n) => {
    const setting = settingOf(block, n);
    const { factor, inverse, shift, rate, law } = lawOf(setting);
    const { exact } = trainedWorlds(setting.document, n, 1, UNLEARNING);
    const known = knownLaw(linearSetting(setting.document, n, streamOf(1, 'networks', setting.document.source, n)), densitiesOf(setting.document)[0]!);
    expect(matrixVector(inverse, matrixVector(factor, Float64Array.from({ length: n }, (_, i) => i + 1), n, n), n, n)[n - 1]).toBeCloseTo(n, 12);
    expect([rate, shift.length, law.dimension]).toEqual([expect.closeTo(-11 / 16, 12), n, n]);
    for (const place of places(setting.document, n)) {
      const [x, t] = [place[0]!.values, place[1]!.values[0]!];
      const [series] = exact.field(known.field, [...x, t], 0);
      const moved = x.map((entry, i) => entry - known.shift[i]! * Math.expm1(known.rate * known.clock.at(t)) / known.rate);
      const y = matrixVector(known.inverse, Float64Array.from(moved), n, n);
      const volume = Math.abs(Array.from({ length: n }, (_, i) => known.factor[i * n + i]!).reduce((a, b) => a * b, 1));
      expect(series![0]! / (known.law.at(known.clock.at(t)).density(y) / volume)).toBeCloseTo(1, 9);
    }
  });

  test('runs by a clock where all coefficients depend on time, and evenly where one does not', () => {
    expect(settingOf(LINE, 1).clock.runs).toBe(true);
    expect(settingOf('dimension 1\nparam c > 0\nfield g(t)\nprocess X: dX = -c x dt + g dW\ndensity p(x,t) of X\n', 1).clock.runs).toBe(false);
  });

  test('is another one for another seed, and the same for the same', () => {
    const means = (seed: number): readonly number[] => lawOf(settingOf(LINE, 1, seed)).law.data.components.map(({ mean }) => inner(mean, mean));
    expect(means(1)).toEqual(means(1));
    expect(means(1)).not.toEqual(means(2));
  });
});

describe('what is not known is refused by name', () => {
  test.each([
    ['a bent drift', 'dimension 1\nprocess X: dX = -x^3 dt + dW\ndensity p(x,t) of X', /linear|multiple/],
    ['a drift that depends on time', 'dimension 1\nprocess X: dX = (t - x) dt + dW\ndensity p(x,t) of X', /time/],
    ['noise that depends on the state', 'dimension 1\nprocess X: dX = -x dt + x dW\ndensity p(x,t) of X', /noise is not constant/],
    ['no noise', 'dimension 1\nprocess X: dX = -x dt\ndensity p(x,t) of X', /no noise|positive/],
    ['a drift that is no multiple of x', 'param M: matrix\nprocess X: dX = M x dt + dW\ndensity p(x,t) of X', /multiple/],
    ['several parts', 'dimension 1\nvariable q\nvariable v\nprocess (Q,V)(q,v): dQ = v dt; dV = -v dt + dW\ndensity p(q,v,t) of (Q,V)', /several parts/],
    ['a stationary law', 'dimension 1\nfield f(x)\nprocess X: dX = f dt + dW\nstationary density p(x) of X', /stationary/],
  ])('%s', (_, block, message) => {
    const setting = settingOf(block, readWell(block).dimension ?? 2);
    const run = (): unknown => lawOf(setting);
    expect(run).toThrow(message);
    expect(run).toThrow(NumericError);
    expect(run).toThrow(expect.objectContaining({ fault: 'not-applicable' }) as Error);
  });
});

test('noises that depend on the state are told, and what other declarations determine is not learned', () => {
  expect([...noisesOfState(readWell(`field G(x,t): matrix\nfield h(t)\nprocess X: dX = h x dt + G dW\ndensity p(x,t) of X`))]).toEqual(['G']);
  expect(noisesOfState(readWell(MATRIX_NOISE)).size).toBe(0);
  const solved = solvedElsewhere(readWell(`${LINE}param T\nfield k(x)\nexpectation h(x,t) of k along X`));
  expect([...solved.keys()]).toContain('h');
  expect(solved.has('p')).toBe(false);
});
