/**
 * Feynman–Kac: h(x,t) = E[e^(−∫r) φ(X_T) + ∫ e^(−∫r) c | X_t = x] says, by the tower property over a short time, that the mean of h
 * grows at the rate r h − c along X, and, at the horizon, that h = φ.
 */
import { worldOf } from '../arbitraries/setting.ts';
import type { Trial } from '../trial.ts';
import { skipped, together } from '../trial.ts';
import { diffusionOf } from './diffusion.ts';
import type { Law } from './law.ts';
import { DOUBLES, compared, drawPlace, exactly, moved, unlessNumeric, valuesOf } from './law.ts';
import { changesOf } from './small-steps.ts';

export const feynmanKac: Law = {
  name: 'Feynman–Kac',
  about: 'the function has the tower property along the process, and the payoff at the horizon',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'expectation') throw new TypeError(`Feynman–Kac is no law of a claim of the kind ${body.kind}`);
    const world = worldOf(setting, DOUBLES);
    const place = drawPlace(setting, world, claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    const change = changesOf(body.expectation, diffusionOf(body.process, setting), setting, place)(place);
    const discount = body.discount === null ? 0 : valuesOf(body.discount, world, place)[0] ?? NaN;
    const running = body.running === null ? change.here.map(() => 0) : valuesOf(body.running, world, place);
    const rates = change.rate.map((rate, c): Trial => {
      const [decay, income] = [discount * (change.here[c] ?? NaN), running[c] ?? NaN];
      return compared(rate, exactly(decay - income), Math.max(1e-3, ...[rate.value, decay, income, ...change.shares.map((s) => s[c]?.value ?? 0)].map(Math.abs)));
    });
    // Just before the horizon, since formulas may have no value at it: the difference is of first order in what is left.
    const horizon = valuesOf(body.horizon, world, place)[0] ?? NaN;
    const there = (left: number): readonly number[] => valuesOf(body.expectation, world, moved(place, new Map([['t', [horizon - left]]])));
    const [near, nearer] = [there(1e-6), there(5e-7)];
    const payoff = valuesOf(body.terminal, world, moved(place, new Map([['t', [horizon]]])));
    const ends = payoff.map((value, c): Trial => {
      const end = 2 * (nearer[c] ?? NaN) - (near[c] ?? NaN);
      const error = Math.abs((nearer[c] ?? NaN) - (near[c] ?? NaN)) + 1e-12 * Math.abs(value);
      return compared({ value: end, error }, exactly(value), Math.max(Math.abs(value), Math.abs(end), 1e-2));
    });
    return together([...rates, ...ends]);
  }),
};
