/**
 * `q is density of X` says of every test function φ that d/dt ∫ φ q = ∫ q L φ, L the generator of X: only φ is differentiated in
 * space, in closed form, so that neither the Fokker–Planck equation nor the adjoint of L enters. In a clock that runs down the
 * left side changes its sign, and so does the drift; a stationary density has 0 there.
 *
 * φ(z) = exp(−|z|²/(2s²)) cos(w·z + c), and the same of log x where x > 0 is a condition: the window keeps the ends out, also where what is
 * claimed to be a density does not decay. The noise of a Stratonovich equation adds ½ ∂_k G_ij G_kj to the drift.
 */
import type { Claim } from '../../src/language/statement.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import type { Stream } from '../../src/numeric/random/stream.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { worldOf } from '../arbitraries/setting.ts';
import { skipped } from '../trial.ts';
import type { Diffusion } from './diffusion.ts';
import { coefficientsFrom, diffusionOf } from './diffusion.ts';
import { formulasOf } from './formulas.ts';
import type { Law } from './law.ts';
import { DOUBLES, atPlace, drawPlace, moved, unlessNumeric } from './law.ts';
import { vanish } from './quadrature.ts';

type DensityClaim = Extract<Claim['body'], { kind: 'density' }>;

interface Test {
  readonly wave: readonly number[];
  readonly phase: number;
}

const TESTS = 2;
const TIME: ReadonlySet<string> = new Set(['t']);
/** s. */
const WIDTH = 3 / 2;
const testsOf = (dimension: number, stream: Stream): readonly Test[] => Array.from({ length: TESTS }, (_, k) => ({
  wave: Array.from({ length: dimension }, (__, i) => (2 * stream.integer(8 * k + i, -4, 3) + 1) / 8),
  phase: stream.integer(8 * k + 7, -8, 8) / 8,
}));

/** ½ ∂_k G_ij G_kj, from the noise as series of first order; `at` gives the number of the coefficient of a state variable. */
const correction = (diffusion: Diffusion, noise: Float64Array, slopes: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: diffusion.dimension }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < diffusion.dimension; k += 1) {
      for (let j = 0; j < diffusion.noises; j += 1) {
        sum += (slopes[k]?.[i * diffusion.noises + j] ?? 0) * (noise[k * diffusion.noises + j] ?? 0) / 2;
      }
    }
    return sum;
  });

/** What is integrated, in three parts, for each test function. */
type Integrands = (place: Place<number>) => readonly (readonly number[])[];

const integrandsOf = (
  body: DensityClaim, diffusion: Diffusion, setting: Setting, like: Place<number>, tests: readonly Test[], isPositive: boolean,
): Integrands => {
  const densityAt = formulasOf([body.density], setting, like, { order: 1, fixed: TIME });
  const coefficientsAt = formulasOf(diffusion.formulas, setting, like, { order: diffusion.stratonovich ? 1 : 0, fixed: TIME, anyNumber: true });
  const positions = positionsOf(like, diffusion);
  const turned = diffusion.backward ? -1 : 1;
  return (place) => {
    const density = densityAt(place)[0]?.[0] ?? [];
    // Far out, where the density is below the smallest double, its score is none.
    if (density.every((d) => d === 0)) return tests.map(() => [0, 0, 0]);
    const series = coefficientsAt(place);
    const parts = (m: number): { readonly drift: Float64Array; readonly noise: Float64Array } =>
      coefficientsFrom(diffusion, series.map((components) => components.map((s) => s[m] ?? 0)));
    const { drift, noise } = parts(0);
    const added = diffusion.stratonovich ? correction(diffusion, noise, positions.map((m) => parts(m).noise)) : null;
    const value = density[0] ?? NaN;
    const change = body.stationary ? 0 : turned * (density[1] ?? NaN);
    const state = diffusion.blocks.flatMap((b) => [...atPlace(place, b.variable)]);
    const motion: Motion = { drift: drift.map((b, i) => turned * b + (added?.[i] ?? 0)), noise };
    return tests.map((test) => {
      const { here, generated } = isPositive ? ofLogarithm(test, state[0] ?? NaN, motion) : ofState(test, state, motion);
      return [change * here, -value * generated.drift, -value * generated.noise];
    });
  };
};

