/**
 * `derive`: what follows from the processes and problems of a document, proved.
 */
import type { CheckOptions } from '../check/check.ts';
import type { Document, Problem, Process } from '../language/statement.ts';
import type { Derivation } from './compose.ts';
import { compose } from './compose.ts';
import type { Derived } from './derivation.ts';
import { deriveProblem } from './problem/derive-problem.ts';
import { deriveProcess } from './process/derive-process.ts';
import type { Setting } from './setting.ts';
import { settingOf } from './setting.ts';

export interface DeriveOptions extends CheckOptions {
  /** Names of processes and problems; [] for all. */
  readonly only: readonly string[];
  /** `V = 1/2 x^T P x + c`: tried before those that are found without being named. null: none given. */
  readonly ansatz: string | null;
  /** From a linearly solvable problem, the diffusion whose score solves it. */
  readonly fromProblem: boolean;
}

/** The derivation from a document without errors. */
export const derive = async (document: Document, title: string, options: DeriveOptions): Promise<Derivation> => {
  const setting = settingOf(document);
  const parts: Derived[] = [];
  for (const declaration of chosen(document, options.only)) parts.push(await partOf(setting, declaration));
  return compose(title, document, parts.flatMap((p) => p.sections), parts.flatMap((p) => p.notFound), options);
};

const chosen = (document: Document, only: readonly string[]): readonly (Process | Problem)[] =>
  document.declarations.filter((d): d is Process | Problem =>
    (d.kind === 'process' || d.kind === 'problem') && (only.length === 0 || only.includes(d.name)));

const partOf = (setting: Setting, declaration: Process | Problem): Promise<Derived> =>
  declaration.kind === 'process' ? deriveProcess(setting, declaration) : deriveProblem(setting, declaration);
