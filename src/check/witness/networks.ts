/**
 * Evidence from trained networks: what claims say of the score of a declared density, looked at in the scores that networks have learned
 * from samples of it.
 *
 * For each document and dimension a setting is drawn in which drifts are linear and noises constant, so that the law is a known mixture and
 * targets are exact; copies of a score network are trained side by side, each on samples of its own; and both sides of each claim are evaluated at
 * points of the law where ∇ log p and its derivatives are what the copies say (networks/world/trained-world.ts). For a true claim the
 * sides differ by the error of the networks, of which the excess of their loss tells the size; for a wrong one by a term.
 *
 * Nothing here depends on the exact score but the judging rows. Claims without a score are not the matter of this means. Training that was interrupted,
 * diverged or could not begin is told as the reason of silence, and nothing of it is used.
 */
import { fieldsIn, subexpressions } from '../../calculus/dependence.ts';
import type { Condition, Expression, Variable } from '../../kernel/expression.ts';
import { subtract } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Claim, Document } from '../../language/statement.ts';
import type { Engine } from '../../networks/engine/engine.ts';
import { wasmEngine } from '../../networks/engine/wasm.ts';
import { NetworkError } from '../../networks/network-error.ts';
import { TIMES, densitiesOf, noisesOfState } from '../../networks/world/linear-setting.ts';
import type { TrainedWorlds } from '../../networks/world/trained-world.ts';
import { trainedWorlds } from '../../networks/world/trained-world.ts';
import type { Place } from '../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../numeric/evaluate/evaluate.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import { plansOf } from '../../numeric/solved/plan.ts';
import { GoalError, goalsOf } from '../goals.ts';
import { variablesOf } from './instances/setting.ts';
import type { Judgement, ScoreErrors } from './networks/judgement.ts';
import { judge } from './networks/judgement.ts';
import type { Evidence, Witness } from './witness.ts';
import { silent } from './witness.ts';

const METHOD = 'networks';
const NOTHING = 'no network';

const LINE_AND_PLANE = [1, 2];

/** The witness that trains by this engine, in these dimensions. */
export const networksOn = (engine: () => Engine, dimensions: readonly number[] = LINE_AND_PLANE): Witness => ({
  method: METHOD,
  testify: (document, claim, seed) => {
    try {
      return testimony(document, claim, seed, engine, dimensions);
    } catch (error) {
      // Claims that stand for no equation, and numbers or networks that cannot be used; anything else is an error of this program.
      if (error instanceof GoalError || error instanceof NumericError || error instanceof NetworkError) return silent(METHOD, seed, NOTHING, error.message);
      throw error;
    }
  },
});

export const networks: Witness = networksOn(wasmEngine);

const testimony = (document: Document, claim: Claim, seed: number, engine: () => Engine, among: readonly number[]): Evidence => {
  const { goals, optimal } = goalsOf(document, claim);
  if (optimal.length > 0) return silent(METHOD, seed, NOTHING, 'optimal laws are not learned here');
  const dimensions = dimensionsOf(document, among);
  const unspoken = reasonFor(document, goals, claim, dimensions);
  if (unspoken !== null) return silent(METHOD, seed, NOTHING, unspoken);
  const found: { readonly dimension: number; readonly judgement: Judgement; readonly worlds: TrainedWorlds }[] = [];
  for (const dimension of dimensions) {
    const worlds = worldsFor(document, dimension, seed, engine);
    for (const goal of goals) {
      const judgement = guarded(() => judgeGoal(document, goal, worlds));
      if (judgement.outcome === 'contradicts') return contradiction(worlds, judgement, dimension, seed);
      found.push({ dimension, judgement, worlds });
    }
  }
  return evidenceOf(found, seed);
};

/** In one dimension transposes and divergences do not show; there the plane alone speaks, but for documents of one dimension. */
const dimensionsOf = ({ dimension }: Document, among: readonly number[]): readonly number[] => among.filter((d) => dimension === null || d === dimension);

