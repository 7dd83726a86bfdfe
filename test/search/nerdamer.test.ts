import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { call, dimensionOf, log, num, parameter, plus, pow, times, use, T_VARIABLE } from '../../src/kernel/expression.ts';
import { NOTHING, holds } from '../../src/search/closed-form/normal-sum.ts';
import { fromNerdamer, namesIn, proposeIntegral, proposeRoots, toNerdamer } from '../../src/search/nerdamer.ts';
import { of, shown, t } from './setting.ts';

const leaf = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map((n) => num(n)), fc.constantFrom(num(1, 2), num(-3, 4)),
  fc.constantFrom(...['alpha', '_beta', 'e', 'i', 'pi2', 'integrate'].map((name) => use(parameter(name)))), fc.constant(use(T_VARIABLE)));
const scalars: fc.Arbitrary<Expression> = fc.letrec<{ e: Expression }>((tie) => ({
  e: fc.oneof({ maxDepth: 3 }, leaf,
    fc.tuple(tie('e'), tie('e')).map(([l, r]) => plus(l, r)), fc.tuple(tie('e'), tie('e')).map(([l, r]) => times(l, r)),
    fc.tuple(tie('e'), fc.constantFrom(2, 3)).map(([b, n]) => pow(b, num(n))),
    fc.tuple(fc.constantFrom('exp', 'sin', 'cos', 'atan', 'tanh', 'erf', 'Phi' as const), tie('e')).map(([f, a]) => call(f, a))),
})).e;

describe('the question that the library is asked', () => {
  it('comes back as what was asked, whatever the parameters are called', () => {
    fc.assert(fc.property(scalars, (e) => {
      const names = namesIn(e);
      const text = toNerdamer(e, names);
      if (text === null) return;
      const back = fromNerdamer(text, names);
      expect(back !== null && holds(back, e, NOTHING), text).toBe(true);
    }), { numRuns: 60 });
  });

  it('holds no name of a document', () => {
    expect(toNerdamer(plus(use(parameter('integrate')), use(parameter('alert')), dimensionOf('n')))).toBe('(v1+v2+v3)');
  });

  it('is not asked about unknown functions, vectors and derivatives', () => {
    for (const text of ['beta', 'beta exp(t)', 'm · m', 'D[t] (t^2)', 'x0']) expect(toNerdamer(of(text)), text).toBeNull();
  });

  it('is not asked where it is too large', () => {
    expect(toNerdamer(of('(a + b)^1000'))).toBeNull();
    expect(toNerdamer(of('(a + t)^(1/7)'))).toBeNull();
    expect(toNerdamer(num(10n ** 30n))).toBeNull();
    const nested = Array.from({ length: 60 }).reduce<Expression>((e) => call('exp', e), use(T_VARIABLE));
    expect(toNerdamer(nested)).toBeNull();
    expect(toNerdamer(plus(...Array.from({ length: 300 }, (_, k) => times(num(k + 1), use(T_VARIABLE)))))).toBeNull();
  });
});

describe('an answer', () => {
  const names = namesIn(of('a'), use(T_VARIABLE));
  it.each([
    ['(-1/2)*v1^2*e^(-2*v1)', '(-1/2) a^2 exp(-2 a)'],
    ['sqrt(abs(v1))+log(v2)/2^(-1)', 'sqrt(a) + 2 log(t)'],
    ['-v1^2', '-(a^2)'],
    ['2^v1^2', '2^(a^2)'],
    ['0.25*v1', 'a/4'],
    ['sec(v2)^2', '1/cos(t)^2'],
    ['atanh(v2)', '1/2 log((1+t)/(1-t))'],
  ])('%s is read', (text, meaning) => {
    const read = fromNerdamer(text, names);
    expect(read !== null && holds(read, of(meaning), NOTHING)).toBe(true);
  });

  it.each([
    'integrate(v1,v2)', 'i*v1', 'v3', 'x', 'Infinity', '[1,2]', '2v1', '(v1', 'v1)', '', 'Si(v1)', 'v1;v2', 'v01', 'constructor(v1)',
    `${'('.repeat(5000)}v1${')'.repeat(5000)}`, `${'-'.repeat(5000)}v1`, `v1${'^v1'.repeat(1000)}`, '__proto__(v1)',
  ])('%s is not', (text) => {
    expect(fromNerdamer(text, names)).toBeNull();
  });
});

describe('a proposal', () => {
  it('is found for an integral of this field', async () => {
    const found = await proposeIntegral(of('exp(-t) sin(t)'), t);
    expect(found).not.toBeNull();
    expect((await proposeRoots(of('t^3 - t'), t)).map(shown).sort()).toEqual(['-1', '0', '1']);
  });

  it('is none where the library gives up, or is not asked', async () => {
    expect(await proposeIntegral(of('log(t)^4 t^5 exp(-t)'), t)).toBeNull();
    expect(await proposeIntegral(of('beta exp(t)'), t)).toBeNull();
    expect(await proposeRoots(of('beta - t'), t)).toEqual([]);
  });

  it('may be wrong, which is why nobody believes it', async () => {
    const wrong = await proposeIntegral(of('1/(t^2 + 2 t + 5)'), t);
    expect(wrong).not.toBeNull();
    expect(holds({ kind: 'derivative', variable: t, of: wrong ?? log(num(1)) }, of('1/(t^2 + 2 t + 5)'), NOTHING)).toBe(false);
  });

  it('loads the library when it is asked, not before', () => {
    const source = readFileSync(fileURLToPath(new URL('../../src/search/nerdamer.ts', import.meta.url)), 'utf8');
    expect(source).not.toMatch(/^import .*'nerdamer/m);
    expect(source).toMatch(/await import\('nerdamer-prime'\)/);
  });
});
