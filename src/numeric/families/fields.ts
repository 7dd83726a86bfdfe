/**
 * Random functions of a given form, as sums of ridge functions: one sum a component.
 *
 * What a form demands holds by construction, everywhere: positive functions are sums of positive ones; positive matrices
 * are c I + Σ g_k v_k v_kᵀ with c, g_k > 0; a square matrix without symmetry has the identity added, which keeps it away
 * from singular ones near the origin. In controls a scalar is a concave or convex quadratic, and all else depends
 * on them weakly, so that optima exist.
 */
import type { Drawing } from './drawing.ts';
import type { Form } from './form.ts';
import type { Profile, Ridge, RidgeSum } from './ridge.ts';
import { constantRidge, scaled, slopeAlong } from './ridge.ts';

/**
 * `polynomial`: squares and cubes. `analytic`: sines, exponentials, bells. `linear`: linear vectors, constant matrices,
 * quadratic scalars; it hides errors.
 */
export type Temperament = 'polynomial' | 'analytic' | 'linear';

/** Components, the last slot of the shape running fastest. `concave`: scalars in their controls; else convex. */
export const drawField = (form: Form, temperament: Temperament, draw: Drawing, concave: boolean): readonly RidgeSum[] => {
  const [rows = 1, columns] = form.sizes;
  if (form.sizes.length === 0) return [scalar(form, temperament, draw, concave)];
  if (columns === undefined) return indices(rows).map((i) => component(form, temperament, draw, `${form.name}${i + 1}`, 0));
  switch (form.symmetry) {
    case 'none': return indices(rows * columns).map((k) => entry(form, temperament, draw, Math.floor(k / columns), k % columns, rows === columns ? 1 : 0));
    case 'symmetric': return mirrored(rows, (i, j) => entry(form, temperament, draw, i, j, 0), (sum) => sum);
    case 'antisymmetric': return mirrored(rows, (i, j) => (i === j ? [] : entry(form, temperament, draw, i, j, 0)), (sum) => scaled(sum, -1));
    case 'positive': return positiveMatrix(form, temperament, draw, rows);
  }
};

/** The gradient of a random potential: a curl-free vector, by the variables from `start` on. */
export const drawGradient = (form: Form, temperament: Temperament, draw: Drawing, start: number): readonly RidgeSum[] => {
  const potential = generic({ ...form, sizes: [] }, temperament, draw, `potential of ${form.name}`).filter((r) => r.profile !== 'bell');
  return indices(form.sizes[0] ?? 1).map((i) => potential.flatMap((ridge) => slopeAlong(ridge, start + i)));
};

/**
 * An antisymmetric matrix Q with ∂_j Q_ij = 0: zero in one dimension, constant in space in two, and in three the curl
 * of what has no curl, Q_ij = ε_ijk ∂_k φ. The space variables are the first that are no times.
 */
export const drawDivergenceFree = (form: Form, temperament: Temperament, draw: Drawing): readonly RidgeSum[] => {
  const size = form.sizes[0] ?? 1;
  const start = form.variables.indexOf('space');
  if (size === 3 && start >= 0) {
    const slopes = drawGradient({ ...form, sizes: [3], symmetry: 'none' }, temperament, draw, start);
    return indices(9).map((k) => {
      const [i, j] = [Math.floor(k / 3), k % 3];
      return i === j ? [] : scaled(slopes[3 - i - j] ?? [], (j - i + 3) % 3 === 1 ? 1 : -1);
    });
  }
  const inTime: Form = { ...form, variables: form.variables.map((role) => (role === 'space' ? 'control' : role)), sizes: [] };
  return mirrored(size, (i, j) => (i === j || size > 3 ? [] : generic(inTime, temperament, draw, `${form.name}${i + 1}${j + 1}`)), (sum) => scaled(sum, -1));
};

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);

const entry = (form: Form, temperament: Temperament, draw: Drawing, i: number, j: number, onDiagonal: number): RidgeSum =>
  component(form, temperament, draw, `${form.name}${i + 1}${j + 1}`, i === j ? onDiagonal : 0);

const mirrored = (size: number, upper: (i: number, j: number) => RidgeSum, mirror: (sum: RidgeSum) => RidgeSum): readonly RidgeSum[] => {
  const sums = indices(size).map((i) => indices(size).map((j) => (j < i ? [] : upper(i, j))));
  return indices(size * size).map((k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    return j < i ? mirror(sums[j]?.[i] ?? []) : sums[i]?.[j] ?? [];
  });
};

const component = (form: Form, temperament: Temperament, draw: Drawing, name: string, added: number): RidgeSum => {
  const sum = temperament === 'linear' && form.sizes.length === 2
    ? [constantRidge(draw.integer(`${name} constant`, -8, 8) / 8, form.variables.length)]
    : temperament === 'linear' ? [affine(form, draw, name)] : generic(form, temperament, draw, name);
  return [...sum, constantRidge(added, form.variables.length), ...weakly(form, draw, name)];
};

// ── Scalars ──────────────────────────────────────────────────────────────────────────────────────────────────