const reasonFor = (document: Document, goals: readonly Goal[], claim: Claim, dimensions: readonly number[]): string | null => {
  if (dimensions.length === 0) return 'its dimension is not among those in which networks are trained';
  const densities = new Set(densitiesOf(document).map((d) => d.field.name));
  const mentioned = new Set<string>();
  const visit = (e: Expression): void => {
    for (const name of fieldsIn(e).keys()) {
      if (mentioned.has(name)) continue;
      mentioned.add(name);
      const plan = plansOf(document).byField.get(name);
      if (plan?.kind === 'definition') visit(plan.value);
    }
  };
  goals.forEach((goal) => { visit(goal.left); visit(goal.right); });
  if (![...mentioned].some((name) => densities.has(name))) return 'it speaks of no declared density, and so of no score';
  const hidden = [...noisesOfState(document)].filter((name) => mentioned.has(name));
  if (hidden.length > 0) return `${hidden.join(', ')} is constant where laws are known, and errors in its derivatives would not show`;
  if (claim.where.some((c) => c.relation === '=')) return 'conditions with = are not drawn for';
  if (goals.some((goal) => goal.under !== null || [goal.left, goal.right].some(hasIntegral))) return 'integrals over the state are not taken of networks';
  return null;
};

const hasIntegral = (e: Expression): boolean => [...subexpressions(e)].some((part) => part.kind === 'integral' || part.kind === 'optimum');

const guarded = (make: () => Judgement): Judgement => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NumericError || error instanceof NetworkError) return { outcome: 'silent', reason: error.message };
    throw error;
  }
};

const kept = new WeakMap<Document, Map<string, TrainedWorlds>>();

const worldsFor = (document: Document, dimension: number, seed: number, engine: () => Engine): TrainedWorlds => {
  const list = kept.get(document) ?? new Map<string, TrainedWorlds>();
  kept.set(document, list);
  const used = engine();
  const key = `${dimension}|${seed}|${used.name}`;
  const made = list.get(key) ?? trainedWorlds(document, dimension, seed, used);
  list.set(key, made);
  return made;
};

const POINTS: Readonly<Record<number, number>> = { 1: 24, 2: 32 };
const ATTEMPTS = 4;

const judgeGoal = (document: Document, goal: Goal, worlds: TrainedWorlds): Judgement => {
  const conditions = goal.conditions.filter((c) => c.relation !== '=');
  const variables = variablesOf(document, [goal.left, goal.right, ...conditions.flatMap((c) => [c.left, c.right])]);
  const places = placesFor(goal, conditions, variables, worlds);
  if (places.length === 0) return { outcome: 'silent', reason: 'no point was found at which the conditions hold' };
  return judge(goal, worlds.worlds, places, () => errorsOf(document, worlds, places));
};

/** Times are spread evenly; points are from the law at that time. */
const placesFor = (goal: Goal, conditions: readonly Condition[], variables: readonly Variable[], worlds: TrainedWorlds): readonly Place<number>[] => {
  const wanted = POINTS[worlds.setting.dimension] ?? 32;
  const places: Place<number>[] = [];
  for (let index = 0; index < wanted * ATTEMPTS && places.length < wanted; index += 1) {
    const t = TIMES.first + ((TIMES.last - TIMES.first) * ((index % wanted) + 0.5)) / wanted;
    const x = worlds.point(index, t);
    const place = placeOf(variables, x, t, worlds, index);
    if (!conditions.every((c) => holds(c, worlds, place))) continue;
    // In the exact world first: what cannot be evaluated there is not trained for.
    evaluateAll([goal.left, goal.right], worlds.exact, place, 0);
    places.push(place);
  }
  return places;
};

const placeOf = (variables: readonly Variable[], x: readonly number[], t: number, { setting, exact }: TrainedWorlds, index: number): Place<number> => {
  const others = setting.stream.split('others').split(index);
  let next = 0;
  return variables.map((variable) => {
    if (variable.name === 't') return { variable, values: [t] };
    const size = variable.space === null ? 1 : exact.dimensionOf(variable.space);
    if (variable.role === 'coordinate' && size === x.length) return { variable, values: x };
    return { variable, values: Array.from({ length: size }, () => { next += 1; return 2 * others.uniform(next) - 1; }) };
  });
};

const holds = ({ relation, left, right }: Condition, worlds: TrainedWorlds, place: Place<number>): boolean =>
  (evaluateAll([subtract(left, right)], worlds.exact, place, 0)[0] ?? []).every(([difference]) => {
    const d = difference as number;
    switch (relation) {
      case '>': case '>=': return d > 1e-9;
      case '<': case '<=': return d < -1e-9;
      case '!=': return Math.abs(d) > 1e-6;
      case '=': return true;
    }
  });

