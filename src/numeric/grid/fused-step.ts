/**
 * One implicit step on a uniform grid in one sweep: the rates of generator-matrix.ts are made, eliminated and forgotten,
 * from both ends at once, without ever being stored. It does what `implicitMatrix(…).fill` and `solveTridiagonal` do one
 * after the other, in about two thirds of the time, which counts where coefficients change with every step.
 *
 * With the rates u_i (from i to i + 1) and d_i (back), times the step part s, the pivots of I − s Qᵀ are e_i + u_i, where
 * e_0 = 1 and e_{i+1} = 1 + d_i e_i / (e_i + u_i): nothing is subtracted, so that every entry of the solution has small
 * relative error, far tails included (the idea of Grassmann, Taksar, Heyman, Oper. Res. 33 (1985)). I − s Q has the same pivots.
 */
import { fitted } from './bernoulli.ts';
import { refuseNoise } from './generator-matrix.ts';
import { backwards, refuseSystem } from './tridiagonal.ts';

/**
 * Solves (I − s Qᵀ) y = right, or (I − s Q) y = right where `transposed`, and writes out = scale y + keep right, as
 * solveTridiagonal does. `drift` at the n + 1 faces, `squaredNoise` at the n centres, cells of width h; `out` is not `right`.
 */
export const fusedStep = (
  h: number, drift: Float64Array, squaredNoise: Float64Array, s: number, transposed: boolean,
  right: Float64Array, out: Float64Array, work: Float64Array, scale: number, keep: number,
): void => {
  const size = right.length;
  const middle = size >> 1;
  const noiseScale = 0.25 * s / (h * h);
  const driftScale = 0.5 * s / h;
  let i = 0;
  let j = size - 1;
  let [quarterUp, quarterDown] = [noiseScale * squaredNoise[0]!, noiseScale * squaredNoise[j]!];
  let [excessUp, excessDown] = [1, 1];
  let [valueUp, valueDown] = [right[0]!, right[j]!];
  let least = 0;
  for (; j > middle; i += 1, j -= 1) {
    // The face after cell i, and the face before cell j.
    const nextUp = noiseScale * squaredNoise[i + 1]!;
    const nextDown = noiseScale * squaredNoise[j - 1]!;
    const diffusionUp = quarterUp + nextUp;
    const diffusionDown = quarterDown + nextDown;
    if (diffusionUp < least) least = diffusionUp;
    if (diffusionDown < least) least = diffusionDown;
    const halfUp = driftScale * drift[i + 1]! - (nextUp - quarterUp);
    const halfDown = driftScale * drift[j]! - (quarterDown - nextDown);
    const wUp = 2 * halfUp / diffusionUp;
    const wDown = 2 * halfDown / diffusionDown;
    const zUp = wUp * wUp;
    const zDown = wDown * wDown;
    const zzUp = zUp * zUp;
    const evenUp = zUp < 0.25
      ? diffusionUp * (1 + zUp * 0.08333333333331554 + zzUp * (-0.0013888888880577112 + zUp * 3.3068768869994584e-5
        + zzUp * (-8.266098460021903e-7 + zUp * 2.048510288417138e-8)))
      : fitted(diffusionUp, halfUp);
    const zzDown = zDown * zDown;
    const evenDown = zDown < 0.25
      ? diffusionDown * (1 + zDown * 0.08333333333331554 + zzDown * (-0.0013888888880577112 + zDown * 3.3068768869994584e-5
        + zzDown * (-8.266098460021903e-7 + zDown * 2.048510288417138e-8)))
      : fitted(diffusionDown, halfDown);
    const leaveUp = evenUp + halfUp;
    const enterUp = evenUp - halfUp;
    const leaveDown = evenDown - halfDown;
    const enterDown = evenDown + halfDown;
    const inverseUp = 1 / (excessUp + leaveUp);
    const inverseDown = 1 / (excessDown + leaveDown);
    excessUp = 1 + enterUp * excessUp * inverseUp;
    excessDown = 1 + enterDown * excessDown * inverseDown;
    valueUp *= inverseUp;
    valueDown *= inverseDown;
    out[i] = valueUp;
    out[j] = valueDown;
    work[i] = (transposed ? leaveUp : enterUp) * inverseUp;
    work[j] = (transposed ? leaveDown : enterDown) * inverseDown;
    valueUp = right[i + 1]! + (transposed ? enterUp : leaveUp) * valueUp;
    valueDown = right[j - 1]! + (transposed ? enterDown : leaveDown) * valueDown;
    quarterUp = nextUp;
    quarterDown = nextDown;
  }
  if (i < middle) {
    const next = noiseScale * squaredNoise[middle]!;
    const half = driftScale * drift[middle]! - (next - quarterUp);
    const weight = fitted(quarterUp + next, half);
    const inverse = 1 / (excessUp + (weight + half));
    excessUp = 1 + (weight - half) * excessUp * inverse;
    valueUp *= inverse;
    out[i] = valueUp;
    work[i] = (transposed ? weight + half : weight - half) * inverse;
    valueUp = right[middle]! + (transposed ? weight - half : weight + half) * valueUp;
  }
  if (least < 0) refuseNoise(squaredNoise);
  const solved = (valueUp + (valueDown - right[middle]!)) / (excessUp + (excessDown - 1));
  if (!(Math.abs(solved) < Number.POSITIVE_INFINITY)) refuseSystem(drift, squaredNoise, right);
  backwards(right, out, work, solved, scale, keep);
};
