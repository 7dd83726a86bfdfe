import { describe, expect, test } from 'vitest';
import type { Residual } from '../../../src/numeric/control/howard.ts';
import { howard } from '../../../src/numeric/control/howard.ts';
import { faultOf } from './problems.ts';

/** v ↦ min over two lines is a policy iteration by hand: v = min(1 + v/2, 3 + v/4), solved by v = 2. */
const byHand = (start: number): { readonly value: () => number; readonly step: Parameters<typeof howard>[0] } => {
  let value = start, slope = 0, offset = 0;
  const improve = (): Residual => {
    [offset, slope] = 1 + value / 2 <= 3 + value / 4 ? [1, 0.5] : [3, 0.25];
    return { residual: Math.abs(offset + slope * value - value), enough: 1e-12, floor: 1e-16 };
  };
  return { value: () => value, step: { improve, evaluate: () => { value = offset / (1 - slope); } } };
};

describe("Howard's iteration", () => {
  test('solves a small decision problem in as many solves as it has policies', () => {
    const { value, step } = byHand(100);
    const report = howard(step);
    expect(value()).toBe(2);
    expect(report).toEqual({ iterations: 2, residual: 0, floor: 1e-16 });
  });

  test('does not solve what is solved', () => { expect(howard(byHand(2).step).iterations).toBe(0); });

  test('that does not settle is named, with what to change', () => {
    const improve = (): Residual => ({ residual: 1, enough: 1e-12, floor: 1e-16 });
    expect(faultOf(() => howard({ improve, evaluate: () => undefined }))).toBe('no-convergence');
    expect(() => howard({ improve, evaluate: () => undefined })).toThrow(/shorter time steps/);
  });

  test('names a value that is not finite', () => {
    const improve = (): Residual => ({ residual: Number.NaN, enough: 1e-12, floor: 1e-16 });
    expect(faultOf(() => howard({ improve, evaluate: () => undefined }))).toBe('exploded');
  });
});
