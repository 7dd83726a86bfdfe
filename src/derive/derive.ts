/**
 * `derive`: what follows from the processes and problems of a document, proved.
 */
import type { CheckOptions } from '../check/check.ts';
import { subexpressions } from '../calculus/dependence.ts';
import type { Expression } from '../kernel/expression.ts';
import type { Document, Problem, Process } from '../language/statement.ts';
import type { Derivation } from './compose.ts';
import { compose } from './compose.ts';
import { bridgeOf } from './bridge.ts';
import { reduceByAnsatz } from './ansatz/reduce-by-ansatz.ts';
import type { Derived } from './derivation.ts';
import { deriveProblem } from './problem/derive-problem.ts';
import { diffusionOf } from './problem/from-problem.ts';
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
  for (const declaration of chosen(document, options.only)) parts.push(...await partsOf(setting, declaration, options));
  return compose(title, document, parts.flatMap((p) => p.sections), parts.flatMap((p) => p.notFound), options);
};

/** What is named; or all, but a process that a problem steers, which is told with the problem. */
const chosen = (document: Document, only: readonly string[]): readonly (Process | Problem)[] => {
  const all = document.declarations.filter((d): d is Process | Problem => d.kind === 'process' || d.kind === 'problem');
  return only.length > 0 ? all.filter((d) => only.includes(d.name)) : all.filter((d) => d.kind === 'problem' || !isSteered(d));
};

const isSteered = (process: Process): boolean =>
  process.blocks.some((block) => [block.drift, ...block.noises.map((noise) => noise.coefficient)].some(mentionsControl));

const mentionsControl = (e: Expression): boolean =>
  [...subexpressions(e)].some((part) => part.kind === 'variable' && part.variable.role === 'control');

const partsOf = async (setting: Setting, declaration: Process | Problem, options: DeriveOptions): Promise<readonly Derived[]> => {
  if (declaration.kind === 'process') return [await deriveProcess(setting, declaration), await bridgeOf(setting, declaration)];
  if (options.fromProblem) return [await diffusionOf(setting, declaration)];
  return [await deriveProblem(setting, declaration), await reduceByAnsatz(setting, declaration, options.ansatz)];
};
