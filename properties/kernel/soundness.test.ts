/**
 * Attacks on the kernel: what it must not prove or refute, with the seed that users have, and with another, since none of
 * it may depend on the seed. FC_SEED gives others.
 */
import fc from 'fast-check';
import { describe } from 'vitest';
import { attackWith } from '../../test/kernel/soundness/attack.ts';

const seed = 6 + (fc.readConfigureGlobal().seed ?? 1);
describe('with the seed that users have', () => { attackWith(1); });
describe(`with the seed ${seed}`, () => { attackWith(seed); });
