import { expect, test } from 'vitest';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import { drawnFrom } from '../../../src/numeric/families/drawing.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { isHalfLine, solvedFamily } from '../../../src/numeric/solved/family.ts';
import { solvedWorlds } from '../../../src/numeric/solved/world.ts';
import { readWell } from '../../language/reading.ts';
import { use } from '../../../src/kernel/expression.ts';

const document = readWell(`
param T
param a > 0
param b
field f(x,t): vector
field G(x,t): matrix
field beta(t) > 0
field k(x)
field Q(x): antisymmetric matrix
field s(x): vector
assume curl-free s
assume div Q = 0
process X: dX = f dt + G dW
density p(x,t) of X
`);

test('whatever is drawn, drifts point inwards, noise stays away from zero, and schedules are positive', () => {
  const family = solvedFamily(document, 2);
  for (let seed = 1; seed <= 20; seed += 1) {
    const [world] = solvedWorlds(family.build(drawnFrom(family.choices, streamOf(seed, 'bounds'))));
    const at = (name: string, x: readonly number[], t: number): readonly number[] => world!.field(document.fields.get(name)!, [...x, t], 0).map((s) => s[0]!);
    for (const far of [[4, 0], [-4, 0], [0, 4], [0, -4]]) {
      const drift = at('f', far, 0.3);
      expect(far.reduce((sum, x, i) => sum + x * drift[i]!, 0)).toBeLessThan(-1);
      const [g11, g12, g21, g22] = at('G', far, 0.3) as [number, number, number, number];
      expect(Math.abs(g11 * g22 - g12 * g21)).toBeGreaterThan(0.2);
    }
    expect(world!.field(document.fields.get('beta')!, [0.4], 0)[0]![0]).toBeGreaterThan(0.1);
    const { parameters } = world!.setting.instance;
    const numbers = ['a', 'b'].map((name) => { const q = parameters.get(name)![0]!; return Number(q.numerator) / Number(q.denominator); });
    // Never a number at which a wrong power or a dropped factor would not show.
    for (const value of numbers) for (const special of [-1, 0, 0.5, 1, 2]) expect(value).not.toBe(special);
    expect(numbers[0]).not.toBe(numbers[1]);
  }
});

test('what is declared antisymmetric, curl-free or without divergence is so', () => {
  const family = solvedFamily(document, 2);
  const [world] = solvedWorlds(family.build(drawnFrom(family.choices, streamOf(3, 'symmetry'))));
  const q = evaluate(use(document.fields.get('Q')!), world!, [{ variable: document.fields.get('Q')!.slots[0]!, values: [0.3, -0.4] }], 1);
  expect(q[0]![0]).toBe(0);
  expect(q[1]![0]).toBe(-q[2]![0]!);
  expect([q[1]![1] ?? 0, q[1]![2] ?? 0]).toEqual([0, 0]);
  const s = world!.field(document.fields.get('s')!, [0.3, -0.4], 1);
  expect(s[0]![2]).toBeCloseTo(s[1]![1]!, 14);
});

test('the same integers give the same setting; other seeds others', () => {
  const family = solvedFamily(document, 1);
  const build = (seed: number): string => JSON.stringify([...family.build(drawnFrom(family.choices, streamOf(seed, 'same'))).instance.parameters], (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v));
  expect(build(4)).toBe(build(4));
  expect(build(4)).not.toBe(build(5));
});

test('noise that vanishes at 0, and claims about x > 0, are looked at on the half line', () => {
  const of = (block: string): readonly boolean[] => {
    const read = readWell(block);
    return read.claims.map((claim) => isHalfLine(claim.where, read.declarations.flatMap((d) => (d.kind === 'process' ? [d] : []))));
  };
  expect(of('dimension 1\nfield phi(x)\nclaim: phi = phi\nclaim where x > 0: phi = phi')).toEqual([false, true]);
  expect(of('dimension 1\nfield phi(x)\nparam c > 0\nprocess X: dX = dt + c x dW\nclaim: phi = phi')).toEqual([true]);
  expect(of('dimension 1\nfield phi(x)\nparam c > 0\nprocess X: dX = x dt + c sqrt(x) dW\nclaim: phi = phi')).toEqual([true]);
});