/** Of the worst density that is asked for: at these points, and by its loss. */
const errorsOf = (document: Document, worlds: TrainedWorlds, places: readonly Place<number>[]): ScoreErrors => {
  const trained = densitiesOf(document).flatMap((d) => {
    try {
      return [worlds.trained(d.field.name)];
    } catch (error) {
      if (error instanceof NumericError) return [];
      throw error;
    }
  });
  const all = trained.map(({ known, judgements }) => {
    const n = known.law.dimension;
    let sum = 0;
    let count = 0;
    for (const place of places) {
      const t = place.find(({ variable }) => variable.name === 't')?.values[0];
      const x = place.find(({ variable, values }) => variable.role === 'coordinate' && variable.name !== 't' && values.length === n)?.values;
      if (t === undefined || x === undefined) continue;
      const scores = worlds.worlds.map((world) => {
        const [series] = world.field(known.field, [...x, t], 1);
        // In whitened coordinates, in which the loss is measured: Lᵀ ∇ log p.
        const gradient = Array.from({ length: n }, (_, i) => series![i + 1]! / series![0]!);
        return Array.from({ length: n }, (_, i) => gradient.reduce((a, g, k) => a + known.factor[k * n + i]! * g, 0));
      });
      const variance = known.law.schedule.variance(known.clock.at(t));
      for (let i = 0; i < n; i += 1) {
        const middle = scores.reduce((a, s) => a + s[i]!, 0) / scores.length;
        sum += (variance * scores.reduce((a, s) => a + (s[i]! - middle) ** 2, 0)) / (scores.length - 1);
      }
      count += 1;
    }
    if (judgements.some((j) => j.agreement.rejected || !j.lossExcess.agrees)) throw new NumericError('not-applicable', 'the excess of the loss and the error of the score disagree', 'train again with another seed');
    return { bound: Math.sqrt(Math.max(...judgements.map((j) => j.squaredError.high))), apart: count === 0 ? NaN : Math.sqrt(sum / count) };
  });
  const worst = all.reduce<ScoreErrors | null>((a, b) => (a === null || b.bound / b.apart > a.bound / a.apart ? b : a), null);
  if (worst === null || !(worst.apart > 0)) throw new NumericError('not-applicable', 'how far the copies are apart is not known', 'take a claim about x and t');
  return worst;
};

/** What a setting with a known law hides. */
const hidden = (runs: boolean): string => (runs ? 'drifts are linear here, and noises without x: errors in their further derivatives would not show'
  : 'drifts are linear here, and all coefficients constant in time: errors in their further derivatives, or one taken at a wrong time, would not show');

type Told = Extract<Judgement, { outcome: 'supports' | 'contradicts' }>;

const byText = (dimension: number): string => `score networks, d = ${dimension}`;

const contradiction = ({ setting }: TrainedWorlds, { figure, bound, worst }: Told, dimension: number, seed: number): Evidence => ({
  method: METHOD, outcome: 'contradicts', figure, bound, detectable: null, seed, by: byText(dimension), reason: null, falseAlarm: 0,
  against: {
    instance: [`dimension ${setting.dimension}, linear drifts, constant noises, a mixture of two normal laws`,
      ...worst.place.map(({ variable, values }) => `${variable.name} = ${values.length === 1 ? values[0]!.toPrecision(6) : `(${values.map((v) => v.toPrecision(6)).join(', ')})`}`)],
    left: worst.left.toPrecision(6), right: worst.right.toPrecision(6),
  },
});

const evidenceOf = (found: readonly { readonly dimension: number; readonly judgement: Judgement; readonly worlds: TrainedWorlds }[], seed: number): Evidence => {
  const told = found.flatMap(({ dimension, judgement }) => (judgement.outcome === 'supports' ? [{ dimension, judgement }] : []));
  const mute = found.filter(({ judgement }) => judgement.outcome === 'silent');
  // What the plane says counts; what the line alone supports hides transposes.
  const planes = found.filter(({ dimension }) => dimension === Math.max(...found.map((f) => f.dimension)));
  const first = mute[0]?.judgement;
  if (told.length === 0 || planes.some(({ judgement }) => judgement.outcome === 'silent')) {
    return silent(METHOD, seed, NOTHING, first?.outcome === 'silent' ? first.reason : 'the claim stands for no equation');
  }
  return {
    method: METHOD, outcome: 'supports', seed, falseAlarm: 0, against: null, reason: hidden(found.every(({ worlds }) => worlds.setting.clock.runs)),
    figure: Math.max(...told.map(({ judgement }) => judgement.figure)), bound: Math.max(...told.map(({ judgement }) => judgement.bound)),
    detectable: Math.max(...told.map(({ judgement }) => judgement.detectable)),
    by: [...new Set(told.map(({ dimension }) => byText(dimension)))].join('; '),
  };
};
