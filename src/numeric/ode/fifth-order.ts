/**
 * A step of the pair of order 5(4) of Dormand and Prince: seven stages, of which the last is the first of the next step.
 *
 * J. R. Dormand & P. J. Prince, A family of embedded Runge–Kutta formulae, J. Comput. Appl. Math. 6 (1980), table 2. The
 * interpolant is of order 4, with the coefficients of the program DOPRI5 of Hairer, Nørsett & Wanner (1993).
 */
import type { Control, RightHandSide } from './stepper.ts';
import { Stepper } from './stepper.ts';

type Seven = readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

export class FifthOrder extends Stepper {
  readonly control: Control = { order: 5, beta: 0.04 };
  readonly k: Seven;
  readonly slope: Float64Array;
  readonly newSlope: Float64Array;

  constructor(f: RightHandSide, initial: Float64Array, keeps: boolean) {
    super(f, initial, 5, keeps);
    const fresh = (): Float64Array => new Float64Array(this.n);
    this.k = [fresh(), fresh(), fresh(), fresh(), fresh(), fresh(), fresh()];
    this.slope = this.k[0];
    this.newSlope = this.k[6];
  }

  step(t: number, h: number): void {
    const { n, y, stage, next } = this;
    const [k1, k2, k3, k4, k5, k6, k7] = this.k;
    for (let i = 0; i < n; i += 1) stage[i] = y[i]! + h * (1 / 5) * k1[i]!;
    this.evaluate(t + h / 5, stage, k2);
    for (let i = 0; i < n; i += 1) stage[i] = y[i]! + h * (3 / 40 * k1[i]! + 9 / 40 * k2[i]!);
    this.evaluate(t + 0.3 * h, stage, k3);
    for (let i = 0; i < n; i += 1) stage[i] = y[i]! + h * (44 / 45 * k1[i]! - 56 / 15 * k2[i]! + 32 / 9 * k3[i]!);
    this.evaluate(t + 0.8 * h, stage, k4);
    for (let i = 0; i < n; i += 1) {
      stage[i] = y[i]! + h * (19372 / 6561 * k1[i]! - 25360 / 2187 * k2[i]! + 64448 / 6561 * k3[i]! - 212 / 729 * k4[i]!);
    }
    this.evaluate(t + 8 / 9 * h, stage, k5);
    for (let i = 0; i < n; i += 1) {
      stage[i] = y[i]! + h * (9017 / 3168 * k1[i]! - 355 / 33 * k2[i]! + 46732 / 5247 * k3[i]! + 49 / 176 * k4[i]!
        - 5103 / 18656 * k5[i]!);
    }
    this.evaluate(t + h, stage, k6);
    for (let i = 0; i < n; i += 1) {
      next[i] = y[i]! + h * (35 / 384 * k1[i]! + 500 / 1113 * k3[i]! + 125 / 192 * k4[i]! - 2187 / 6784 * k5[i]!
        + 11 / 84 * k6[i]!);
    }
    this.evaluate(t + h, next, k7);
  }

  errorOf(h: number, { relative, absolute }: { readonly relative: number; readonly absolute: number }): number {
    const { n, y, next } = this;
    const [k1, , k3, k4, k5, k6, k7] = this.k;
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const difference = h * (71 / 57600 * k1[i]! - 71 / 16695 * k3[i]! + 71 / 1920 * k4[i]! - 17253 / 339200 * k5[i]!
        + 22 / 525 * k6[i]! - 1 / 40 * k7[i]!);
      const ratio = difference / (absolute + relative * Math.max(Math.abs(y[i]!), Math.abs(next[i]!)));
      sum += ratio * ratio;
    }
    return Math.sqrt(sum / n);
  }

  protected storeRest(offset: number, _: number, h: number): void {
    const { n, record } = this;
    const [k1, , k3, k4, k5, k6, k7] = this.k;
    for (let i = 0; i < n; i += 1) {
      record[offset + i] = h * (-12715105075 / 11282082432 * k1[i]! + 87487479700 / 32700410799 * k3[i]!
        - 10690763975 / 1880347072 * k4[i]! + 701980252875 / 199316789632 * k5[i]! - 1453857185 / 822651844 * k6[i]!
        + 69997945 / 29380423 * k7[i]!);
    }
  }
}
