/**
 * Attacks on the kernel: documents, each with one claim, and the verdict that it must or must not have. Most of the
 * claims are false in a way that a careless rule would not notice, or true in a way that a careless search for
 * counterexamples would not respect.
 */
import type { Case } from './case.ts';
import { conditions } from './conditions.ts';
import { densities1 } from './densities-1.ts';
import { densities2 } from './densities-2.ts';
import { expectationsAndValues1 } from './expectations-and-values-1.ts';
import { expectationsAndValues2 } from './expectations-and-values-2.ts';
import { functions } from './functions.ts';
import { hypotheses1 } from './hypotheses-1.ts';
import { hypotheses2 } from './hypotheses-2.ts';
import { integrals } from './integrals.ts';
import { leads } from './leads.ts';
import { optima } from './optima.ts';
import { overDetermined } from './over-determined.ts';
import { tensors1 } from './tensors-1.ts';
import { tensors2 } from './tensors-2.ts';

export const THEMES: readonly (readonly [string, readonly Case[]])[] = [
  ['expectations and values', [...expectationsAndValues1, ...expectationsAndValues2]],
  ['densities', [...densities1, ...densities2]],
  ['integrals', integrals],
  ['optima', optima],
  ['conditions', conditions],
  ['hypotheses', [...hypotheses1, ...hypotheses2, ...overDetermined]],
  ['leads', leads],
  ['tensors', [...tensors1, ...tensors2]],
  ['functions', functions],
];
