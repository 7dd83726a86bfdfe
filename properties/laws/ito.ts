/**
 * Itô's formula: `d(F) = a dt + B · dW along X` says that the mean of F grows at the rate a, and that its part in each component of
 * the noise is B; both are measured by small steps of X, without a derivative of F.
 *
 * Where the claim is in the sense of Stratonovich, the rate of the mean is a + ½ Σ_j (share of the noise j in B_j), since
 * B ∘ dW = B dW + ½ d⟨B, W⟩.
 */
import type { Claim } from '../../src/language/statement.ts';
import type { World } from '../../src/numeric/evaluate/world.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { worldOf } from '../arbitraries/setting.ts';
import type { Trial } from '../trial.ts';
import { skipped, together } from '../trial.ts';
import type { Diffusion } from './diffusion.ts';
import { diffusionOf } from './diffusion.ts';
import type { Estimate, Law } from './law.ts';
import { DOUBLES, compared, drawPlace, exactly, unlessNumeric, valuesOf } from './law.ts';
import { changesOf } from './small-steps.ts';

type Differential = Extract<Claim['body'], { kind: 'differential' }>;

/** Half the covariation of the claimed shares with the noise, by component of F. */
const halfCovariation = (body: Differential, diffusion: Diffusion, setting: Setting, place: Place<number>, components: number): readonly Estimate[] => {
  const total = Array.from({ length: components }, (): Estimate => exactly(0));
  for (const { coefficient, wiener } of body.noises) {
    const motion = diffusion.motions.find((m) => m.wiener === wiener);
    if (motion === undefined) continue;
    const change = changesOf(coefficient, diffusion, setting, place)(place);
    for (let c = 0; c < components; c += 1) {
      for (let j = 0; j < motion.size; j += 1) {
        const share = change.shares[motion.start + j]?.[c * motion.size + j] ?? exactly(NaN);
        const old = total[c] ?? exactly(0);
        total[c] = { value: old.value + share.value / 2, error: old.error + share.error / 2 };
      }
    }
  }
  return total;
};

const sizeOf = (values: readonly number[]): number => Math.max(...values.map(Math.abs), 1e-3);

const compareAt = (body: Differential, diffusion: Diffusion, setting: Setting, world: World<number>, place: Place<number>): Trial => {
  const change = changesOf(body.of, diffusion, setting, place)(place);
  const drift = valuesOf(body.drift, world, place);
  const extra = body.stratonovich ? halfCovariation(body, diffusion, setting, place, change.here.length) : change.here.map(() => exactly(0));
  const trials = change.rate.map((rate, c): Trial => {
    const { value, error } = extra[c] ?? exactly(0);
    // A written 0 stands for zero in every component.
    const claimed = drift.length === change.here.length ? drift[c] ?? NaN : drift[0] ?? NaN;
    return compared(rate, { value: claimed + value, error }, sizeOf([rate.value, claimed, value, ...change.shares.map((s) => s[c]?.value ?? 0)]));
  });
  for (const motion of diffusion.motions) {
    const claimed = body.noises.find((n) => n.wiener === motion.wiener);
    const values = claimed === undefined ? [] : valuesOf(claimed.coefficient, world, place);
    for (let c = 0; c < change.here.length; c += 1) {
      for (let j = 0; j < motion.size; j += 1) {
        const share = change.shares[motion.start + j]?.[c] ?? exactly(NaN);
        const value = values.length === 1 && change.here.length * motion.size > 1 ? values[0] ?? 0 : values[c * motion.size + j] ?? 0;
        trials.push(compared(share, exactly(value), sizeOf([share.value, value])));
      }
    }
  }
  for (const { wiener, coefficient } of body.noises) {
    if (diffusion.motions.every((m) => m.wiener !== wiener)) trials.push(...valuesOf(coefficient, world, place).map((v) => compared(exactly(v), exactly(0), 1)));
  }
  return together(trials);
};

export const itoFormula: Law = {
  name: 'Itô’s formula',
  about: 'the mean of a function of the process grows at the claimed rate, and its share in the noise is the claimed one',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'differential') throw new TypeError(`Itô’s formula is no law of a claim of the kind ${body.kind}`);
    const world = worldOf(setting, DOUBLES);
    const place = drawPlace(setting, world, claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    return compareAt(body, diffusionOf(body.process, setting), setting, world, place);
  }),
};
