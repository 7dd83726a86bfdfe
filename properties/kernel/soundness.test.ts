/** Attacks on the kernel: what it must not prove or refute does not depend on the seed. FC_SEED gives others. */
import fc from 'fast-check';
import { attackWith } from '../../test/kernel/soundness/attack.ts';

attackWith(6 + (fc.readConfigureGlobal().seed ?? 1));
