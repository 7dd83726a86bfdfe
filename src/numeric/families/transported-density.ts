/**
 * Densities in closed form for processes whose noise is any matrix that depends on the state.
 *
 * A mixture p₀ of Gaussians is carried by the flow x = S(t) y + t c with S = e^(rt) (I + t N), N strictly upper triangular:
 *
 *     p(x,t) = p₀(S⁻¹ (x − t c)) e^(−drt),   v = (r I + N (I + t N)⁻¹)(x − t c) + c,   ∂t p = −∇·(v p)
 *
 * The noise G(x,t) is a full matrix, not symmetric, of bounded functions, D = G Gᵀ; A is a constant antisymmetric matrix, which
 * adds the current ∇·(A p) without divergence. Then p solves the Fokker–Planck equation of dX = f dt + G dW exactly, with
 *
 *     f = v + ½ ∇·(D p)/p + ∇·(A p)/p = v + ½ ∇·D + (½ D + A) ∇log p
 *
 * Dimensions 1, 2, 3. Whatever is drawn, p is positive, integrates to one, and is smooth; 0 everywhere is one Gaussian at rest with
 * unit noise.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { PI, T_VARIABLE, X_VARIABLE, exp, log, num, numberOf, over, plus, pow, times, use } from '../../kernel/expression.ts';
import { rational } from '../../kernel/rational.ts';
import type { ClosedForm } from '../instance/instance.ts';
import { scalarVariables } from '../instance/instance.ts';
import type { Family } from '../instance/family.ts';
import type { Drawing } from './drawing.ts';
import { familyOf } from './drawing.ts';
import type { Ridge } from './ridge.ts';
import { constantRidge, dyadic, ridgeExpression, slopeAlong } from './ridge.ts';

export interface TransportedDensity {
  readonly dimension: number;
  readonly density: ClosedForm;
  readonly logDensity: ClosedForm;
  readonly score: ClosedForm;
  readonly drift: ClosedForm;
  /** d × d, the last slot running fastest. */
  readonly noise: ClosedForm;
  /** v, which carries the same density without noise. */
  readonly velocity: ClosedForm;
}

export const transportedDensity = (dimension: 1 | 2 | 3): Family<TransportedDensity> => familyOf(
  { name: `transported density, d = ${dimension}`, about: 'a Gaussian mixture carried by an affine flow, under any noise', hides: dimension === 1 ? 'transposes and the order of factors' : null },
  (draw) => new Builder(dimension, draw).built(),
);

const COMPONENTS = 2;

type Vector = readonly Expression[];

class Builder {
  readonly #d: number;
  readonly #draw: Drawing;
  readonly #x: readonly Variable[];
  readonly #variables: readonly Variable[];

  constructor(dimension: number, draw: Drawing) {
    this.#d = dimension;
    this.#draw = draw;
    this.#x = scalarVariables(X_VARIABLE, dimension);
    this.#variables = [...this.#x, T_VARIABLE];
  }

