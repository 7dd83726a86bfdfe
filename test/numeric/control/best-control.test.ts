import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { NodeQuadratics } from '../../../src/numeric/control/best-control.ts';
import { bestControl, vertex } from '../../../src/numeric/control/best-control.ts';

const hamiltonian = (c: NodeQuadratics, u: number, p: number, q: number, h: number): number => {
  const f = c.f0 + u * (c.f1 + u * c.f2), s = c.s0 + u * (c.s1 + u * c.s2);
  return u * (c.l1 + u * c.l2) + f * p + 0.5 * Math.max(s, Math.abs(f) * h) * q;
};

const sixteenth = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max }).map((k) => k / 16);

describe('the best control of a discrete Hamiltonian', () => {
  test('is at least as good as each of 2,001 controls between the bounds', () => {
    const drawn = fc.record({
      f0: sixteenth(-64, 64), f1: sixteenth(-32, 32), f2: sixteenth(-8, 8), s0: sixteenth(0, 32),
      // σ² = s0 + (root u)² is never negative.
      root: sixteenth(-16, 16), l1: sixteenth(-32, 32), l2: sixteenth(-16, 32),
      p: sixteenth(-64, 64), q: sixteenth(-64, 64), h: sixteenth(1, 16), least: sixteenth(-48, 0), width: sixteenth(1, 64),
    });
    let oneSided = 0;
    fc.assert(fc.property(drawn, ({ root, p, q, h, least, width, ...rest }) => {
      const c: NodeQuadratics = { ...rest, s1: 0, s2: root * root };
      const best = bestControl(c, p, q, h, least, least + width);
      expect(best).toBeGreaterThanOrEqual(least);
      expect(best).toBeLessThanOrEqual(least + width);
      const value = hamiltonian(c, best, p, q, h);
      const f = c.f0 + best * (c.f1 + best * c.f2);
      if (Math.abs(f) * h > c.s0 + best * best * c.s2) oneSided += 1;
      let lowest = Infinity;
      for (let k = 0; k <= 2000; k += 1) {
        lowest = Math.min(lowest, hamiltonian(c, least + width * k / 2000, p, q, h));
      }
      expect(lowest).toBeGreaterThanOrEqual(value - 1e-9 * (1 + Math.abs(value)));
    }), { numRuns: 200 });
    // Otherwise only the central stencil was tried.
    expect(oneSided).toBeGreaterThan(5);
  });

  test('does not exist without bounds where the Hamiltonian falls for ever', () => {
    const flat: NodeQuadratics = { f0: 0, f1: 1, f2: 0, s0: 1, s1: 0, s2: 0, l1: 0, l2: 0 };
    expect(bestControl(flat, 1, 0, 0.1, -Infinity, Infinity)).toBeNaN();
    expect(bestControl({ ...flat, l2: -1 }, 1, -1, 0.1, -Infinity, Infinity)).toBeNaN();
    expect(Number.isFinite(vertex(1, 0, -Infinity, 5))).toBe(false);
    expect(vertex(1, 0, -3, 5)).toBe(-3);
    expect(vertex(0, 0, 2, 5)).toBe(2);
  });
});
