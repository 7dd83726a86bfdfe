/**
 * A process made from another one: the same state, other drift or noise, under a new name, with its declaration.
 */
import type { Block, Process } from '../../language/statement.ts';
import { processText } from '../formula-text.ts';
import type { Setting } from '../setting.ts';

export interface DeclaredProcess {
  readonly process: Process;
  /** `process Y: dY = … dt + … dW` */
  readonly declaration: string;
}

/** `wishes`: names for its blocks, in turn. */
export const anotherProcess = (
  setting: Setting, of: Process, wishes: readonly [string, ...string[]], change: (block: Block) => Pick<Block, 'drift' | 'noises'>,
): DeclaredProcess => {
  const blocks = of.blocks.map((block): Block => ({ name: setting.names.fresh(...wishes), variable: block.variable, ...change(block) }));
  const names = blocks.map((b) => b.name);
  const variables = blocks.map((b) => b.variable.name);
  const name = names.length === 1 ? names.join() : `(${names.join(',')})`;
  const header = names.length === 1 && variables[0] === 'x' ? name : `${name}(${variables.join(',')})`;
  const process: Process = { ...of, name, blocks };
  return { process, declaration: `process ${header}: ${processText(process)}` };
};
