import { describe, expect, test } from 'vitest';
import type { Expression, Field } from '../../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, derivative, divergence, dot, doubleDot, field, gradient, hessian, num, plus, subtract, times, transpose, use } from '../../../src/kernel/expression.ts';
import type { Rational } from '../../../src/kernel/rational.ts';
import { rational } from '../../../src/kernel/rational.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import type { ClosedForm } from '../../../src/numeric/instance/instance.ts';
import type { DiagonalProcess, ExactComponent } from '../../../src/numeric/laws/closed-forms.ts';
import { backwardForms, forwardForms, numericMixture, numericProcess } from '../../../src/numeric/laws/closed-forms.ts';
import { hopfColeValue, terminalOf } from '../../../src/numeric/laws/hopf-cole.ts';
import { linearLaw } from '../../../src/numeric/laws/linear-process.ts';
import { faultOf } from '../random-matrices.ts';

const quarters = (...values: readonly number[]): readonly Rational[] => values.map((value) => rational(value, 4));

/** Full noise and full covariances; one rate is zero. */
const PROCESS: readonly DiagonalProcess[] = [
  { rates: quarters(-3), shift: quarters(2), noise: quarters(5) },
  { rates: quarters(-3, 0), shift: quarters(2, -1), noise: quarters(4, 1, -2, 3) },
  { rates: quarters(-3, 1, -2), shift: quarters(2, 0, 1), noise: quarters(4, 1, 0, -2, 3, 1, 0, 1, 4) },
];
const COMPONENTS: readonly (readonly ExactComponent[])[] = [
  [{ weight: rational(1, 4), mean: quarters(-5), covariance: quarters(2) }, { weight: rational(3, 4), mean: quarters(3), covariance: quarters(3) }],
  [
    { weight: rational(1, 2), mean: quarters(-3, 1), covariance: quarters(4, 1, 1, 3) },
    { weight: rational(1, 2), mean: quarters(2, 2), covariance: quarters(2, 0, 0, 5) },
  ],
  [
    { weight: rational(1), mean: quarters(-3, 1, 0), covariance: quarters(4, 1, 0, 1, 3, 1, 0, 1, 4) },
    { weight: rational(2), mean: quarters(2, 2, -1), covariance: quarters(3, 0, 0, 0, 3, 0, 0, 0, 3) },
  ],
];
const DIMENSIONS = [1, 2, 3] as const;
const HORIZON = rational(3, 2);
const LAMBDA = rational(1, 2);

const [X, T] = [X_VARIABLE, T_VARIABLE];
const F = field('f', [X, T], { shape: ['n'] });
const G = field('G', [X, T], { shape: ['n', 'm'] });
const P = field('p', [X, T], { sign: 'positive' });
const V = field('V', [X, T]);
const at = (of: Field): Expression => use(of);
const NOISE = dot(at(G), transpose(at(G)));

/** ∂t p + div(f p) − ½ div div(G Gᵀ p). */
const FOKKER_PLANCK = subtract(
  plus(derivative(T, at(P)), divergence(times(at(P), at(F)))),
  times(num(1, 2), divergence(divergence(times(at(P), NOISE)))),
);
/** ∂t V + f·∇V + ½ λ G Gᵀ : ∇²V − ½ |Gᵀ ∇V|². */
const HJB = plus(
  derivative(T, at(V)), dot(at(F), gradient(at(V))), times(num(1, 4), doubleDot(NOISE, hessian(at(V)))),
  times(num(-1, 2), dot(dot(gradient(at(V)), NOISE), gradient(at(V)))),
);

const instanceOf = (n: number, fields: Readonly<Record<string, ClosedForm>>) => ({
  spaces: new Map([['n', n], ['m', n]]), parameters: new Map<string, readonly Rational[]>(), fields: new Map(Object.entries(fields)),
});
const POINTS = [[0.5, -0.25, 0.75], [-1.25, 1, 0.125], [0, 0, 0]] as const;

