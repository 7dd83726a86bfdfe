/** Attacks on the kernel, with the seed that users have; properties/kernel/soundness.test.ts has others. */
import { attackWith } from './soundness/attack.ts';

attackWith(1);
