/**
 * The time reversal of the process: in a clock of its own that runs up, and in the original clock, run down.
 */
import { otherClock, reversedDrift } from '../../calculus/time-reversal.ts';
import { minus } from '../../kernel/expression.ts';
import type { Expression } from '../../kernel/expression.ts';
import type { Block, Process } from '../../language/statement.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { declarationOf, densityClaim, unnamed } from './claims.ts';
import { atReversedTime, processAtReversedTime } from './mirrored.ts';
import { horizonOf } from './once.ts';
import type { Subject } from './subject.ts';
import { densityOf, shortened } from './subject.ts';

/** A name for the process that a step makes of this one: of one block `Y`, of several `(Q_back,V_back)`. */
export const renamed = ({ setting }: Subject, process: Process, suffix: string, ...wishes: readonly [string, ...string[]]): Process => {
  const [only] = process.blocks;
  if (process.blocks.length === 1 && only !== undefined) {
    const name = setting.names.fresh(...wishes);
    return { ...process, name, blocks: [{ ...only, name }] };
  }
  const blocks = process.blocks.map((block) => ({ ...block, name: setting.names.fresh(`${block.name}_${suffix}`) }));
  return { ...process, name: `(${blocks.map((b) => b.name).join(',')})`, blocks };
};

/** The process with other drifts and Itô noise. */
export const withDrift = (process: Process, driftOf: (block: Block) => Expression): Process => ({
  ...process,
  blocks: process.blocks.map((block) => ({ ...block, drift: driftOf(block), noises: block.noises.map((noise) => ({ ...noise, stratonovich: false })) })),
});

export const reversalStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const horizon = horizonOf(setting);
  const drift = (block: Block): Expression => readableForm(setting, shortened(subject, reversedDrift(process, block, p)));
  const own = renamed(subject, processAtReversedTime(withDrift(process, drift), horizon.expression), 'back', 'Y', 'R', 'Z');
  const down = unnamed(otherClock(withDrift(process, (block) => readableForm(setting, minus(drift(block))))));
  return {
    title: `Time reversal of ${process.name}`, rule: 'anderson', standing: 'derived',
    declarations: [...declarations, ...horizon.declarations, declarationOf(own)],
    prose: subject.hasNoise
      ? say`Run backwards from the time ${horizon.expression}, the process is a diffusion again, with the same noise [@anderson1982]: in a clock of its own, which runs up, the one above. In the original clock, which then runs down, no function changes its time:`
      : say`Run backwards from the time ${horizon.expression}, the solutions solve the equation above. In the original clock, which then runs down, it is the same equation as before:`,
    claims: [
      { text: densityClaim(atReversedTime(p, horizon.expression), own) },
      { name: `Time reversal of ${process.name} in the clock that runs down`, text: densityClaim(p, down) },
    ],
  };
};