interface Motion {
  readonly drift: Float64Array;
  readonly noise: Float64Array;
}

/** A test function at a place, and what the generator makes of it: by the drift, and by the noise. */
interface Tested {
  readonly here: number;
  readonly generated: { readonly drift: number; readonly noise: number };
}

const inner = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

/** φ = e cos, e = exp(−|z|²/(2s²)): ∇φ = −(z/s²) φ − w e sin, along a column of the noise twice: φ((zᵀg)²/s⁴ − |g|²/s² − (wᵀg)²) + 2 e sin (zᵀg)(wᵀg)/s². */
const ofState = ({ wave, phase }: Test, z: readonly number[], { drift, noise }: Motion): Tested => {
  const window = Math.exp(-inner(z, z) / (2 * WIDTH ** 2));
  const angle = inner(wave, z) + phase;
  const [cos, sin] = [window * Math.cos(angle), window * Math.sin(angle)];
  const columns = noise.length / z.length;
  let second = 0;
  for (let j = 0; j < columns; j += 1) {
    const column = z.map((_, i) => noise[i * columns + j] ?? 0);
    const [along, across] = [inner(z, column) / WIDTH ** 2, inner(wave, column)];
    second += cos * (along ** 2 - inner(column, column) / WIDTH ** 2 - across ** 2) + 2 * sin * along * across;
  }
  return { here: cos, generated: { drift: -cos * inner(z, drift) / WIDTH ** 2 - sin * inner(wave, drift), noise: second / 2 } };
};

/** The same of y = log x: φ' = φ_y / x, φ'' = (φ_yy − φ_y) / x². */
const ofLogarithm = (test: Test, x: number, { drift, noise }: Motion): Tested => {
  const y = [Math.log(x)];
  const { here, generated: { drift: slope, noise: curve } } = ofState(test, y, { drift: Float64Array.of(1), noise: Float64Array.of(1) });
  return { here, generated: { drift: slope * (drift[0] ?? NaN) / x, noise: inner(noise, noise) * (2 * curve - slope) / (2 * x * x) } };
};

/** The number of the first-order coefficient of each component of the state: t is the first scalar variable of the place. */
const positionsOf = (place: Place<number>, diffusion: Diffusion): readonly number[] => {
  let next = 1;
  const first = new Map<string, number>();
  for (const { variable, values } of place) {
    first.set(variable.name, next);
    next += values.length;
  }
  return diffusion.blocks.flatMap((b) => Array.from({ length: b.size }, (_, k) => (first.get(b.variable) ?? NaN) + k));
};

/** x > 0 is a condition. */
export const isPositiveLine = (claim: Claim, { document }: Setting): boolean => document.dimension === 1
  && claim.where.some((c) => c.relation === '>' && c.left.kind === 'variable' && c.left.variable.name === 'x');

export const weakEvolution: Law = {
  name: 'the weak forward equation',
  about: 'means of test functions under the density change as the process makes them change',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'density') throw new TypeError(`the weak forward equation is no law of a claim of the kind ${body.kind}`);
    const world = worldOf(setting, DOUBLES);
    const everywhere = drawPlace(setting, world, claim.where, stream);
    if (everywhere === null) return skipped('no place was found at which the conditions hold');
    const diffusion = diffusionOf(body.process, setting);
    const place = everywhere.filter(({ variable: { name } }) => name === 't' || diffusion.blocks.some((b) => b.variable === name));
    const tests = testsOf(diffusion.dimension, stream.split('tests'));
    const isPositive = isPositiveLine(claim, setting);
    const integrands = integrandsOf(body, diffusion, setting, place, tests, isPositive);
    const at = (state: readonly number[]): readonly (readonly number[])[] => integrands(
      moved(place, new Map(diffusion.blocks.map(({ variable, size, start }) => [variable, state.slice(start, start + size)]))));
    return vanish(at, diffusion.dimension, isPositive);
  }),
};
