/**
 * The means of evidence whose kills are counted: each family or scheme of each means alone, and all together as `check`
 * uses them. A new one is one line here.
 */
import type { NumericMethod } from '../../src/check/witness/registry.ts';
import { WITNESSES } from '../../src/check/witness/registry.ts';
import type { Witness } from '../../src/check/witness/witness.ts';

/** A means, or a part of one. */
export interface Rival {
  readonly family: string;
  readonly witness: Witness;
}

/** As `check` uses the means. */
export const TOGETHER = 'together';

const ALONE: Readonly<Partial<Record<NumericMethod, () => Promise<readonly Rival[]>>>> = {
  instances: async () => {
    const [{ instancesOf }, { FAMILIES }] = await Promise.all([
      import('../../src/check/witness/instances.ts'), import('../../src/check/witness/instances/families.ts'),
    ]);
    return FAMILIES.map((family) => ({ family: family.name, witness: instancesOf([family]) }));
  },
  solvers: async () => {
    const { solversIn } = await import('../../src/check/witness/solvers.ts');
    return [1, 2].map((dimension) => ({ family: `d = ${dimension}`, witness: solversIn([dimension]) }));
  },
  paths: async () => {
    const { pathsIn } = await import('../../src/check/witness/paths.ts');
    return [1, 2].map((dimension) => ({ family: `d = ${dimension}`, witness: pathsIn([dimension]) }));
  },
  networks: async () => {
    const [{ networksOn }, { wasmEngine }] = await Promise.all([
      import('../../src/check/witness/networks.ts'), import('../../src/networks/engine/wasm.ts'),
    ]);
    return [1, 2].map((dimension) => ({ family: `d = ${dimension}`, witness: networksOn(wasmEngine, [dimension]) }));
  },
};

/** Of every means that there is. */
export const MEANS: readonly NumericMethod[] = Object.keys(WITNESSES) as NumericMethod[];

export const rivalsOf = async (method: NumericMethod): Promise<readonly Rival[]> => {
  const together = await WITNESSES[method]?.();
  if (together === undefined) throw new RangeError(`there is no means '${method}'`);
  return [...(await ALONE[method]?.() ?? []), { family: TOGETHER, witness: together }];
};
