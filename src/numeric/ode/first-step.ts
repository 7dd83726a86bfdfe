/**
 * A first step whose error is likely to be within the tolerance.
 *
 * Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I (1993), section II.4: an Euler step of a hundredth
 * of |y|/|f| gives an estimate of the second derivative; then h = (0.01 / max(|f|, |y''|))^(1/order), each in units of the
 * tolerance.
 */
import type { Stepper } from './stepper.ts';

/** Signed as end − start. `slope` holds f(start, y); `newSlope` and `stage` are written over. */
export const firstStep = (
  run: Stepper, start: number, end: number, { relative, absolute }: { readonly relative: number; readonly absolute: number },
): number => {
  const { y, stage, slope, newSlope: later } = run;
  const norm = (entry: (i: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < y.length; i += 1) sum += (entry(i) / (absolute + relative * Math.abs(y[i]!))) ** 2;
    return Math.sqrt(sum / y.length);
  };
  const most = Math.abs(end - start);
  const [size, speed] = [norm((i) => y[i]!), norm((i) => slope[i]!)];
  const trial = Math.min(most, size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed) * Math.sign(end - start);
  for (let i = 0; i < y.length; i += 1) stage[i] = y[i]! + trial * slope[i]!;
  run.evaluate(start + trial, stage, later);
  const bend = norm((i) => later[i]! - slope[i]!) / Math.abs(trial);
  const steepest = Math.max(speed, bend);
  const step = steepest <= 1e-15 ? Math.max(1e-6, 1e-3 * Math.abs(trial)) : (0.01 / steepest) ** (1 / run.control.order);
  const chosen = Math.min(100 * Math.abs(trial), step, most);
  return (Number.isFinite(chosen) ? chosen : Math.abs(trial)) * Math.sign(end - start);
};
