/** Every pairing. */
import { ALGEBRA } from './algebra.ts';
import { CONTROL } from './control.ts';
import { DENSITIES } from './densities.ts';
import { FINANCE } from './finance.ts';
import { NAMED_LAWS } from './named-laws.ts';
import type { Pairing } from './pairing.ts';

export const PAIRINGS: readonly Pairing[] = [...DENSITIES, ...NAMED_LAWS, ...CONTROL, ...FINANCE, ...ALGEBRA];
