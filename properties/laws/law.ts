/**
 * What the laws of this folder have in common. A law ties a claim to numbers by what its words mean, not by the equation that the
 * calculus makes of them: `is density of` by expectations of test functions, `is value of` by small steps of dynamic programming.
 *
 * A law takes the claim as its operation, so that wrong versions of the claim can be put in. It looks at one setting, at places
 * that the stream chooses, and says whether the claim agrees with the numbers there.
 */
import type { Condition, Expression, Variable } from '../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, subtract } from '../../src/kernel/expression.ts';
import type { Claim } from '../../src/language/statement.ts';
import { DOUBLES } from '../../src/numeric/arithmetic/doubles.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../src/numeric/evaluate/evaluate.ts';
import type { World } from '../../src/numeric/evaluate/world.ts';
import { drawPoint } from '../../src/numeric/instance/point.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Stream } from '../../src/numeric/random/stream.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { sizeOfSpace } from '../arbitraries/setting.ts';
import type { Trial } from '../trial.ts';
import { AGREES, differs, skipped } from '../trial.ts';

export interface Law {
  readonly name: string;
  /** What it means for a claim to hold, in a line. */
  readonly about: string;
  readonly compare: (claim: Claim, setting: Setting, stream: Stream) => Trial;
}

/** A number with what it may be off by. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** A figure that is not known to this part of its size says nothing. */
const COARSEST = 1e-3;
const SAFETY = 4;

/** Two estimates of one number; `size`: of the terms that they are sums of. */
export const compared = (left: Estimate, right: Estimate, size: number): Trial => {
  const bound = SAFETY * (left.error + right.error) + 1e-10 * size;
  if (!Number.isFinite(bound) || !Number.isFinite(left.value) || !Number.isFinite(right.value)) return skipped('a value is no number');
  if (bound > COARSEST * Math.max(size, Number.MIN_VALUE)) return skipped('the figures are too coarse to tell');
  return Math.abs(left.value - right.value) > bound ? differs(String(left.value), `${right.value} ± ${bound}`) : AGREES;
};

export const exactly = (value: number): Estimate => ({ value, error: 0 });

/** The variables of a setting's document: t, x, and what is declared. In dimension 1, x is a scalar. */
export const variablesOf = ({ document }: Setting): readonly Variable[] => {
  const declared = [...document.symbols.values()].filter((s): s is Variable => s.kind === 'variable');
  const x: Variable = document.dimension === 1 ? { ...X_VARIABLE, space: null } : X_VARIABLE;
  return [T_VARIABLE, x, ...declared.filter((v) => v.name !== 't' && v.name !== 'x')];
};

const ATTEMPTS = 60;

/** A place at which the conditions hold; null where none was found. */
export const drawPlace = (setting: Setting, world: World<number>, conditions: readonly Condition[], stream: Stream): Place<number> | null => {
  const variables = variablesOf(setting);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const values = drawPoint(variables, (space) => sizeOfSpace(space, setting), stream.split(attempt));
    const place = variables.map((variable, k) => ({ variable, values: values[k] ?? [] }));
    if (conditions.every((c) => holdsAt(c, world, place))) return place;
  }
  return null;
};

/** Does the condition hold there? Equations hold up to rounding. */
export const holdsAt = ({ relation, left, right }: Condition, world: World<number>, place: Place<number>): boolean =>
  valuesOf(subtract(left, right), world, place).every((difference) => {
    switch (relation) {
      case '>': return difference > 1e-3;
      case '>=': return difference >= 0;
      case '<': return difference < -1e-3;
      case '<=': return difference <= 0;
      case '!=': return Math.abs(difference) > 1e-3;
      case '=': return Math.abs(difference) < 1e-12;
    }
  });

/** The components, in doubles. */
export const valuesOf = (e: Expression, world: World<number>, place: Place<number>): readonly number[] => allValuesOf([e], world, place)[0] ?? [];

export const allValuesOf = (es: readonly Expression[], world: World<number>, place: Place<number>): readonly (readonly number[])[] =>
  evaluateAll(es, world, place, 0).map((components) => components.map((series) => {
    const value = series[0] as number;
    if (!Number.isFinite(value)) throw new NumericError('not-finite', 'a value is no number', 'take another point');
    return value;
  }));

/** The place with other values of some variables. */
export const moved = (place: Place<number>, values: ReadonlyMap<string, readonly number[]>): Place<number> =>
  place.map((entry) => ({ variable: entry.variable, values: values.get(entry.variable.name) ?? entry.values }));

export const atPlace = (place: Place<number>, name: string): readonly number[] => {
  const found = place.find(({ variable }) => variable.name === name);
  if (found === undefined) throw new TypeError(`the place has no ${name}`);
  return found.values;
};

export { DOUBLES };

/** A NumericError is an instance that says nothing, with its reason. */
export const unlessNumeric = (compare: () => Trial): Trial => {
  try {
    return compare();
  } catch (error) {
    if (error instanceof NumericError) return skipped(error.message);
    throw error;
  }
};
