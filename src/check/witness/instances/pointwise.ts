/**
 * An equation at random points of random instances.
 */
import { subexpressions } from '../../../calculus/dependence.ts';
import type { Condition, Expression, Field } from '../../../kernel/expression.ts';
import { subtract } from '../../../kernel/expression.ts';
import type { Ball } from '../../../numeric/arithmetic/balls.ts';
import { BALLS } from '../../../numeric/arithmetic/balls.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import type { DocumentInstance } from '../../../numeric/instance/document-instance.ts';
import { pointOf } from '../../../numeric/instance/document-instance.ts';
import { worldOfDrawn } from '../../../numeric/instance/drawn-world.ts';
import { placeOf } from '../../../numeric/instance/place.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Measured } from './comparison.ts';
import { isKnown, powersOfTime } from './comparison.ts';
import type { Asked, Draw, Drawing } from './setting.ts';
import { drawingFor, streamFor, variablesOf } from './setting.ts';

/** A place in an instance at which every condition holds. */
export interface Site {
  readonly draw: Draw;
  readonly point: number;
  readonly instance: DocumentInstance;
  readonly world: World<Ball>;
  readonly place: Place<Ball>;
}

export interface Sample {
  readonly site: Site;
  readonly measured: readonly Measured[];
}

/** What to measure at a site. */
export type Measure = (site: Site) => readonly Measured[];

/** Draws of numbers and functions, and how many of them are solved at the most. */
const ATTEMPTS = 80;
const SOLVED = 12;
const POINTS = 6;
/** After so many errors it is given up: an optimum that does not exist takes long to be looked for. */
const FAILURES = 6;

/**
 * Sites of one dimension and family at which the measure is known, as many as are wanted; or why there are none. Conditions with `=` hold
 * like hypotheses; where another fails, the next point or instance is tried.
 */
export const samplesOf = (
  asked: Asked, kind: Omit<Draw, 'attempt'>, wanted: number, take: Measure,
): { readonly samples: readonly Sample[]; readonly problem: string | null } => {
  const samples: Sample[] = [];
  let problem: string | null = null;
  let solved = 0;
  let failures = 0;
  for (let attempt = 0; attempt < ATTEMPTS && solved < SOLVED && samples.length < wanted; attempt += 1) {
    const draw = { ...kind, attempt };
    const drawing = drawingFor(asked, draw);
    if (drawing instanceof NumericError) return { samples, problem: drawing.message };
    if (!constantsHold(asked.conditions, drawing)) {
      problem ??= NO_POINT;
      continue;
    }
    solved += 1;
    const instance = drawing.instance();
    if (instance instanceof NumericError) {
      problem ??= instance.message;
      continue;
    }
    for (let point = 0; point < POINTS && samples.length < wanted; point += 1) {
      try {
        const site = siteOf(asked, draw, point, instance);
        if (site === null) {
          problem ??= NO_POINT;
          continue;
        }
        const measured = take(site);
        if (!measured.every(isKnown)) {
          problem ??= UNKNOWN;
          continue;
        }
        samples.push({ site, measured });
        // Other instances tell more than other points.
        break;
      } catch (error) {
        if (!(error instanceof NumericError)) throw error;
        problem ??= error.message;
        if (error.fault === 'no-convergence') failures += 1;
        // What the method cannot do at all, no other draw makes possible.
        if (error.fault === 'not-applicable' || failures >= FAILURES) return { samples, problem };
        break;
      }
    }
  }
  return { samples, problem };
};

const UNKNOWN = 'no value is known at any point: something is divided by what may be zero, or by a matrix that is singular; state a condition under which it is not';
const NO_POINT = 'no point was found at which the conditions hold';

/** Conditions on constants alone are looked at before anything is solved. */
const constantsHold = (conditions: readonly Condition[], { drawn }: Drawing): boolean => {
  const constant = conditions.filter((c) => c.relation !== '=' && [c.left, c.right].every((side) =>
    [...subexpressions(side)].every((part) => part.kind !== 'field' && part.kind !== 'variable')));
  const equations = conditions.some((c) => c.relation === '=');
  // An equation may still change the constants.
  if (constant.length === 0 || equations) return true;
  const world = worldOfDrawn(drawn, BALLS);
  return constant.every((c) => holds(c, world, []));
};

/** null where a condition does not hold at the point. */
const siteOf = (asked: Asked, draw: Draw, point: number, instance: DocumentInstance): Site | null => {
  const conditions = asked.conditions.filter((c) => c.relation !== '=');
  const expressions = [...asked.expressions, ...conditions.flatMap((c) => [c.left, c.right])];
  const variables = variablesOf(asked.document, expressions);
  const values = pointOf(variables, instance.configuration, streamFor(asked, draw).split(point));
  const solved = instance.series.world(powersOfTime(expressions));
  const world = asked.time === null ? solved : atHorizonAlone(solved, asked.time.definite, constantIn(asked.time.horizon, solved));
  const time = asked.time === null ? null : constantIn(asked.time.value, solved);
  const place = placeOf(variables, values.map((list, k) =>
    (time !== null && variables[k]?.name === 't' ? [time] : list.map((v) => BALLS.fromNumber(v)))));
  return conditions.every((c) => holds(c, world, place)) ? { draw, point, instance, world, place } : null;
};

const constantIn = (e: Expression, world: World<Ball>): Ball => evaluateAll([e], world, [], 0)[0]?.[0]?.[0] as Ball;

/** Where one of these functions is asked for at any other time than its horizon, nothing is known of it. */
const atHorizonAlone = (world: World<Ball>, names: readonly string[], horizon: Ball): World<Ball> => ({
  ...world,
  field: (field, point, order) => {
    const place = names.includes(field.name) ? timePlace(field, world) : null;
    if (place !== null && !(Math.abs((point[place] as Ball).value - horizon.value) < 1e-12)) {
      throw new NumericError('not-applicable', `${field.name} is known at its horizon alone`, 'ask about it there');
    }
    return world.field(field, point, order);
  },
});

const timePlace = ({ slots }: Field, world: World<Ball>): number | null => {
  let place = 0;
  for (const slot of slots) {
    if (slot.name === 't') return place;
    place += slot.space === null ? 1 : world.dimensionOf(slot.space);
  }
  return null;
};

const holds = ({ relation, left, right }: Condition, world: World<Ball>, place: Place<Ball>): boolean => {
  const difference: Expression = subtract(left, right);
  return (evaluateAll([difference], world, place, 0)[0] ?? []).every(([ball]) => {
    if (ball === undefined || !(ball.radius < Infinity)) return false;
    switch (relation) {
      case '>': case '>=': return ball.value > ball.radius;
      case '<': case '<=': return ball.value < -ball.radius;
      case '!=': return Math.abs(ball.value) > ball.radius;
      case '=': return true;
    }
  });
};
