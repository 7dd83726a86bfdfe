/**
 * Everything that follows from one process, in the order in which it is told.
 */
import type { Process } from '../../language/statement.ts';
import type { Derived } from '../derivation.ts';
import type { Setting } from '../setting.ts';
import { fokkerPlanckStep } from './forward.ts';

export const deriveProcess = async (setting: Setting, process: Process): Promise<Derived> => ({
  sections: [{ heading: `The process ${process.name}`, steps: [fokkerPlanckStep(setting, process)] }],
  notFound: [],
});
