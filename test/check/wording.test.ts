import { describe, expect, it } from 'vitest';
import { assignmentsOf, conditionText, editText, formulaText, proofConditionText } from '../../src/check/wording.ts';
import { apply, dot, gradient, laplacian, num, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import type { IndexedSum } from '../../src/kernel/goal.ts';
import { indexedSum } from '../../src/kernel/indexed.ts';
import { refute } from '../../src/kernel/refute.ts';
import { a, b, f, g, goalOf, h, inEveryDimension, normal, t } from '../kernel/setting.ts';

const written = (e: Expression): IndexedSum => {
  const ring = inEveryDimension();
  return indexedSum(ring, normal(ring, e));
};

describe('formulas', () => {
  it('are in index notation, with the same letters whatever was computed before', () => {
    const residual = dot(use(f), gradient(use(h)));
    expect(formulaText(written(residual))).toBe(formulaText(written(residual)));
    expect(formulaText(written(residual))).not.toMatch(/k\d/);
    expect(formulaText(written(num(0)))).toBe('0');
  });

  it('that are very long are cut, and say how much there is', () => {
    const long = pow(plus(use(a), use(b), use(g), use(h)), num(12));
    expect(formulaText(written(long))).toMatch(/… \(\d+ terms\)$/);
  });
});

describe('conditions', () => {
  it('read as they are written', () => {
    expect(conditionText({ relation: '>=', left: use(a), right: num(1, 2) })).toBe('a >= 1/2');
    expect(proofConditionText({ relation: '!=', formula: written(subtract(use(a), use(b))) })).toBe('a − b ≠ 0');
    expect(proofConditionText({ relation: '>', formula: written(use(a)) })).toBe('a > 0');
  });
});

describe('edits', () => {
  it('say what was changed, before and after', () => {
    const half = times(num(1, 2), laplacian(use(h)));
    expect(editText({ kind: 'factor', phrase: 'factor 1/2 → 1', before: half, after: laplacian(use(h)) })).toBe('factor 1/2 → 1: 1/2 lap h → lap h');
    expect(editText({ kind: 'clock', phrase: 'direction of the clock', before: null, after: null })).toBe('direction of the clock');
  });
});

describe('assignments', () => {
  it('tell fields at several points apart, and name no point where there is one', () => {
    const result = refute(goalOf(use(g), apply(g, [plus(use(t), num(1))])));
    if (result.status !== 'refuted') throw new Error(result.status);
    const names = assignmentsOf(result.refutation.point).map((one) => one.name);
    expect(names.filter((name) => name.startsWith('g at ('))).toHaveLength(2);
    const plain = refute(goalOf(use(g), num(0)));
    expect(plain.status === 'refuted' && assignmentsOf(plain.refutation.point).map((one) => one.name)).toContain('g');
  });
});
