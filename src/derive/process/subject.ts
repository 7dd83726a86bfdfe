/**
 * The process that a derivation is about, with the names that its steps use: its density p, its score s, and D for the
 * product G G^T of a matrix noise.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import { probabilityCurrent } from '../../calculus/current.ts';
import { diffusion, wienersOf } from '../../calculus/diffusion.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { isWrittenAlike } from '../../calculus/sameness.ts';
import { gradientBy, multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, field, log, mapParts, shapeOf, use } from '../../kernel/expression.ts';
import { variablesOf } from '../../language/variables.ts';
import type { Abbreviation, Block, Process } from '../../language/statement.ts';
import { readableForm } from '../readable-claim.ts';
import type { Setting } from '../setting.ts';
import type { Named } from './once.ts';
import { abbreviation, known, once } from './once.ts';

export interface Subject {
  readonly setting: Setting;
  readonly process: Process;
  readonly state: readonly Variable[];
  /** The state variables and t. */
  readonly slots: readonly Variable[];
  readonly hasNoise: boolean;
  /** Does the noise depend on the state? */
  readonly hasMovingNoise: boolean;
  /** Neither drift nor noise depends on t. */
  readonly isAutonomous: boolean;
  /** Controls on which drift or noise depends. */
  readonly controls: readonly Variable[];
}

export const subjectOf = (setting: Setting, process: Process): Subject => {
  const state = process.blocks.map((b) => b.variable);
  const noises = process.blocks.flatMap((b) => b.noises.map((n) => n.coefficient));
  const parts = [...process.blocks.map((b) => b.drift), ...noises];
  return {
    setting, process, state, slots: [...state, T_VARIABLE],
    hasNoise: wienersOf(process).length > 0,
    hasMovingNoise: noises.some((e) => state.some((v) => dependsOn(e, v))),
    isAutonomous: parts.every((e) => !dependsOn(e, T_VARIABLE)),
    controls: [...new Map(parts.flatMap((e) => [...variablesOf(e).values()].filter((v) => v.role === 'control').map((v) => [v.name, v]))).values()],
  };
};

/** Whether an expression depends on where the process is. */
export const movesWith = (subject: Subject, e: Expression): boolean => subject.state.some((v) => dependsOn(e, v));

/** p, the density. */
export const densityOf = ({ setting, process }: Subject): Named & { readonly field: Field } => {
  const { field: p, declarations } = setting.densityOf(process);
  return { field: p, expression: use(p), declarations };
};

/** s_b = ∇_b log p under a name of its own: s, or s_q and s_v for several blocks. */
export const scoreOf = (subject: Subject, block: Block): Named => {
  const { setting, process } = subject;
  return once(setting, scoreKey(process, block), () => {
    const written = writtenScore(subject, block);
    const wish = process.blocks.length === 1 ? 's' : `s_${block.variable.name}`;
    const name = setting.names.fresh(wish, process.blocks.length === 1 ? 'score' : `score_${block.variable.name}`);
    return abbreviation(name, subject.slots, written);
  });
};

const scoreKey = (process: Process, block: Block): string => `score of ${process.name} by ${block.variable.name}`;

/** ∇_b log p */
const writtenScore = (subject: Subject, block: Block): Expression => gradientBy(block.variable, log(densityOf(subject).expression));

/** All scores at once. */
export const scoresOf = (subject: Subject): { readonly of: (block: Block) => Expression; readonly declarations: readonly string[] } => {
  const scores = new Map(subject.process.blocks.map((block): [string, Named] => [block.variable.name, scoreOf(subject, block)]));
  return {
    of: (block) => scores.get(block.variable.name)?.expression ?? scoreOf(subject, block).expression,
    declarations: [...scores.values()].flatMap((s) => s.declarations),
  };
};

/** A current with its name: J, or J_q and J_v for several blocks; 0 where nothing moves. */
export interface Current extends Named {
  readonly value: Expression;
}

export const currentsOf = (subject: Subject): { readonly all: readonly Current[]; readonly declarations: readonly string[] } => {
  const { setting, process } = subject;
  const p = densityOf(subject).expression;
  const all = process.blocks.map((block): Current => {
    const value = readableForm(setting, shortened(subject, probabilityCurrent(process, block, p)));
    if (isWrittenZero(value)) return { value, expression: value, declarations: [] };
    return { value, ...once(setting, `current of ${process.name} by ${block.variable.name}`, () => {
      const name = setting.names.fresh(process.blocks.length === 1 ? 'J' : `J_${block.variable.name}`, 'j');
      return abbreviation(name, subject.slots, value);
    }) };
  });
  return { all, declarations: all.flatMap((c) => c.declarations) };
};

/**
 * D = G G^T under a name of its own, where the noise of the only block is a matrix; null where a formula shows it as
 * well: g² is no matrix, and several blocks would need a name for each pair.
 */
export const diffusionOf = (subject: Subject): (Named & { readonly value: Expression }) | null => {
  const { setting, process } = subject;
  const [block, ...others] = process.blocks;
  const value = block === undefined || others.length > 0 ? null : diffusion(block, block);
  if (value === null || multipleOfIdentity(value) !== null) return null;
  return {
    value,
    ...once(setting, `diffusion of ${process.name}`, () => {
      const declared = setting.document.declarations.find((d): d is Abbreviation => d.kind === 'let' && isWrittenAlike(d.value, value));
      const slots = declared?.slots ?? [...variablesOf(value).values()].sort((a, b) => Number(a.name === 't') - Number(b.name === 't'));
      const name = declared?.name ?? setting.names.fresh('D', 'A', 'C');
      return {
        expression: use(field(name, slots, { shape: shapeOf(value), symmetry: 'symmetric' })),
        declarations: declared === undefined ? abbreviation(name, slots, value).declarations : [],
      };
    }),
  };
};

/** A formula of the calculus with D written for G G^T, and s for ∇ log p where s has been introduced. */
export const shortened = (subject: Subject, e: Expression): Expression => {
  const { setting, process } = subject;
  const d = diffusionOf(subject);
  const short = d === null ? e : replaced(e, d.value, d.expression);
  return process.blocks.reduce((formula, block) => {
    const s = known(setting, scoreKey(process, block));
    return s === null ? formula : replaced(formula, writtenScore(subject, block), s);
  }, short);
};

/** Every part that is written like `old`. */
export const replaced = (e: Expression, old: Expression, by: Expression): Expression =>
  isWrittenAlike(e, old) ? by : mapParts(e, (part) => replaced(part, old, by));