  built(): TransportedDensity {
    const rate = this.#draw.integer('rate', -4, 4) / 8;
    const shift = this.#indices().map((i) => this.#draw.integer(`shift ${i + 1}`, -8, 8) / 8);
    const shear = this.#indices().map((i) => this.#indices().map((j) => (j > i ? this.#draw.integer(`shear ${i + 1}${j + 1}`, -4, 4) / 4 : 0)));
    const inverse = this.#inverseShear(shear);
    const carried = this.#x.map((x, i) => sum(use(x), product(real(-(shift[i] as number)), use(T_VARIABLE))));
    const back = exp(product(real(-rate), use(T_VARIABLE)));
    const y = apply(inverse, carried).map((e) => (rate === 0 ? e : times(back, e)));
    const { density, score } = this.#mixture(y, inverse, rate);
    const velocity = carried.map((e, i) =>
      sum(product(real(rate), e), ...apply(inverse, carried).map((u, j) => product(real((shear[i] as readonly number[])[j] as number), u)), real(shift[i] as number)));
    const noise = this.#noise();
    const form = (components: readonly Expression[]): ClosedForm => ({ slots: [this.#x, [T_VARIABLE]], components });
    return {
      dimension: this.#d, density: form([density]), logDensity: form([log(density)]), score: form(score),
      velocity: form(velocity), noise: form(noise.flat().map((entry) => ridgeExpression(entry, this.#variables))),
      drift: form(this.#drift(velocity, score, noise)),
    };
  }

  #indices(): readonly number[] {
    return Array.from({ length: this.#d }, (_, k) => k);
  }

  /** (I + tN)⁻¹ = I − tN + t²N², since N³ = 0. */
  #inverseShear(n: readonly (readonly number[])[]): readonly Vector[] {
    const t = use(T_VARIABLE);
    return this.#indices().map((i) => this.#indices().map((j) => {
      const square = this.#indices().reduce((s, k) => s + (n[i]?.[k] ?? 0) * (n[k]?.[j] ?? 0), 0);
      return sum(real(i === j ? 1 : 0), product(real(-(n[i]?.[j] ?? 0)), t), product(real(square), pow(t, num(2))));
    }));
  }

  /** p₀(y) e^(−drt) with p₀ = Σ w (c/π)^(d/2) exp(−c |y − m|²), and its score in x: S⁻ᵀ of that in y. */
  #mixture(y: Vector, inverse: readonly Vector[], rate: number): { readonly density: Expression; readonly score: Vector } {
    const weights = Array.from({ length: COMPONENTS }, (_, k) => (k === 0 ? 8 : this.#draw.integer(`weight ${k + 1}`, 0, 8)));
    const all = weights.reduce((a, b) => a + b, 0);
    const parts = weights.map((weight, k) => {
      const c = 1 / 2 + this.#draw.integer(`narrowness ${k + 1}`, -1, 4) / 8;
      const from = this.#indices().map((i) => sum(y[i] as Expression, real(-this.#draw.integer(`mean ${k + 1}${i + 1}`, -6, 6) / 4)));
      const squares = from.map((e) => product(real(-c), pow(e, num(2))));
      const norm = pow(over(real(c), PI), num(this.#d, 2));
      const value = times(numberOf(rational(weight, all)), norm, exp(sum(...squares)));
      return { weight, value, slope: from.map((e) => product(real(-2 * c), e)) };
    }).filter(({ weight }) => weight > 0);
    const mixed = plus(...parts.map(({ value }) => value));
    const scale = exp(product(real(-this.#d * rate), use(T_VARIABLE)));
    const inY = this.#indices().map((i) => (parts.length === 1 ? (parts[0]?.slope[i] as Expression)
      : over(plus(...parts.map(({ value, slope }) => times(value, slope[i] as Expression))), mixed)));
    const back = exp(product(real(-rate), use(T_VARIABLE)));
    const score = this.#indices().map((i) => {
      const pulled = sum(...inY.map((s, j) => product((inverse[j] as Vector)[i] as Expression, s)));
      return rate === 0 ? pulled : product(back, pulled);
    });
    return { density: rate === 0 ? mixed : times(scale, mixed), score };
  }

  /** G = I + bounded functions of x and t. */
  #noise(): readonly (readonly (readonly Ridge[])[])[] {
    const count = this.#variables.length;
    return this.#indices().map((i) => this.#indices().map((j): readonly Ridge[] => {
      const name = `noise ${i + 1}${j + 1}`;
      const wave: Ridge = {
        weight: this.#draw.integer(`${name} wave`, -3, 3) / 8, profile: 'sin', power: 1,
        direction: this.#variables.map((v) => this.#draw.integer(`${name} ${v.name}`, -4, 4) / 4), offset: this.#draw.integer(`${name} phase`, -4, 4) / 4,
      };
      return [constantRidge((i === j ? 1 : 0) + this.#draw.integer(`${name} constant`, -2, 2) / 8, count), wave].filter(({ weight }) => weight !== 0);
    }));
  }

  /** v + ½ ∇·D + (½ D + A) score. */
  #drift(velocity: Vector, score: Vector, noise: readonly (readonly (readonly Ridge[])[])[]): Vector {
    const value = (entry: readonly Ridge[]): Expression => ridgeExpression(entry, this.#variables);
    const entry = (i: number, k: number): readonly Ridge[] => noise[i]?.[k] ?? [];
    const turning = this.#indices().map((i) => this.#indices().map((j) => (j > i ? this.#draw.integer(`current ${i + 1}${j + 1}`, -4, 4) / 8 : 0)));
    return this.#indices().map((i) => {
      const terms = this.#indices().flatMap((j) => {
        const diffusion = this.#indices().map((k) => product(value(entry(i, k)), value(entry(j, k))));
        const slopes = this.#indices().flatMap((k) => [
          product(value(entry(i, k).flatMap((r) => slopeAlong(r, j))), value(entry(j, k))),
          product(value(entry(i, k)), value(entry(j, k).flatMap((r) => slopeAlong(r, j)))),
        ]);
        const current = (turning[i]?.[j] ?? 0) - (turning[j]?.[i] ?? 0);
        return [product(num(1, 2), sum(...slopes)), product(sum(product(num(1, 2), sum(...diffusion)), real(current)), score[j] as Expression)];
      });
      return sum(velocity[i] as Expression, ...terms);
    });
  }
}

// Sums and products without what is zero or one, so that what is printed is short.

const real = (value: number): Expression => numberOf(dyadic(value));
const isNumber = (e: Expression, value: bigint): boolean => e.kind === 'number' && e.value.numerator === value && e.value.denominator === 1n;
const sum = (...terms: readonly Expression[]): Expression => plus(...terms.filter((e) => !isNumber(e, 0n)));
const product = (...factors: readonly Expression[]): Expression =>
  (factors.some((e) => isNumber(e, 0n)) ? num(0) : times(...factors.filter((e) => !isNumber(e, 1n))));
const apply = (matrix: readonly Vector[], vector: Vector): Vector =>
  matrix.map((row) => sum(...row.map((e, j) => product(e, vector[j] as Expression))));
