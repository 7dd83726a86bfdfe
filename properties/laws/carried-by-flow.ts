/**
 * A density of an ordinary differential equation dX = v dt is carried along its trajectories: d log p(X, t) = −div v(X, t) dt. The
 * trajectory and what the log-density gains on it are solved for together (src/numeric/ode/probability-flow.ts), and compared
 * with the claimed density at the two ends.
 */
import { probabilityFlow } from '../../src/numeric/ode/probability-flow.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { worldOf } from '../arbitraries/setting.ts';
import { comparedNumbers, skipped } from '../trial.ts';
import { diffusionOf } from './diffusion.ts';
import { formulasOf } from './formulas.ts';
import type { Law } from './law.ts';
import { DOUBLES, atPlace, drawPlace, moved, unlessNumeric } from './law.ts';

const LENGTH = 1 / 2;

export const carriedByFlow: Law = {
  name: 'a density carried along trajectories',
  about: 'along a trajectory, the logarithm of the density loses the divergence of the velocity',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'density') throw new TypeError('trajectories carry densities');
    const diffusion = diffusionOf(body.process, setting);
    if (diffusion.noises > 0 || body.stationary) throw new NumericError('not-applicable', 'a process without noise is wanted', 'use another law');
    const everywhere = drawPlace(setting, worldOf(setting, DOUBLES), claim.where, stream);
    if (everywhere === null) return skipped('no place was found at which the conditions hold');
    const names = diffusion.blocks.map((b) => b.variable);
    const place = everywhere.filter(({ variable: { name } }) => name === 't' || names.includes(name));
    const velocity = formulasOf(diffusion.formulas, setting, place, { order: 1 });
    const density = formulasOf([body.density], setting, place);
    const at = (t: number, x: Float64Array): Place<number> => moved(place, new Map([['t', [t]], ...diffusion.blocks.map(({ variable, size, start }): readonly [string, readonly number[]] => [variable, [...x.subarray(start, start + size)]])]));
    const seriesAt = (t: number, x: Float64Array): readonly (readonly number[])[] => velocity(at(t, x)).flat();
    const logDensity = (t: number, x: Float64Array): number => Math.log(density(at(t, x))[0]?.[0]?.[0] ?? NaN);
    const start = atPlace(place, 't')[0] ?? 0;
    const initial = Float64Array.from(names.flatMap((name) => [...atPlace(place, name)]));
    const flow = {
      dimension: diffusion.dimension,
      velocity: (t: number, x: Float64Array, out: Float64Array): void => out.set(seriesAt(t, x).map((s) => s[0] ?? NaN)),
      // The coefficients of first order follow those of t: one a component of the state.
      divergence: (t: number, x: Float64Array): number => seriesAt(t, x).reduce((sum, s, i) => sum + (s[2 + i] ?? NaN), 0),
    };
    const { final, error } = probabilityFlow(flow, start, start + LENGTH, { state: initial, logDensity: logDensity(start, initial) });
    const bound = 1e3 * error.bound + 1e-8;
    return bound > 1e-3 ? skipped('the trajectory is not known well') : comparedNumbers(final.logDensity, logDensity(start + LENGTH, final.state), bound);
  }),
};