const scalar = (form: Form, temperament: Temperament, draw: Drawing, concave: boolean): RidgeSum => {
  switch (form.sign) {
    case 'positive': case 'nonnegative': return positive(form, temperament, draw, form.name);
    case 'negative': case 'nonpositive': return scaled(positive(form, temperament, draw, form.name), -1);
    case 'nonzero': {
      const turned = draw.integer(`${form.name} sign`, 0, 1) === 1 ? -1 : 1;
      return scaled(positive(form, temperament, draw, form.name), turned);
    }
    case 'any': {
      const sum = temperament === 'linear' ? [affine(form, draw, form.name), quadratic(form, draw, form.name)] : generic(form, temperament, draw, form.name);
      return [...sum, ...controlled(form, draw, concave)];
    }
  }
};

const positive = (form: Form, temperament: Temperament, draw: Drawing, name: string): RidgeSum => {
  const base = constantRidge(1 / 2 + draw.integer(`${name} constant`, -2, 4) / 8, form.variables.length);
  // What is positive, such as a density of a control, depends on controls like on all else.
  const everywhere: Form = { ...form, variables: form.variables.map((role) => (role === 'control' ? 'space' : role)) };
  const one = (profile: Profile, power: number, k: number): Ridge => {
    const r = ridge(everywhere, draw, `${name} ${profile}${k}`, profile, power);
    return { ...r, weight: Math.abs(r.weight) + 1 / 4 };
  };
  switch (temperament) {
    case 'polynomial': return [base, one('power', 2, 1), one('power', 2, 2), one('exp', 1, 1)];
    case 'analytic': return [base, one('exp', 1, 1), one('bell', 1, 1), one('bell', 1, 2)];
    case 'linear': return [one('exp', 1, 1)];
  }
};

const generic = (form: Form, temperament: Temperament, draw: Drawing, name: string): RidgeSum => {
  const one = (profile: Profile, power: number, k: number): Ridge => ridge(form, draw, `${name} ${profile}${k}`, profile, power);
  switch (temperament) {
    case 'polynomial': return [affine(form, draw, name), one('power', 2, 1), one('power', 2, 2), one('power', 3, 1)];
    case 'analytic': return [affine(form, draw, name), one('sin', 1, 1), one('sin', 1, 2), one('exp', 1, 1), one('bell', 1, 1)];
    case 'linear': return [affine(form, draw, name), quadratic(form, draw, name)];
  }
};

const affine = (form: Form, draw: Drawing, name: string): Ridge => ({
  weight: 1, profile: 'power', power: 1, direction: direction(form, draw, `${name} slope`, 4),
  offset: draw.integer(`${name} constant`, -8, 8) / 8,
});

const quadratic = (form: Form, draw: Drawing, name: string): Ridge => ridge(form, draw, `${name} square`, 'power', 2);

/** w · g(a·z + b) with |w| ≤ 1 and |a_k| ≤ ½. */
const ridge = (form: Form, draw: Drawing, name: string, profile: Profile, power: number): Ridge => ({
  weight: draw.integer(`${name} weight`, -8, 8) / 8,
  profile, power,
  direction: direction(form, draw, name, 8),
  offset: draw.integer(`${name} offset`, -4, 4) / 4,
});

const direction = (form: Form, draw: Drawing, name: string, parts: number): readonly number[] =>
  form.variables.map((role, k) => (role === 'control' ? 0 : draw.integer(`${name} ${k + 1}`, -4, 4) / parts));

// ── Controls ─────────────────────────────────────────────────────────────────────────────────────────────────

const controlsOf = (form: Form): readonly number[] => form.variables.flatMap((role, k) => (role === 'control' ? [k] : []));

/** ∓ 2 (a_k + b·z/8)² for each control: all is concave or convex in them. */
const controlled = (form: Form, draw: Drawing, concave: boolean): RidgeSum => controlsOf(form).map((k): Ridge => ({
  weight: concave ? -2 : 2, profile: 'power', power: 2,
  direction: form.variables.map((role, j) => (j === k ? 1 : role === 'control' ? 0 : draw.integer(`${form.name} control ${k + 1} ${j + 1}`, -4, 4) / 8)),
  offset: draw.integer(`${form.name} control ${k + 1}`, -4, 4) / 4,
}));

/** Of vectors and matrices: a linear part in the controls. */
const weakly = (form: Form, draw: Drawing, name: string): RidgeSum => controlsOf(form).map((k): Ridge => ({
  weight: draw.integer(`${name} control ${k + 1}`, -4, 4) / (form.sizes.length === 2 ? 32 : 8), profile: 'power', power: 1,
  direction: form.variables.map((_, j) => (j === k ? 1 : 0)), offset: 0,
}));

// ── Positive matrices ────────────────────────────────────────────────────────────────────────────────────────

const positiveMatrix = (form: Form, temperament: Temperament, draw: Drawing, size: number): readonly RidgeSum[] => {
  const parts = indices(size).map((k) => ({
    vector: indices(size).map((i) => (i === k ? 1 : draw.integer(`${form.name} direction ${k + 1}${i + 1}`, -4, 4) / 4)),
    factor: temperament === 'linear'
      ? [constantRidge(1 + draw.integer(`${form.name} factor ${k + 1}`, -4, 8) / 8, form.variables.length)]
      : positive({ ...form, sizes: [] }, temperament, draw, `${form.name} factor ${k + 1}`),
  }));
  const least = constantRidge(1 / 4, form.variables.length);
  return indices(size * size).map((index) => {
    const [i, j] = [Math.floor(index / size), index % size];
    const sums = parts.flatMap(({ vector, factor }) => scaled(factor, (vector[i] ?? 0) * (vector[j] ?? 0)));
    return i === j ? [least, ...sums] : sums;
  });
};
