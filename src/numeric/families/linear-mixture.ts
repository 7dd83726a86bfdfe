/**
 * Gaussian mixtures under linear processes with constant coefficients: dX = (diag(a) X + b) dt + G dW, G full. The density
 * is known in closed form at every time (`laws/closed-forms.ts`). Its drift is linear and its noise constant, which hides errors.
 */
import type { Rational } from '../../kernel/rational.ts';
import { rational } from '../../kernel/rational.ts';
import type { Family } from '../instance/family.ts';
import type { DiagonalProcess, ExactComponent, ForwardForms } from '../laws/closed-forms.ts';
import { forwardForms } from '../laws/closed-forms.ts';
import type { Drawing } from './drawing.ts';
import { familyOf } from './drawing.ts';

export interface LinearMixture {
  readonly process: DiagonalProcess;
  readonly components: readonly ExactComponent[];
  readonly forms: ForwardForms;
}

const COMPONENTS = 2;

export const linearMixture = (dimension: 1 | 2 | 3): Family<LinearMixture> => familyOf(
  {
    name: `Gaussian mixture under a linear process, d = ${dimension}`, about: 'linear drift, constant noise, and the exact density',
    hides: 'derivatives of the noise, and all third derivatives of the drift',
  },
  (draw) => {
    const process = drawProcess(dimension, draw);
    const components = drawComponents(dimension, draw);
    return { process, components, forms: forwardForms(process, components) };
  },
);

const list = (count: number, entry: (k: number) => Rational): readonly Rational[] => Array.from({ length: count }, (_, k) => entry(k));

/** Rates are negative, so that the law settles. */
const drawProcess = (d: number, draw: Drawing): DiagonalProcess => ({
  rates: list(d, (i) => rational(-4 - draw.integer(`rate ${i + 1}`, -3, 4), 4)),
  shift: list(d, (i) => rational(draw.integer(`shift ${i + 1}`, -4, 4), 4)),
  noise: list(d * d, (k) => {
    const [i, j] = [Math.floor(k / d), k % d];
    return rational((i === j ? 8 : 0) + draw.integer(`noise ${i + 1}${j + 1}`, -3, 3), 8);
  }),
});

/** Covariances L Lᵀ with a triangular L. */
const drawComponents = (d: number, draw: Drawing): readonly ExactComponent[] => {
  const weights = Array.from({ length: COMPONENTS }, (_, k) => (k === 0 ? 8 : draw.integer(`weight ${k + 1}`, 0, 8)));
  const all = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight, c): ExactComponent => {
    const factor = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (__, j) =>
      (j > i ? 0 : j === i ? 4 + draw.integer(`width ${c + 1}${i + 1}`, -1, 2) : draw.integer(`tilt ${c + 1}${i + 1}${j + 1}`, -2, 2))));
    const at = (i: number, j: number): number => factor[i]?.[j] ?? 0;
    return {
      weight: rational(weight, all), mean: list(d, (i) => rational(draw.integer(`mean ${c + 1}${i + 1}`, -6, 6), 4)),
      covariance: list(d * d, (k) => {
        const [i, j] = [Math.floor(k / d), k % d];
        return rational(factor.reduce((s, _, m) => s + at(i, m) * at(j, m), 0), 64);
      }),
    };
  }).filter(({ weight }) => weight.numerator > 0n);
};
