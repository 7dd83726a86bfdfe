import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, Sign, Symmetry } from '../../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, field, parameter } from '../../../src/kernel/expression.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import type { Drawn } from '../../../src/numeric/families/document.ts';
import { documentFamily } from '../../../src/numeric/families/document.ts';
import type { Temperament } from '../../../src/numeric/families/fields.ts';
import { worldOfDrawn } from '../../../src/numeric/instance/drawn-world.ts';
import type { Family } from '../../../src/numeric/instance/family.ts';

const SPACES = new Map([['n', 3], ['m', 2]]);
const TEMPERAMENTS: readonly Temperament[] = ['polynomial', 'analytic', 'linear'];
const SIGNS: readonly Sign[] = ['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero'];
const SYMMETRIES: readonly Symmetry[] = ['symmetric', 'antisymmetric', 'positive'];

const slots = [X_VARIABLE, T_VARIABLE];
const scalars: readonly Field[] = SIGNS.map((sign) => field(sign, slots, { sign }));
const matrices: readonly Field[] = SYMMETRIES.map((symmetry) => field(symmetry, slots, { shape: ['n', 'n'], symmetry }));
const Q = field('Q', slots, { shape: ['n', 'n'], symmetry: 'antisymmetric' });
const s = field('s', slots, { shape: ['n'] });
const parameters = [
  ...SIGNS.map((sign) => parameter(`a ${sign}`, { sign })), ...SYMMETRIES.map((symmetry) => parameter(`A ${symmetry}`, { shape: ['n', 'n'], symmetry })),
];

const familyOf = (temperament: Temperament): Family<Drawn> => documentFamily({
  parameters, fields: [...scalars, ...matrices, Q, s], gradients: new Map([['s', 0]]), divergenceFree: new Set(['Q']),
  decaying: new Set(['positive']), confined: new Set(), horizons: new Set(),
}, SPACES, temperament, true);

const cases = TEMPERAMENTS.map((temperament) => [temperament, familyOf(temperament)] as const);
const drawnFor = (family: Family<Drawn>): fc.Arbitrary<readonly number[]> => fc.tuple(...family.choices.map(({ least, most }) => fc.integer({ min: least, max: most })));
const point = fc.array(fc.integer({ min: -24, max: 24 }).map((k) => k / 8), { minLength: 4, maxLength: 4 });

const hasSign = (sign: Sign, v: number): boolean => {
  switch (sign) {
    case 'any': return true;
    case 'positive': return v > 0;
    case 'nonnegative': return v >= 0;
    case 'negative': return v < 0;
    case 'nonpositive': return v <= 0;
    case 'nonzero': return v !== 0;
  }
};

/** Of a symmetric 3 × 3 matrix, by its leading minors. */
const isPositive = (m: readonly number[]): boolean => {
  const [a, b, c, , e, f, , , i] = m as [number, number, number, number, number, number, number, number, number];
  return a > 0 && a * e - b * b > 0 && a * (e * i - f * f) - b * (b * i - c * f) + c * (b * f - c * e) > 0;
};

const hasSymmetry = (symmetry: Symmetry, m: readonly number[]): boolean => {
  const sign = symmetry === 'antisymmetric' ? -1 : 1;
  const mirrored = m.every((v, k) => v === sign * (m[(k % 3) * 3 + Math.floor(k / 3)] as number));
  return mirrored && (symmetry !== 'positive' || isPositive(m));
};

describe.each(cases)('%s fields', (_, family) => {
  it('have their declared signs and symmetries everywhere, whatever is drawn', () => {
    fc.assert(fc.property(drawnFor(family), point, (drawn, at) => {
      const world = worldOfDrawn(family.build(drawn), DOUBLES);
      for (const f of scalars) expect(hasSign(f.sign, world.field(f, at, 0)[0]?.[0] as number), f.name).toBe(true);
      for (const f of matrices) expect(hasSymmetry(f.symmetry, world.field(f, at, 0).map((series) => series[0] as number)), f.name).toBe(true);
      for (const p of parameters) {
        const values = world.parameter(p);
        expect(values.length === 1 ? hasSign(p.sign, values[0] as number) : hasSymmetry(p.symmetry, values), p.name).toBe(true);
      }
    }), { numRuns: 40 });
  });

  it('are gradients and free of divergence where that is asked for', () => {
    fc.assert(fc.property(drawnFor(family), point, (drawn, at) => {
      const world = worldOfDrawn(family.build(drawn), DOUBLES);
      // Coefficients 1, 2, 3 of a series in x1, x2, x3, t are its slopes by x1, x2, x3.
      const slope = (f: Field, component: number, by: number): number => world.field(f, at, 1)[component]?.[1 + by] as number;
      for (const i of [0, 1, 2]) {
        for (const j of [0, 1, 2]) expect(slope(s, i, j)).toBeCloseTo(slope(s, j, i), 10);
        expect([0, 1, 2].reduce((sum, j) => sum + slope(Q, 3 * i + j, j), 0)).toBeCloseTo(0, 10);
      }
    }), { numRuns: 25 });
  });

  it('are not constant when something is drawn', () => {
    const world = worldOfDrawn(family.build(family.choices.map(({ most }) => most)), DOUBLES);
    expect(world.field(s, [0.5, 0.25, -0.5, 0.5], 1)[0]?.slice(1).some((c) => c !== 0)).toBe(true);
  });
});
