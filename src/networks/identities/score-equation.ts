/**
 * The Fokker–Planck equation of the score, along dX = a X dt + g dW:
 *
 *   ∂t s = ∇( ½ g² (∇·s + |s|²) − d a − a x·s ) = ½ g² ∇(∇·s) + g² (∇s)ᵀ s − a s − a (∇s)ᵀ x.
 *
 * Source: C.-H. Lai et al., FP-diffusion: improving score-based diffusion models by enforcing the underlying score Fokker–Planck
 * equation (ICML 2023). All derivatives of s_θ are exact (jets); the residual is compared in L²(p_t) at the pace of the clock.
 *
 * The bound: with e = s_θ − s the residual of s_θ is ∂t e − ½ g² ∇(∇·e) − g² ((∇s_θ)ᵀ s_θ − (∇s)ᵀ s) + a e + a (∇e)ᵀ x, and no
 * more than the sum of the absolute values, with the derivatives of e measured against the exact ones at the same points: no error
 * of the score alone bounds them. `by` says how many times the relative error of the score is amplified in it: of a network it
 * is so large that residuals of 20 to 40 % are to be expected, and only terms as large as that can be judged.
 */
import { inner } from '../../numeric/linear-algebra/dense.ts';
import { exactScore } from '../score/exact-score.ts';
import type { ScoreJet } from '../score/score-function.ts';
import { averagesOverTime } from './average.ts';
import type { Look } from './look.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const EQUATION_VARIANTS = [
  'time with the sign turned', 'the divergence without its half', 'the divergence with the sign turned', 'without the divergence',
  'the square with its half', 'the square with the sign turned', 'without the square', 'the drift with the sign turned', 'without the drift',
  'with g for g²', 'the Jacobian transposed',
] as const;
export type EquationVariant = 'as it is' | typeof EQUATION_VARIANTS[number];

/** Of ∂t s, ∇(∇·s), (∇s)ᵀ s and s + (∇s)ᵀ x on the right, and whether the Jacobian is transposed. */
interface Factors {
  readonly time: number;
  readonly divergence: number;
  readonly square: number;
  readonly drift: number;
  readonly transposed: boolean;
}

const factorsOf = (variant: EquationVariant, a: number, g: number): Factors => {
  const right: Factors = { time: 1, divergence: 0.5 * g * g, square: g * g, drift: -a, transposed: false };
  switch (variant) {
    case 'as it is': return right;
    case 'time with the sign turned': return { ...right, time: -1 };
    case 'the divergence without its half': return { ...right, divergence: g * g };
    case 'the divergence with the sign turned': return { ...right, divergence: -0.5 * g * g };
    case 'without the divergence': return { ...right, divergence: 0 };
    case 'the square with its half': return { ...right, square: 0.5 * g * g };
    case 'the square with the sign turned': return { ...right, square: -g * g };
    case 'without the square': return { ...right, square: 0 };
    case 'the drift with the sign turned': return { ...right, drift: a };
    case 'without the drift': return { ...right, drift: 0 };
    case 'with g for g²': return { ...right, divergence: 0.5 * g, square: g };
    case 'the Jacobian transposed': return { ...right, transposed: true };
  }
};

/** (∇s)ᵀ y, or ∇s y. */
const pulled = (jacobian: Float64Array, y: Float64Array, transposed: boolean): Float64Array => {
  const d = y.length;
  return y.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j += 1) sum += jacobian[transposed ? i * d + j : j * d + i]! * y[j]!;
    return sum;
  });
};

/** The four terms, each with its factor: their sum, the first less the others, is the residual. */
const termsOf = ({ value, jacobian, timeDerivative, gradientOfDivergence }: ScoreJet, x: Float64Array, f: Factors): readonly Float64Array[] => {
  const [square, along] = [pulled(jacobian, value, f.transposed), pulled(jacobian, x, f.transposed)];
  return [
    timeDerivative.map((y) => f.time * y), gradientOfDivergence.map((y) => -f.divergence * y),
    square.map((y) => -f.square * y), value.map((y, i) => -f.drift * (y + along[i]!)),
  ];
};

const NAMES = ['time', 'divergence', 'square', 'drift'] as const;

export const scoreEquation = (look: Look, variant: EquationVariant = 'as it is'): Sight => {
  const { law, score, clock, times, jets, seed } = look;
  const { drift, noise } = law.schedule;
  const d = law.dimension;
  const exact = exactScore(law);
  const averages = averagesOverTime(law, 8, (t, pace, at, out) => {
    const [right, claimed] = [factorsOf('as it is', drift(t), noise(t)), factorsOf(variant, drift(t), noise(t))];
    for (let p = 0; p < at.length / d; p += 1) {
      const x = at.slice(p * d, (p + 1) * d);
      const [found, known] = [score.jet(t, x), exact.jet(t, x)];
      const terms = termsOf(found, x, claimed);
      const [own, truth] = [termsOf(found, x, right), termsOf(known, x, right)];
      const residual = x.map((_, i) => terms.reduce((sum, term) => sum + term[i]!, 0));
      const allowed = own.reduce((sum, term, k) => sum + Math.hypot(...term.map((y, i) => y - truth[k]![i]!)), 0);
      const error = found.value.map((y, i) => y - known.value[i]!);
      out.set([pace ** 2 * inner(residual, residual), (pace * allowed) ** 2, ...own.map((term) => pace ** 2 * inner(term, term)),
        inner(error, error), inner(known.value, known.value)], p * 8);
    }
  }, { clock, times, points: jets, stream: look.stream.split('score equation') });
  const [residual, allowed, ...rest] = averages.map(({ value }) => Math.sqrt(Math.max(0, value)));
  const terms = Object.fromEntries(NAMES.map((name, k) => [name, rest[k]!]));
  const relative = rest[4]! / rest[5]!;
  const amplified = allowed! / Math.max(...Object.values(terms)) / relative;
  return weigh({
    difference: residual!, slack: (1 + 1e-9) * allowed! + 1e-9 * rest[0]!, terms, seed, falseAlarm: 0,
    by: `residual by jets, d = ${d}; error of the score ${(100 * relative).toPrecision(2)} %${relative > 1e-9 ? `, amplified ${amplified.toPrecision(2)} times` : ''}`,
    estimate: null,
  });
};
