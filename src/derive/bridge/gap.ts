/**
 * The process under the score is the time reversal; any other control costs half the mean squared distance from it.
 */
import { diffusion } from '../../calculus/diffusion.ts';
import { generator } from '../../calculus/generator.ts';
import { controlCost } from '../../calculus/score-as-control.ts';
import { isWrittenAlike } from '../../calculus/sameness.ts';
import { multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import { reversedDrift } from '../../calculus/time-reversal.ts';
import { localVerificationIdentity, verificationIdentity } from '../../calculus/verification.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, field, num, plus, shapeOf, subtract, use } from '../../kernel/expression.ts';
import type { Block, Process } from '../../language/statement.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { declarationOf, densityClaim, unnamed } from '../process/claims.ts';
import { farAway } from '../process/sentences.ts';
import { atReversedTime } from '../process/mirrored.ts';
import { inserted } from '../problem/insert.ts';
import { tidy } from '../problem/tidy.ts';
import { readableForm } from '../readable-claim.ts';
import { withTidyFluxes } from '../problem/fluxes.ts';
import { isIntegrable } from '../problem/verification.ts';
import { claimText, hasFixedDimension, slotsOf } from '../setting.ts';

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
    // σ σ s is σ² s: only a matrix is worth a statement.
    return isIsotropic(forward) || isWrittenAlike(block.drift, other) || isWrittenAlike(tidy(b.setting, block.drift), tidy(b.setting, other)) ? [] : [{ name: `The drift of ${block.name} under the score`, text: claimText(block.drift, other) }];
  });
  return {
    title: `The optimal process is the time reversal of ${b.forward.name}`, rule: 'anderson', standing: 'derived', declarations: [],
    prose: say`Under this control the process is the time reversal of ${b.forward.name} [@anderson1982]: started from ${b.start}, it has the density ${b.reversed} at every time, and so it ends at the data:`,
    claims: [...drifts, { text: densityClaim(b.reversed, unnamed(anderson)) }],
  };
};

const isIsotropic = ({ blocks }: Process): boolean => blocks.every((block) => {
  const d = diffusion(block, block);
  return d === null || multipleOfIdentity(d) !== null;
});

/** −f + ∇·D + D ∇log p of one block, at T − t. */
const reversedBlockDrift = (b: Bridge, block: Block): Expression =>
  b.short(atReversedTime(tidy(b.setting, reversedDrift(b.forward, block, b.p)), b.horizon));

export const gapStep = (b: Bridge): Step => {
  const controls = b.controls.map((c) => use(c.variable));
  const left = plus(derivative(T_VARIABLE, b.value), readableForm(b.setting, generator(b.problem.process, b.value)), b.problem.running);
  return {
    title: `Excess cost at a point for ${b.forward.name}`, rule: 'completing-the-square', standing: 'derived', declarations: [],
    prose: say`Any other control leaves half its squared distance from the optimal one:`,
    claims: [{ text: claimText(b.short(left), excess(b, controls), 'fokker-planck') }],
  };
};

const excess = (b: Bridge, controls: readonly Expression[]): Expression =>
  controlCost(b.controls.map((c, k) => subtract(controls[k] ?? num(0), c.best)));

export const meanGapStep = (b: Bridge): Step => {
  const { setting, problem, forward } = b;
  const laws = b.controls.map(({ variable }) => field(setting.names.fresh(b.controls.length === 1 ? 'a' : `a_${variable.name}`, `a_${variable.name}`), slotsOf(forward), { shape: shapeOf(use(variable)) }));
  const controls = laws.map(use);
  const names = forward.blocks.map((block) => setting.names.fresh(`${block.name}_a`));
  const written = steeredBy(b, controls, (e) => e);
  const process: Process = { ...written, name: names.length === 1 ? names.join() : `(${names.join(',')})`, blocks: written.blocks.map((block, k) => ({ ...block, name: names[k] ?? block.name })) };
  const density = setting.densityOf(process, 'p_a', 'q_a');
  const law = {
    density: use(density.field), value: b.value, discount: null, excess: excess(b, controls), state: problem.process.blocks.map((block) => block.variable),
    running: inserted(problem.running, b.controls.map(({ variable }, k) => ({ variable, value: controls[k] ?? num(0) }))),
  };
  const isIntegral = isIntegrable(problem) && !hasFixedDimension(setting);
  const { left, right } = isIntegral ? verificationIdentity(law) : localVerificationIdentity(process, law);
  return {
    title: `Excess cost in the mean for ${forward.name}`, rule: 'verification', standing: 'derived',
    declarations: [...laws.map((f) => `field ${f.name}(${f.slots.map((v) => v.name).join(',')})${typeOf(f.shape)}`), declarationOf(process), ...density.declarations],
    prose: say`Now any feedback law steers the process, whose density is then ${use(density.field)}. ${isIntegral ? 'Integrated over time' : `Integrated over the state, where the flux vanishes ${farAway(forward)}, and over time`}, the following says: the expected cost of the law, minus the expected value at the start, is half the expected squared distance from the score. A score network is trained to make such a distance small, but in the mean under the law of the noising process:`,
    claims: [{ text: claimText(left, withTidyFluxes(setting, right)) }],
  };
};

const typeOf = ([space]: readonly string[]): string => (space === undefined ? '' : space === 'n' ? ': vector' : `: vector(${space})`);
