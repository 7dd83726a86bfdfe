/**
 * The means of evidence that there are, each loaded when it is first asked for. A new one is one line here.
 *
 * This file loads nothing by itself, so that the command line can name the means without waiting for them.
 */
import type { Method, Witness } from './witness.ts';
import { METHODS } from './witness.ts';

export type NumericMethod = Exclude<Method, 'exact'>;

export const WITNESSES: Readonly<Partial<Record<NumericMethod, () => Promise<Witness>>>> = {
  instances: async () => (await import('./instances.ts')).instances,
  solvers: async () => (await import('./solvers.ts')).solvers,
  paths: async () => (await import('./paths.ts')).paths,
  networks: async () => (await import('./networks.ts')).networks,
};

/** What `--methods` may name, in the order in which it is told. */
export const OFFERED: readonly Method[] = METHODS.filter((method) => method === 'exact' || method in WITNESSES);

/** Is there anything beyond the kernel's verdict? */
export const wantsNumbers = (methods: readonly Method[]): boolean => methods.some((method) => method !== 'exact');
