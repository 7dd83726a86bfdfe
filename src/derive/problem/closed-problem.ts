/**
 * A problem with expressions in place of its controls: its process, its running cost, its Hamiltonian.
 */
import { generator } from '../../calculus/generator.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression } from '../../kernel/expression.ts';
import { num, times, use } from '../../kernel/expression.ts';
import type { Block, Problem, Process } from '../../language/statement.ts';
import type { Setting } from '../setting.ts';
import { inserted } from './insert.ts';
import { tidy } from './tidy.ts';

/** Drift and noise of a block with the controls put in. */
export const closedBlock = (setting: Setting, problem: Problem, controls: readonly Expression[]): ((block: Block) => Pick<Block, 'drift' | 'noises'>) => {
  const bindings = bindingsOf(problem, controls);
  const put = (e: Expression): Expression => {
    const value = inserted(e, bindings);
    return value === e ? e : tidy(setting, value);
  };
  return (block) => ({ drift: put(block.drift), noises: block.noises.map((noise) => ({ ...noise, coefficient: put(noise.coefficient) })) });
};

export const closedProcess = (setting: Setting, problem: Problem, controls: readonly Expression[]): Process => {
  const change = closedBlock(setting, problem, controls);
  return { ...problem.process, blocks: problem.process.blocks.map((block) => ({ ...block, ...change(block) })) };
};

export const closedRunning = (setting: Setting, problem: Problem, controls: readonly Expression[]): Expression => {
  const value = inserted(problem.running, bindingsOf(problem, controls));
  return value === problem.running ? value : tidy(setting, value);
};

/** L V with the controls put in. */
export const closedChange = (setting: Setting, problem: Problem, controls: readonly Expression[], value: Expression): Expression => {
  const change = generator(closedProcess(setting, problem, controls), value);
  return hasControlledNoise(problem) ? tidy(setting, change) : change;
};

const hasControlledNoise = ({ process, controls }: Problem): boolean =>
  process.blocks.some((b) => b.noises.some((n) => controls.some((c) => dependsOn(n.coefficient, c))));

/** No control at all. */
export const noControls = (problem: Problem): readonly Expression[] =>
  problem.controls.map((control) => (control.space === null ? num(0) : times(num(0), use(control))));

const bindingsOf = (problem: Problem, controls: readonly Expression[]): { variable: Problem['controls'][number]; value: Expression }[] =>
  problem.controls.map((variable, k) => ({ variable, value: controls[k] ?? num(0) }));