describe.each(DIMENSIONS)('closed formulas, d = %i', (n) => {
  const [process, components] = [PROCESS[n - 1]!, COMPONENTS[n - 1]!];
  const forward = forwardForms(process, components);
  const backward = backwardForms(process, components, HORIZON, LAMBDA);

  test('the density is that of the numeric law, with its logarithm and score', () => {
    const law = linearLaw(numericProcess(process));
    const world = worldOf(instanceOf(n, { p: forward.density, V: forward.logDensity }), DOUBLES);
    for (const point of POINTS) {
      const x = point.slice(0, n);
      for (const t of [0, 0.5, 1.25]) {
        const place = [{ variable: X, values: x }, { variable: T, values: [t] }];
        const exact = law.mixture(numericMixture(components), t);
        const value = (e: Expression, k = 0): number => evaluate(e, world, place, 0)[k]![0]!;
        expect(Math.abs(value(at(P)) / exact.density(x) - 1)).toBeLessThan(1e-12);
        expect(Math.abs(value(at(V)) - exact.logDensity(x))).toBeLessThan(1e-12);
        const score = exact.score(x);
        for (let i = 0; i < n; i += 1) expect(Math.abs(value(gradient(at(V)), i) - score[i]!)).toBeLessThan(1e-11);
      }
    }
  });

  test('the density solves the Fokker–Planck equation: the enclosed residual contains 0', () => {
    const world = worldOf(instanceOf(n, { p: forward.density, f: forward.drift, G: forward.noise }), BALLS);
    for (const point of POINTS) {
      const values = point.slice(0, n).map((value) => ({ value, radius: 0 }));
      const ball = evaluate(FOKKER_PLANCK, world, [{ variable: X, values }, { variable: T, values: [{ value: 0.75, radius: 0 }] }], 0)[0]![0]!;
      expect(Math.abs(ball.value)).toBeLessThanOrEqual(ball.radius);
      expect(ball.radius).toBeLessThan(1e-10);
    }
  });

  test('the value is that of the numeric law, and solves its equation: the enclosed residual contains 0', () => {
    const mixture = numericMixture(components);
    const total = components.reduce((sum, { weight }) => sum + Number(weight.numerator) / Number(weight.denominator), 0);
    const numeric = hopfColeValue({ process: numericProcess(process), temperature: 0.5, horizon: 1.5, terminal: terminalOf(mixture) });
    const fields = { V: backward.value, p: backward.desirability, f: forward.drift, G: forward.noise };
    const [doubles, balls] = [worldOf(instanceOf(n, fields), DOUBLES), worldOf(instanceOf(n, fields), BALLS)];
    for (const point of POINTS) {
      const x = point.slice(0, n);
      const value = evaluate(at(V), doubles, [{ variable: X, values: x }, { variable: T, values: [0.25] }], 0)[0]![0]!;
      // The numeric mixture has weights that sum to 1, the formula the weights that were given.
      expect(Math.abs(value + 0.5 * Math.log(total) - numeric(0.25).value(x))).toBeLessThan(1e-12);
      const place = [{ variable: X, values: x.map((entry) => ({ value: entry, radius: 0 })) }, { variable: T, values: [{ value: 0.25, radius: 0 }] }];
      const ball = evaluate(HJB, balls, place, 0)[0]![0]!;
      expect(Math.abs(ball.value)).toBeLessThanOrEqual(ball.radius);
      expect(ball.radius).toBeLessThan(1e-10);
      const wrong = evaluate(plus(HJB, times(num(1, 1000), derivative(T, at(V)))), balls, place, 0)[0]![0]!;
      expect(Math.abs(wrong.value)).toBeGreaterThan(wrong.radius);
    }
  });
});

describe('a problem that is none', () => {
  const process = { rates: [rational(-1)], shift: [rational(0)], noise: [rational(1)] };
  const terminal = [{ weight: rational(1), mean: [rational(0)], covariance: [rational(1)] }];
  test.each([0n, -1n])('a horizon or a temperature of %i', async (k) => {
    expect(await faultOf(() => backwardForms(process, terminal, rational(k)))).toBe('no-horizon');
    expect(await faultOf(() => backwardForms(process, terminal, rational(1), rational(k)))).toBe('not-applicable');
  });
});

describe('bad input', () => {
  test('is named', async () => {
    const [process, components] = [PROCESS[1]!, COMPONENTS[1]!];
    expect(await faultOf(() => forwardForms({ ...process, shift: quarters(1) }, components))).toBe('not-applicable');
    expect(await faultOf(() => forwardForms(process, COMPONENTS[0]!))).toBe('not-applicable');
    expect(await faultOf(() => forwardForms(process, []))).toBe('not-applicable');
    expect(await faultOf(() => forwardForms({ rates: quarters(1, 1, 1, 1), shift: quarters(1, 1, 1, 1), noise: quarters(1, 1, 1, 1) }, components))).toBe('not-applicable');
    const flat = [{ weight: rational(1), mean: quarters(0, 0), covariance: quarters(1, 1, 1, 1) }];
    expect(await faultOf(() => forwardForms(process, flat))).toBe('singular-matrix');
    expect(await faultOf(() => backwardForms(process, flat, HORIZON))).toBe('singular-matrix');
  });
});
