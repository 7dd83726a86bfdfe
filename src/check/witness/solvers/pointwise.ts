/**
 * An equation at points of a solved world: both sides on what was solved, term by term, on every grid.
 *
 * What is compared is relative to Σ|terms| at the point, the terms being those of the sums on both sides.
 */
import { subexpressions } from '../../../calculus/dependence.ts';
import { isZeroTerm } from '../../../calculus/equation.ts';
import type { Condition, Expression, Variable } from '../../../kernel/expression.ts';
import { subtract } from '../../../kernel/expression.ts';
import type { Goal } from '../../../kernel/goal.ts';
import type { Document } from '../../../language/statement.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import { variablesOf } from '../instances/setting.ts';
import type { Solved } from './instances.ts';
import type { Differences, Judgement } from './judgement.ts';
import { judge } from './judgement.ts';

const POINTS: Readonly<Record<number, number>> = { 1: 10, 2: 6 };
const ATTEMPTS = 40;

export type Sides = Pick<Goal, 'left' | 'right' | 'conditions'>;

/** One component at one point. */
interface Entry {
  readonly place: Place<number>;
  readonly size: number;
  readonly terms: readonly number[];
  readonly left: number;
  readonly right: number;
}

export const judgePointwise = (document: Document, sides: Sides, solved: Solved, label: string): Judgement => {
  const terms = [...sidesTerms(sides.left), ...sidesTerms(sides.right)];
  const lefts = sidesTerms(sides.left).length;
  const finest = solved.worlds.at(-1) as SolvedWorld;
  const { places, problem } = placesFor(document, sides, terms, solved, finest);
  if (places.length === 0) return { outcome: 'silent', reason: problem ?? 'no point was found at which the conditions hold' };
  const entries = places.flatMap((place) => entriesAt(terms, lefts, finest, place));
  const largest = Math.max(...entries.map((e) => e.size));
  // Where all terms are nearly zero nothing is compared.
  const kept = entries.flatMap((e, k) => (e.size > 1e-6 * largest ? [k] : []));
  const levels = solved.worlds.map((world) => {
    const here = world === finest ? entries : places.flatMap((place) => entriesAt(terms, lefts, world, place));
    return Float64Array.from(kept, (k) => ((here[k] as Entry).left - (here[k] as Entry).right) / (entries[k] as Entry).size);
  });
  const of = (k: number): Entry => entries[kept[k] as number] as Entry;
  const responses = terms.map((_, t) => Math.max(0, ...kept.map((k) => Math.abs(entries[k]!.terms[t] ?? 0) / entries[k]!.size)));
  const differences: Differences = {
    levels, worlds: solved.worlds, allowance: 0, by: `${label}, ${gridsText(solved)}`, responses: responses.map((r) => (r < 1e-9 ? 0 : r)),
    tell: (k) => ({ place: placeText(of(k).place), left: of(k).left.toPrecision(7), right: of(k).right.toPrecision(7) }),
  };
  return judge(differences);
};

export const gridsText = ({ setting, worlds }: Solved): string =>
  `d = ${setting.dimension}, ${worlds.map((w) => w.resolution.cells).join(', ')} cells`;

export const placeText = (place: Place<number>): readonly string[] => place.map(({ variable, values }) =>
  `${variable.name} = ${values.length === 1 ? values[0]!.toPrecision(6) : `(${values.map((v) => v.toPrecision(6)).join(', ')})`}`);

const sidesTerms = (side: Expression): readonly Expression[] => (isZeroTerm(side) ? [] : termsOf(side));

const entriesAt = (terms: readonly Expression[], lefts: number, world: SolvedWorld, place: Place<number>): readonly Entry[] => {
  const values = evaluateAll(terms, world, place, 0).map((components) => components.map((series) => series[0] as number));
  const count = Math.max(0, ...values.map((v) => v.length));
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  return Array.from({ length: count }, (_, c) => {
    const own = values.map((v) => v[c] ?? 0);
    return { place, terms: own, size: sum(own.map(Math.abs)), left: sum(own.slice(0, lefts)), right: sum(own.slice(lefts)) };
  });
};

/** Points in the middle of the box and of time at which the conditions hold and everything can be evaluated on every grid. */
const placesFor = (
  document: Document, sides: Sides, terms: readonly Expression[], solved: Solved, finest: SolvedWorld,
): { readonly places: readonly Place<number>[]; readonly problem: string | null } => {
  const conditions = sides.conditions.filter((c) => c.relation !== '=');
  const variables = variablesOf(document, [...terms, ...conditions.flatMap((c) => [c.left, c.right])]);
  const wanted = variables.length === 0 ? 1 : POINTS[solved.setting.dimension] ?? 4;
  const places: Place<number>[] = [];
  let problem: string | null = null;
  for (let attempt = 0; attempt < ATTEMPTS && places.length < wanted; attempt += 1) {
    const place = placeOf(variables, solved, finest, attempt);
    try {
      if (!conditions.every((c) => holds(c, finest, place))) continue;
      for (const world of solved.worlds) evaluateAll(terms, world, place, 0);
      places.push(place);
    } catch (error) {
      if (!(error instanceof NumericError)) throw error;
      problem ??= error.message;
      if (error.fault === 'not-applicable' || attempt > 2 && places.length === 0) break;
    }
  }
  return { places, problem };
};

const placeOf = (variables: readonly Variable[], { setting, stream }: Solved, world: SolvedWorld, attempt: number): Place<number> => {
  const points = stream.split('points').split(attempt);
  const [low, high] = setting.interval;
  const [middle, reach] = [(low + high) / 2, (high - low) / 7];
  let next = 0;
  const draw = (): number => { next += 1; return points.uniform(next); };
  return variables.map((variable) => {
    const size = variable.space === null ? 1 : world.dimensionOf(variable.space);
    const value = (): number => (variable.name === 't' ? setting.horizon * (0.2 + 0.6 * draw())
      : variable.role === 'control' ? 2 * draw() - 1 : middle + reach * (2 * draw() - 1));
    return { variable, values: Array.from({ length: size }, value) };
  });
};

const holds = ({ relation, left, right }: Condition, world: SolvedWorld, place: Place<number>): boolean => {
  const [components] = evaluateAll([subtract(left, right)], world, place, 0);
  return (components ?? []).every(([difference]) => {
    const d = difference as number;
    switch (relation) {
      case '>': return d > 1e-6;
      case '<': return d < -1e-6;
      case '>=': return d >= 0;
      case '<=': return d <= 0;
      case '!=': return Math.abs(d) > 1e-3;
      case '=': return true;
    }
  });
};

/** Whether an expression stands under an integral somewhere. */
export const hasIntegral = (e: Expression): boolean => [...subexpressions(e)].some((p) => p.kind === 'integral');
