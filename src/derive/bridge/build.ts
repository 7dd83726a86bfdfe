/**
 * The problem of control that belongs to a forward noising process dY = f dt + G dB: steer
 * dX = (−f + ∇·D + G u) dt + G dB, all at T − t, at the running cost ½|u|² − L*1 and the terminal cost −log p(x,0).
 */
import { wienersOf, noiseSpaceOf } from '../../calculus/diffusion.ts';
import { dependsOn, subexpressions } from '../../calculus/dependence.ts';
import { isZeroTerm } from '../../calculus/equation.ts';
import { controlCost, controlTerm, reversedCost, reversedPassiveDrift, gradientThroughNoise } from '../../calculus/score-as-control.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, controlVariable, field, log, minus, num, plus, use } from '../../kernel/expression.ts';
import type { Block, Problem, Process } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import { atReversedTime } from '../process/mirrored.ts';
import { horizonOf } from '../process/once.ts';
import type { Subject } from '../process/subject.ts';
import { densityOf, diffusionOf, replaced } from '../process/subject.ts';
import { inserted } from '../problem/insert.ts';
import { tidy } from '../problem/tidy.ts';
import type { Setting } from '../setting.ts';
import { slotsOf } from '../setting.ts';


/** What the steps share. */
export interface Bridge {
  readonly setting: Setting;
  readonly forward: Process;
  readonly problem: Problem;
  readonly declarations: readonly string[];
  /** −log p(x,T−t), under its name and written out. */
  readonly value: Expression;
  readonly writtenValue: Expression;
  /** The steered process and its running cost without any control. */
  readonly passive: Process;
  readonly cost: Expression | null;
  /** One control a Brownian motion, and the best one: the score through it. */
  readonly controls: readonly Control[];
  /** p, T, p(x,T−t), and p(x,T) where the reversed clock begins. */
  readonly p: Expression;
  readonly horizon: Expression;
  readonly reversed: Expression;
  readonly start: Expression;
  /** Names of the derivation, such as D for G Gᵀ, written for what they stand for. */
  readonly short: (e: Expression) => Expression;
}

export interface Control {
  readonly variable: Variable;
  readonly wiener: string;
  readonly best: Expression;
}

export const build = (setting: Setting, subject: Subject, forward: Process): Bridge => {
  const density = densityOf(subject);
  const horizon = horizonOf(setting);
  const p = density.expression;
  const reversedTime = (e: Expression): Expression => atReversedTime(e, horizon.expression);
  const reversed = reversedTime(p);
  const wieners = wienersOf(forward);
  const controls = wieners.map((wiener): Control => ({
    wiener, variable: controlFor(setting, forward, wiener, wieners.length), best: reversedTime(tidy(setting, gradientThroughNoise(forward, wiener, log(p)))),
  }));
  const matrix = diffusionOf(subject);
  const short = (e: Expression): Expression => (matrix === null ? e : replaced(e, reversedTime(matrix.value), reversedTime(matrix.expression)));
  const passive = passiveProcess(setting, forward, p, (e) => short(reversedTime(e)));
  const steered = steeredProcess(passive, forward, (e) => short(reversedTime(e)), controls);
  const value = field(setting.names.fresh('V', 'W', 'V_p'), slotsOf(forward));
  const writtenValue = minus(log(reversed));
  const own = short(reversedTime(withoutFlat(tidy(setting, reversedCost(forward)))));
  const cost = isZeroTerm(own) ? null : own;
  const problem: Problem = {
    kind: 'problem', name: setting.names.fresh('P', `P_${forward.blocks[0]?.name ?? 'X'}`, 'Problem'), sense: 'minimize',
    running: plus(controlCost(controls.map((c) => use(c.variable))), ...(cost === null ? [] : [cost])),
    terminal: minus(log(inserted(p, [{ variable: T_VARIABLE, value: num(0) }]))), horizon: horizon.expression,
    controls: controls.map((c) => c.variable), process: steered, discount: null, span: forward.span,
  };
  return {
    setting, forward, problem, passive, cost, controls, reversed, writtenValue, value: use(value), short, p, horizon: horizon.expression,
    start: inserted(p, [{ variable: T_VARIABLE, value: horizon.expression }]),
    declarations: [
      ...density.declarations, ...horizon.declarations, ...(matrix?.declarations ?? []), `let ${value.name}(${value.slots.map((v) => v.name).join(',')}) = ${formulaText(writtenValue)}`,
    ],
  };
};

/** Without terms that are derivatives of constants, such as Δ1. */
const withoutFlat = (e: Expression): Expression =>
  (e.kind === 'add' ? plus(...e.terms.filter((term) => ![...subexpressions(term)].some((part) => part.kind === 'laplacian' && !dependsOn(part.of, part.variable)))) : e);

/** `u`, or `u_W` where there are several Brownian motions. */
const controlFor = (setting: Setting, process: Process, wiener: string, count: number): Variable =>
  controlVariable(count === 1 ? setting.names.fresh('u', 'a', `u_${wiener}`) : setting.names.fresh(`u_${wiener}`), noiseSpaceOf(process, wiener));

/** dX = (−f + ∇·D) dt + G dW, all at T − t. */
const passiveProcess = (setting: Setting, forward: Process, p: Expression, reversedTime: (e: Expression) => Expression): Process => {
  const blocks = forward.blocks.map((block): Block => ({
    name: setting.names.fresh(`${block.name}_u`), variable: block.variable,
    drift: reversedTime(tidy(setting, reversedPassiveDrift(forward, block, p))),
    noises: block.noises.map((noise) => ({ ...noise, stratonovich: false, coefficient: reversedTime(noise.coefficient) })),
  }));
  return { kind: 'process', name: blocks.length === 1 ? (blocks[0]?.name ?? 'X') : `(${blocks.map((b) => b.name).join(',')})`, blocks, backward: false, span: forward.span };
};

/** With G u in the drift of each block, u the control through each of its noises. */
const steeredProcess = (passive: Process, forward: Process, reversedTime: (e: Expression) => Expression, controls: readonly Control[]): Process => ({
  ...passive,
  blocks: passive.blocks.map((block, k) => {
    const pushes = controls.flatMap((c) => controlTerm(forward.blocks[k] ?? block, c.wiener, use(c.variable)) ?? []).map(reversedTime);
    return pushes.length === 0 ? block : { ...block, drift: plus(...(isZeroTerm(block.drift) ? [] : [block.drift]), ...pushes) };
  }),
});

export const bestControls = (b: Bridge): readonly Expression[] => b.controls.map((c) => c.best);

/** The steered process with laws in place of the controls. */
export const steeredBy = (b: Bridge, laws: readonly Expression[], shown: (e: Expression) => Expression): Process => ({
  ...b.problem.process,
  blocks: b.problem.process.blocks.map((block) => ({
    ...block, drift: b.short(shown(inserted(block.drift, b.controls.map(({ variable }, k) => ({ variable, value: laws[k] ?? num(0) }))))),
  })),
});
