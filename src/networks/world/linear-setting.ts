/**
 * A setting of a document in which the laws of its processes are known: numbers for the parameters, and closed forms for the free
 * functions, so that drifts are −a x + b with one number a, and noises constant and full.
 *
 * Where a density is declared, its process starts from a mixture of two normal laws, and stays a mixture: its density is the closed form of
 * numeric/laws/closed-forms.ts. In whitened coordinates y = L⁻¹(x − c(t)), L Lᵀ = D, c′ = −a c + b, c(0) = 0, the process is
 * dY = −a Y dt + dB, for which denoising targets are exact. A linear drift and a noise without x hide the errors that are in their
 * derivatives: the other means draw others.
 *
 * Where all coefficients of a document's processes depend on time, they run by one clock, θ(t) = t + t²/4: drifts are θ′ times, noises √θ′ times what they
 * would be, and the law at t is that of θ(t). So a coefficient at a wrong time shows. Elsewhere they are constant in time, θ(t) = t.
 *
 * Errors: NumericError 'not-applicable' for a process whose law is not known in this setting, with what stands in the way.
 */
import { fieldsIn } from '../../calculus/dependence.ts';
import { diffusion } from '../../calculus/diffusion.ts';
import type { Expression, Field, Space } from '../../kernel/expression.ts';
import { T_VARIABLE, at, num, plus, pow, times, use } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { rational } from '../../kernel/rational.ts';
import type { Density, Document } from '../../language/statement.ts';
import { DOUBLES } from '../../numeric/arithmetic/doubles.ts';
import { worldOf } from '../../numeric/evaluate/closed-form.ts';
import { evaluateAll } from '../../numeric/evaluate/evaluate.ts';
import type { World } from '../../numeric/evaluate/world.ts';
import { drawnFrom } from '../../numeric/families/drawing.ts';
import type { ClosedForm, Instance } from '../../numeric/instance/instance.ts';
import { scalarVariables } from '../../numeric/instance/instance.ts';
import type { ExactComponent } from '../../numeric/laws/closed-forms.ts';
import { forwardForms } from '../../numeric/laws/closed-forms.ts';
import { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import type { Schedule } from '../../numeric/laws/schedules.ts';
import { cholesky, solveLower } from '../../numeric/linear-algebra/cholesky.ts';
import { congruence, matrixVector, symmetrise, transposeOf } from '../../numeric/linear-algebra/dense.ts';
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { horizonsOf, solvedFamily } from '../../numeric/solved/family.ts';
import { plansOf } from '../../numeric/solved/plan.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import { noisedMixture } from '../score/noised-law.ts';

/** Times at which scores are trained and asked for; the horizon is their sum, so that T − t is among them. */
export const TIMES = { first: 0.15, last: 1.2 } as const;

export interface LinearSetting {
  readonly document: Document;
  readonly dimension: number;
  readonly instance: Instance;
  readonly stream: KeyedStream;
  /** All but the densities. */
  readonly world: World<number>;
  readonly clock: Clock;
}

/** θ, θ′, and θ as a formula in t. */
export interface Clock {
  readonly runs: boolean;
  readonly at: (t: number) => number;
  readonly rate: (t: number) => number;
  readonly formula: Expression;
}

const EVEN: Clock = { runs: false, at: (t) => t, rate: () => 1, formula: use(T_VARIABLE) };
const RISING: Clock = {
  runs: true, at: (t) => t + t * t / 4, rate: (t) => 1 + t / 2, formula: plus(use(T_VARIABLE), times(num(1, 4), pow(use(T_VARIABLE), num(2)))),
};
const RISING_RATE = plus(num(1), times(num(1, 2), use(T_VARIABLE)));

/** The law of a declared density, and how its coordinates are whitened. */
export interface KnownLaw {
  readonly field: Field;
  readonly rate: number;
  readonly shift: Vector;
  /** L and L⁻¹. */
  readonly factor: Matrix;
  readonly inverse: Matrix;
  /** The law of Y at time θ is that of the process at t. */
  readonly clock: Clock;
  readonly law: NoisedLaw;
  /** p(x,t) itself. */
  readonly density: ClosedForm;
}

export const linearSetting = (document: Document, dimension: number, stream: KeyedStream): LinearSetting => {
  const [even, rising] = [settingBy(EVEN, document, dimension, stream), settingBy(RISING, document, dimension, stream)];
  const isKnown = (setting: LinearSetting, declaration: Density): boolean => {
    try {
      knownLaw(setting, declaration);
      return true;
    } catch (error) {
      if (error instanceof NumericError) return false;
      throw error;
    }
  };
  const known = densitiesOf(document).filter((d) => isKnown(even, d));
  return known.length > 0 && known.every((d) => isKnown(rising, d)) ? rising : even;
};

const settingBy = (clock: Clock, document: Document, dimension: number, stream: KeyedStream): LinearSetting => {
  const family = solvedFamily(document, dimension);
  const drawn = family.build(drawnFrom(family.choices, stream.split('numbers'))).instance;
  const horizon = rational(Math.round((TIMES.first + TIMES.last) * 128), 128);
  const names = horizonsOf(document);
  const fields = [...document.symbols.values(), ...document.fields.values()].flatMap((s) => (s.kind === 'field' ? [s] : []));
  const bound = boundIn(document);
  const instance: Instance = {
    spaces: drawn.spaces,
    parameters: new Map([...drawn.parameters].map(([name, values]) => [name, names.has(name) ? [horizon] : values])),
    // What stands in no process with a declared density may be anything.
    fields: new Map(fields.map((field) => [field.name, bound.has(field.name) ? byClock(clock, document, field, formOf(field, drawn.spaces, stream.split(field.name))) : drawn.fields.get(field.name)!])),
  };
  return { document, dimension, instance, stream, clock, world: worldOf(instance, DOUBLES) };
};

/** The fields that drifts and noises of processes with declared densities are made of. */
const boundIn = (document: Document): ReadonlySet<string> => new Set(densitiesOf(document).flatMap(({ process }) =>
  [...fieldsIn(...process.blocks.flatMap((b) => [b.drift, ...b.noises.map((noise) => noise.coefficient)])).keys()]));

/** The fields that stand in noises and depend on the state: here they are constant, which hides what their derivatives do. */
export const noisesOfState = (document: Document): ReadonlySet<string> => new Set(densitiesOf(document).flatMap(({ process }) =>
  [...fieldsIn(...process.blocks.flatMap((b) => b.noises.map((noise) => noise.coefficient))).values()]
    .filter((field) => field.slots.some((slot) => slot.name !== T_VARIABLE.name)).map((field) => field.name)));

/** What stands in noises alone runs with √θ′; what stands in a drift, with θ′. */
const byClock = (clock: Clock, document: Document, field: Field, form: ClosedForm): ClosedForm => {
  if (!clock.runs || !field.slots.some((slot) => slot.name === T_VARIABLE.name)) return form;
  const inDrift = densitiesOf(document).some(({ process }) => process.blocks.some((b) => fieldsIn(b.drift).has(field.name)));
  const factor = inDrift ? RISING_RATE : pow(RISING_RATE, num(1, 2));
  return { ...form, components: form.components.map((component) => times(factor, component)) };
};

/** One number for all drifts, so that the law stays isotropic in whitened coordinates. */
const RATE = rational(-11, 16);

const formOf = (field: Field, spaces: ReadonlyMap<Space, number>, stream: KeyedStream): ClosedForm => {
  const sizeOf = (space: Space | null): number => (space === null ? 1 : spaces.get(space) ?? 1);
  const slots = field.slots.map((slot) => scalarVariables(slot, sizeOf(slot.space)));
  const state = field.slots.flatMap((slot, k) => (slot.role === 'control' || slot.name === T_VARIABLE.name ? [] : slots[k] ?? []));
  const whole = (index: number, least: number, most: number): number => stream.integer(index, least, most);
  const [rows, columns] = field.shape.map(sizeOf);
  // Below 1, where a square or a root shows.
  const positive = num(10 + whole(0, -2, 2), 16);
  if (rows === undefined) {
    if (field.sign !== 'any' || state.length === 0) return { slots, components: [field.sign === 'negative' || field.sign === 'nonpositive' ? times(num(-1), positive) : positive] };
    // In one dimension a drift, in more a potential.
    if (field.slots.some((slot) => slot.space !== null)) return { slots, components: [plus(...state.map((x) => times(num(1, 2), numberOfRate(), pow(use(x), num(2)))), times(num(5, 16), use(state[0]!)))] };
    return { slots, components: [plus(...state.map((x) => times(numberOfRate(), use(x))), num(5, 16))] };
  }
  const entries = Array.from({ length: rows * (columns ?? 1) }, (_, k): Expression => {
    if (columns === undefined) {
      const own = state[k % Math.max(1, state.length)];
      const constant = num(2 * whole(k, -3, 3) + 1, 16);
      return own === undefined ? constant : plus(times(numberOfRate(), use(own)), constant);
    }
    const [i, j] = [Math.floor(k / columns), k % columns];
    // Far from symmetric, so that a transpose shows.
    const off = field.symmetry === 'none' ? (i < j ? 7 : -3) : 3;
    if (field.symmetry === 'antisymmetric') return num(i === j ? 0 : i < j ? 9 : -9, 16);
    return num(i === j ? 18 + whole(k, -2, 2) : off, 16);
  });
  return { slots, components: entries };
};

const numberOfRate = (): Expression => num(Number(RATE.numerator), Number(RATE.denominator));

/** The law of the density that is declared for this field. */
export const knownLaw = (setting: LinearSetting, declaration: Density, initial: readonly ExactComponent[] | null = null): KnownLaw => {
  const { field, process } = declaration;
  const [block, ...others] = process.blocks;
  if (block === undefined || others.length > 0) throw unknown(field, 'its state has several parts');
  if (declaration.stationary) throw unknown(field, 'a stationary law with a linear drift is normal, and there is nothing to learn');
  if (process.backward) throw unknown(field, 'its process runs backwards');
  const n = block.variable.space === null ? 1 : setting.dimension;
  const spread = diffusion(block, block);
  if (spread === null) throw unknown(field, 'it has no noise');
  const coefficientsAt = (x: number, t: number): { readonly drift: readonly (readonly number[])[]; readonly spread: readonly (readonly number[])[] } => {
    const place = [
      { variable: block.variable, values: Array.from({ length: n }, (_, i) => x * (1 + i / 3)) }, { variable: T_VARIABLE, values: [t] },
    ];
    // By the clock: what is left of the coefficients does not depend on time.
    const slowed = [block.drift, spread].map((e) => (setting.clock.runs ? times(pow(RISING_RATE, num(-1)), e) : e));
    const [drift, noise] = evaluateAll(slowed, setting.world, place, 1);
    return { drift: drift ?? [], spread: noise ?? [] };
  };
  const [here, there] = [coefficientsAt(0, TIMES.first), coefficientsAt(0.75, TIMES.last)];
  const rate = here.drift[0]?.[1] ?? 0;
  checkIsotropic(field, n, rate, here.drift, there.drift);
  const d = Float64Array.from(here.spread, (series) => series[0] as number);
  if (![...here.spread, ...there.spread].every((series, k) => Math.abs((series[0] as number) - d[k % d.length]!) < TINY && series.slice(1).every((s) => Math.abs(s) < TINY))) {
    throw unknown(field, 'its noise is not constant');
  }
  const shift = Float64Array.from(here.drift, (series) => series[0] as number);
  return assembled(setting.clock, field, n, { rate, shift, d }, initial ?? drawComponents(n, setting.stream.split('law').split(field.name)));
};

const TINY = 1e-9;

const unknown = (field: Field, why: string): NumericError =>
  new NumericError('not-applicable', `the law of ${field.name} is not known where drifts are linear: ${why}`, 'look at it by another means');

const checkIsotropic = (field: Field, n: number, rate: number, ...all: readonly (readonly (readonly number[])[])[]): void => {
  for (const drift of all) {
    drift.forEach((series, i) => {
      for (let j = 0; j < n; j += 1) {
        if (!(Math.abs((series[j + 1] as number) - (i === j ? rate : 0)) < TINY)) throw unknown(field, 'its drift is not a multiple of x and a constant');
      }
      if (!(Math.abs(series[n + 1] as number) < TINY)) throw unknown(field, 'its drift depends on time');
    });
  }
  // A drift that bends: the first order about two points then differs in its constant part, too.
  const [here, there] = [all[0], all[1]];
  here?.forEach((series, i) => {
    const x = 0.75 * (1 + i / 3);
    if (!(Math.abs((there?.[i]?.[0] as number) - (series[0] as number) - rate * x) < 1e-7)) throw unknown(field, 'its drift is not linear');
  });
};

/** Means at ±½ or so, covariances L Lᵀ. */
const drawComponents = (n: number, stream: KeyedStream): readonly ExactComponent[] => [0, 1].map((part): ExactComponent => {
  const own = stream.split(part);
  // Laws of one document lie on different sides, and are of different widths.
  const side = stream.integer(1, 0, 1) === 0 ? 1 : -1;
  const factor = (i: number, j: number): number => (j > i ? 0 : j === i ? 9 + own.integer(10 + i, -2, 3) : own.integer(20 + i, -3, 3));
  return {
    weight: rational(part === 0 ? 5 : 3, 8),
    mean: Array.from({ length: n }, (_, i) => rational((part === 0 ? -17 : 8) * (i % 2 === 0 ? side : -side) + own.integer(i, -3, 3), 16)),
    covariance: Array.from({ length: n * n }, (_, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return rational(Array.from({ length: n }, (__, m) => factor(i, m) * factor(j, m)).reduce((a, b) => a + b, 0), 256);
    }),
  };
});

interface Coefficients {
  readonly rate: number;
  readonly shift: Vector;
  readonly d: Matrix;
}

const assembled = (clock: Clock, field: Field, n: number, { rate, shift, d }: Coefficients, components: readonly ExactComponent[]): KnownLaw => {
  const factor = cholesky(d, n, `the noise of the process of ${field.name}`);
  const inverse = inverseOfLower(factor, n);
  const forms = forwardForms({ rates: Array.from({ length: n }, () => near(rate)), shift: Array.from(shift, near), noise: Array.from(factor, near) }, components);
  const data = new GaussianMixture(components.map(({ weight, mean, covariance }) => ({
    weight: valueOf(weight), mean: matrixVector(inverse, Float64Array.from(mean, valueOf), n, n),
    covariance: symmetrise(congruence(inverse, Float64Array.from(covariance, valueOf), n, n), n),
  })));
  const names = field.slots.map((slot) => slot.role === 'control' ? '' : slot.name === T_VARIABLE.name ? 't' : 'x').join();
  if (names !== 'x,t') throw unknown(field, 'it is not written p(x,t)');
  return {
    field, rate, shift, factor, inverse, clock, law: noisedMixture(data, scheduleOf(rate), { first: clock.at(TIMES.first), last: clock.at(TIMES.last) }),
    density: { ...forms.density, components: forms.density.components.map((e) => (clock.runs ? at(e, [{ variable: T_VARIABLE, value: clock.formula }]) : e)) },
  };
};

/** dY = rate · Y dt + dB. */
const scheduleOf = (rate: number): Schedule => ({
  name: 'variance preserving', drift: () => rate, noise: () => 1, scale: (t) => Math.exp(rate * t),
  variance: (t) => (rate === 0 ? t : Math.expm1(2 * rate * t) / (2 * rate)),
});

/** Within 10⁻¹² of it. */
const near = (value: number): Rational => rational(BigInt(Math.round(value * 2 ** 40)), 2n ** 40n);
const valueOf = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);

/** L⁻¹, a column at a time. */
const inverseOfLower = (l: Matrix, n: number): Matrix => transposeOf(
  Float64Array.from(Array.from({ length: n }, (_, j) => [...solveLower(l, Float64Array.from({ length: n }, (__, i) => (i === j ? 1 : 0)), n)]).flat()), n, n);

/** The declared densities. */
export const densitiesOf = (document: Document): readonly Density[] => document.declarations.flatMap((d) => (d.kind === 'density' ? [d] : []));

/** Fields that some declaration determines otherwise than as a density or by a definition. */
export const solvedElsewhere = (document: Document): ReadonlyMap<string, string> => new Map([...plansOf(document).byField].flatMap(([name, plan]) => {
  switch (plan.kind) {
    case 'density': case 'stationary': case 'definition': return [];
    case 'expectation': case 'value': case 'ordinary': case 'evolution': return [[name, `${name} is solved for, not learned`] as const];
    case 'unmet': return [[name, plan.reason] as const];
  }
}));
