import { describe, expect, it } from 'vitest';
import { field } from '../../src/kernel/expression.ts';
import type { Factor } from '../../src/kernel/polynomial.ts';
import { BudgetError, UNITY, integer } from '../../src/kernel/polynomial.ts';
import {
  coordinateHead, deltaHead, derivativeLabels, inverseHead, jetHead, parameterHead, potentialSlot, raiseJet,
} from '../../src/kernel/ring.ts';
import { S, f, h, inEveryDimension, s, t, v, x, y } from './setting.ts';

describe('a head', () => {
  it('is the same object whenever it is asked for', () => {
    const ring = inEveryDimension();
    expect(jetHead(ring, h, false, [null, null], [1, 0])).toBe(jetHead(ring, h, false, [null, null], [1, 0]));
    expect(coordinateHead(ring, x)).toBe(coordinateHead(ring, x));
  });

  it('is another for another derivative, argument, or the logarithm', () => {
    const ring = inEveryDimension();
    const keys = [
      jetHead(ring, h, false, [null, null], [0, 0]), jetHead(ring, h, true, [null, null], [0, 0]),
      jetHead(ring, h, false, [null, null], [0, 1]), jetHead(ring, h, false, [null, { kind: 'scalar', value: UNITY }], [0, 0]),
      jetHead(ring, h, false, [null, { kind: 'scalar', value: integer(2) }], [0, 0]),
    ].map((head) => head.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('says which slots may be exchanged', () => {
    const ring = inEveryDimension();
    expect(jetHead(ring, f, false, [null, null], [2, 1]).groups).toEqual([{ size: 1, symmetry: 'one' }, { size: 2, symmetry: 'symmetric' }]);
    expect(parameterHead(ring, S).groups).toEqual([{ size: 2, symmetry: 'symmetric' }]);
    expect(deltaHead(ring, 'n').spaces).toEqual(['n', 'n']);
    expect(inverseHead(ring, UNITY, 'n', false).groups).toHaveLength(2);
    expect(inverseHead(ring, integer(2), 'n', true).groups).toEqual([{ size: 2, symmetry: 'symmetric' }]);
  });

  it('of a curl-free field counts its component among its derivatives', () => {
    const ring = inEveryDimension({ curlFree: new Set(['v']) });
    expect(potentialSlot(ring, v)).toBe(0);
    expect(potentialSlot(ring, f)).toBeNull();
    expect(jetHead(ring, v, false, [null, null], [2, 0]).groups).toEqual([{ size: 3, symmetry: 'symmetric' }]);
  });
});

describe('a jet differentiated once more', () => {
  it('keeps its derivatives apart by slot', () => {
    const ring = inEveryDimension();
    const two = field('two', [x, y, s, t], { shape: ['n'] });
    const start: Factor = { head: jetHead(ring, two, false, [null, null, null, null], [0, 0, 0, 0]), indices: ['i'] };
    const raised = raiseJet(ring, raiseJet(ring, raiseJet(ring, raiseJet(ring, start, 1, 'k'), 0, 'l'), 2, null), 1, 'q');
    expect(raised.head.kind === 'jet' && raised.head.orders).toEqual([1, 2, 1, 0]);
    expect(raised.indices[0]).toBe('i');
    const [byX, byY, byS, byT] = derivativeLabels(raised);
    expect([byX, [...(byY ?? [])].sort(), byS, byT]).toEqual([['l'], ['k', 'q'], [], []]);
  });

  it('is an error for what is no jet', () => {
    const ring = inEveryDimension();
    const delta: Factor = { head: deltaHead(ring, 'n'), indices: ['i', 'j'] };
    expect(() => raiseJet(ring, delta, 0, 'k')).toThrow(TypeError);
    expect(() => derivativeLabels(delta)).toThrow(TypeError);
  });
});

describe('a ring', () => {
  it('gives a label only once', () => {
    const ring = inEveryDimension();
    expect(new Set(Array.from({ length: 50 }, () => ring.label())).size).toBe(50);
  });

  it('remembers a condition once', () => {
    const ring = inEveryDimension();
    ring.use('>', UNITY);
    ring.use('>', integer(1));
    ring.use('!=', UNITY);
    expect(ring.used.size).toBe(2);
  });

  it('stops work after its deadline', () => {
    const late = inEveryDimension({ deadline: 0 });
    expect(() => { for (let k = 0; k < 1000; k += 1) late.tick(); }).toThrow(BudgetError);
  });
});
