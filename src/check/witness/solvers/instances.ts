/**
 * The settings in which a claim is looked at, and their worlds, solved once for all claims of a document.
 */
import { subexpressions } from '../../../calculus/dependence.ts';
import type { Condition, Expression } from '../../../kernel/expression.ts';
import type { Claim, Document } from '../../../language/statement.ts';
import type { GoalsOfClaim } from '../../goals.ts';
import { drawnFrom } from '../../../numeric/families/drawing.ts';
import { evaluate } from '../../../numeric/evaluate/evaluate.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { KeyedStream } from '../../../numeric/random/streams.ts';
import { streamOf } from '../../../numeric/random/streams.ts';
import { horizonsOf, isHalfLine, noHorizon, solvedFamily } from '../../../numeric/solved/family.ts';
import { processesBehind } from '../../../numeric/solved/plan.ts';
import type { Setting } from '../../../numeric/solved/setting.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import { solvedWorlds } from '../../../numeric/solved/world.ts';

/** One setting on all its grids, the coarsest first. */
export interface Solved {
  readonly setting: Setting;
  readonly worlds: readonly SolvedWorld[];
  readonly stream: KeyedStream;
}

/** The dimensions in which a document is solved. */
export const dimensionsOf = ({ dimension }: Document): readonly number[] => (dimension === null ? [1, 2] : dimension <= 2 ? [dimension] : []);

/** Whether a claim is looked at for positive states alone. */
export const isHalfLineClaim = (document: Document, { where, body }: Claim, { goals, optimal }: GoalsOfClaim): boolean => {
  const own = 'process' in body ? [body.process] : 'problem' in body ? [body.problem.process] : [];
  const all = [...goals.flatMap((g) => [g.left, g.right]), ...optimal.flatMap((o) => [o.hamiltonian, o.law])];
  return isHalfLine(where, [...own, ...processesBehind(document, all)]);
};

const known = new WeakMap<Document, Map<string, Solved>>();

/** Conditions with `=` between a constant and what determines it are met by choosing that constant. `half`: for positive states alone. */
export const solvedFor = (document: Document, dimension: number, half: boolean, seed: number, conditions: readonly Condition[]): Solved => {
  const equations = conditions.filter((c) => c.relation === '=');
  const list = known.get(document) ?? new Map<string, Solved>();
  known.set(document, list);
  const key = `${dimension}|${half}|${seed}`;
  const base = list.get(key) ?? drawn(document, dimension, half, seed);
  list.set(key, base);
  return equations.length === 0 ? base : tiedBy(base, equations);
};

const drawn = (document: Document, dimension: number, half: boolean, seed: number): Solved => {
  const stream = streamOf(seed, 'solvers', document.source, dimension);
  const family = solvedFamily(document, dimension, half);
  const setting = family.build(drawnFrom(family.choices, stream));
  return { setting, worlds: solvedWorlds(setting), stream };
};

const tiedBy = ({ setting, worlds, stream }: Solved, equations: readonly Condition[]): Solved => {
  const tied = new Map(setting.tied);
  for (const { left, right } of equations) {
    const [name, value] = determined(left, right) ?? determined(right, left) ?? cannot();
    tied.set(name, evaluate(value, worlds[0] as SolvedWorld, [], 0).map((series) => series[0] as number));
  }
  const changed = withHorizon({ ...setting, tied });
  return { setting: changed, worlds: solvedWorlds(changed), stream };
};

/** A horizon that a condition ties is the horizon, by all its names. */
const withHorizon = (setting: Setting): Setting => {
  const names = [...horizonsOf(setting.document)];
  const [first, ...others] = names.flatMap((name) => setting.tied.get(name) ?? []);
  if (first === undefined) return setting;
  if (!(first > 0)) throw noHorizon(`a condition makes the horizon ${first}`);
  if (others.some((other) => other !== first)) throw new NumericError('not-applicable', 'conditions that make two different horizons', 'tie one of them');
  return { ...setting, horizon: first, tied: new Map([...setting.tied, ...names.map((name) => [name, [first]] as const)]) };
};

const cannot = (): never => {
  throw new NumericError('not-applicable', 'a condition with = that is not met by choosing one constant', 'state it for a constant alone');
};

const determined = (constant: Expression, value: Expression): readonly [string, Expression] | null =>
  (constant.kind === 'parameter' && ![...subexpressions(value)].some((part) => part.kind === 'variable') ? [constant.parameter.name, value] : null);
