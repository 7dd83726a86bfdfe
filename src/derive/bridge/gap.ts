/**
 * The process under the score is the time reversal; any other control costs half the mean squared distance from it.
 */
import { hamiltonian } from '../../calculus/hjb.ts';
import { controlCost } from '../../calculus/score-as-control.ts';
import { isWrittenAlike } from '../../calculus/sameness.ts';
import { reversedDrift } from '../../calculus/time-reversal.ts';
import { localVerificationIdentity, verificationIdentity } from '../../calculus/verification.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, field, num, plus, shapeOf, subtract, use } from '../../kernel/expression.ts';
import type { Block, Process } from '../../language/statement.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { declarationOf, densityClaim, unnamed } from '../process/claims.ts';
import { atReversedTime } from '../process/mirrored.ts';
import { inserted } from '../problem/insert.ts';
import { tidy } from '../problem/tidy.ts';
import { isIntegrable } from '../problem/verification.ts';
import { claimText, slotsOf } from '../setting.ts';

import type { Bridge } from './build.ts';
import { bestControls, steeredBy } from './build.ts';

export const reversalStep = (b: Bridge): Step => {
  const { forward } = b;
  const anderson: Process = {
    ...b.problem.process,
    blocks: b.problem.process.blocks.map((block, k) => ({ ...block, drift: reversedBlockDrift(b, forward.blocks[k] ?? block) })),
  };
  const steered = steeredBy(b, bestControls(b), (e) => e);
  const drifts = steered.blocks.flatMap((block, k): readonly Statement[] => {
    const other = anderson.blocks[k]?.drift ?? block.drift;
    return isWrittenAlike(block.drift, other) || isWrittenAlike(tidy(b.setting, block.drift), tidy(b.setting, other)) ? [] : [{ name: `The drift of ${block.name} under the score`, text: claimText(block.drift, other) }];
  });
  return {
    title: `The optimal process is the time reversal of ${b.forward.name}`, rule: 'anderson', standing: 'derived', declarations: [],
    prose: say`Under this control the process is ${{ kind: 'process', process: anderson }}, which is the time reversal of ${b.forward.name} [@anderson1982]: started from ${b.start}, its density is ${b.reversed} at every time, and so it ends at the data:`,
    claims: [...drifts, { text: densityClaim(b.reversed, unnamed(anderson)) }],
  };
};

/** −f + ∇·D + D ∇log p of one block, at T − t. */
const reversedBlockDrift = (b: Bridge, block: Block): Expression =>
  b.short(atReversedTime(tidy(b.setting, reversedDrift(b.forward, block, b.p)), b.horizon));

export const gapStep = (b: Bridge): Step => {
  const controls = b.controls.map((c) => use(c.variable));
  const left = plus(derivative(T_VARIABLE, b.value), hamiltonian(b.problem, b.value));
  return {
    title: `What another control than the score of ${b.forward.name} costs, at a point`, rule: 'completing-the-square', standing: 'derived', declarations: [],
    prose: say`With any other control a square is left, half the squared distance from the optimal one:`,
    claims: [{ text: claimText(b.short(left), excess(b, controls), 'fokker-planck') }],
  };
};

const excess = (b: Bridge, controls: readonly Expression[]): Expression =>
  controlCost(b.controls.map((c, k) => subtract(controls[k] ?? num(0), c.best)));

export const meanGapStep = (b: Bridge): Step => {
  const { setting, problem, forward } = b;
  const laws = b.controls.map(({ variable }) => field(setting.names.fresh(b.controls.length === 1 ? 'w' : `w_${variable.name}`, `w_${variable.name}`), slotsOf(forward), { shape: shapeOf(use(variable)) }));
  const controls = laws.map(use);
  const names = problem.process.blocks.map((block) => setting.names.fresh(problem.process.blocks.length === 1 ? 'Z' : `${block.name}w`, `${block.name}w`));
  const written = steeredBy(b, controls, (e) => e);
  const process: Process = { ...written, name: names.length === 1 ? names.join() : `(${names.join(',')})`, blocks: written.blocks.map((block, k) => ({ ...block, name: names[k] ?? block.name })) };
  const density = setting.densityOf(process, 'q', 'rho');
  const law = {
    density: use(density.field), value: b.value, discount: null, excess: excess(b, controls), state: problem.process.blocks.map((block) => block.variable),
    running: inserted(problem.running, b.controls.map(({ variable }, k) => ({ variable, value: controls[k] ?? num(0) }))),
  };
  const { left, right } = isIntegrable(problem) ? verificationIdentity(law) : localVerificationIdentity(process, law);
  return {
    title: `What another control than the score of ${forward.name} costs, in the mean`, rule: 'verification', standing: 'derived',
    declarations: [...laws.map((f) => `field ${f.name}(${f.slots.map((v) => v.name).join(',')})${typeOf(f.shape)}`), declarationOf(process), ...density.declarations],
    prose: say`Let any feedback law steer the process ${{ kind: 'process', process }}, and let ${use(density.field)} be its density. ${isIntegrable(problem) ? 'Integrated over time' : 'Integrated over the state, where the flux vanishes far away, and over time'}, the following says: the expected cost of the law, minus the expected value at the start, is half the expected squared distance from the score. This is what a score network is trained to make small:`,
    claims: [{ text: claimText(left, right) }],
  };
};

const typeOf = ([space]: readonly string[]): string => (space === undefined ? '' : space === 'n' ? ': vector' : `: vector(${space})`);
