/**
 * Evidence from simulated paths: what a claim says of a process, looked at in the process itself.
 *
 * - a density: paths that start with it end with it;
 * - an expectation: what is paid along paths has the claimed mean;
 * - a value: so has the cost of the law that is best for it;
 * - an optimal control: no small change of it changes the mean cost to first order;
 * - a differential: its two sides agree along every path.
 *
 * All by bounded statistics and bets (`paths/experiment.ts`), in worlds of `numeric/solved` in which the document's functions are closed
 * forms or solved on grids. Equations between formulas say nothing of paths: there it is silent. A true claim is contradicted with
 * probability at most 10^−9, but for what the grids of the world do, which is measured on two of them. Deterministic: every path is a
 * function of the seed, the document, the claim and its own number.
 */
import { hamiltonian } from '../../calculus/hjb.ts';
import { fieldsIn, parametersIn, subexpressions } from '../../calculus/dependence.ts';
import type { Expression } from '../../kernel/expression.ts';
import { use } from '../../kernel/expression.ts';
import type { Claim, Document, Problem, Process } from '../../language/statement.ts';
import type { Place } from '../../numeric/evaluate/evaluate.ts';
import type { World } from '../../numeric/evaluate/world.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import { byLaw, byOptimum } from './paths/controls.ts';
import { judgeDensity } from './paths/density.ts';
import { judgeDifferential } from './paths/differential.ts';
import type { Judgement } from './paths/judgement.ts';
import { holds } from './paths/law.ts';
import { judgeVariation } from './paths/optimal.ts';
import type { Payoff } from './paths/payoff.ts';
import { judgePayoff } from './paths/payoff.ts';
import type { PathWorld } from './paths/setting.ts';
import { linesOf, pathWorldFor } from './paths/setting.ts';
import type { Evidence, Witness } from './witness.ts';
import { silent } from './witness.ts';

const METHOD = 'paths';
const FROM = 0.15;

/** The witness that draws paths in these dimensions alone; null: as `check` does. */
export const pathsIn = (only: readonly number[] | null): Witness => ({
  method: METHOD,
  testify: (document, claim, seed) => {
    const possible = document.dimension === null ? [1, 2] : document.dimension <= 2 ? [document.dimension] : [];
    // One dimension hides transposes and the order of factors, but where there are no matrices it is as good as two.
    const usual = possible.length > 1 && !hasMatrix(claim) ? [1] : possible;
    return evidence(document, claim, seed, only === null ? usual : possible.filter((d) => only.includes(d)));
  },
});

export const paths: Witness = pathsIn(null);

const evidence = (document: Document, claim: Claim, seed: number, dimensions: readonly number[]): Evidence => {
  const unspoken = reasonFor(claim);
  if (unspoken !== null) return silent(METHOD, seed, 'no paths', unspoken);
  if (dimensions.length === 0) return silent(METHOD, seed, 'no paths', 'its dimension is not among those in which paths are drawn');
  const found: { readonly world: PathWorld; readonly judgement: Judgement }[] = [];
  for (const dimension of dimensions) {
    const world = worldFor(document, claim, dimension, seed);
    if (world === null) {
      found.push({ world: pathWorldFor(document, dimension, seed, 0), judgement: { outcome: 'silent', alpha: 0, reason: 'no numbers were drawn for which its conditions hold' } });
      continue;
    }
    const judgement = guarded(() => judge(document, claim, world, 1 / dimensions.length));
    found.push({ world, judgement });
    if (judgement.outcome === 'contradicts') break;
  }
  return told(document, claim, seed, found);
};

const ATTEMPTS = 12;

/** The first draw for which the conditions on constants hold. */
const worldFor = (document: Document, { where }: Claim, dimension: number, seed: number): PathWorld | null => {
  const constant = where.filter((c) => [c.left, c.right].every((side) => [...subexpressions(side)].every((part) => part.kind !== 'variable' && part.kind !== 'field')));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const paths = pathWorldFor(document, dimension, seed, attempt);
    if (constant.every((c) => holds(c, paths.world, []))) return paths;
  }
  return null;
};

const guarded = (make: () => Judgement): Judgement => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NumericError || error instanceof TypeError) return { outcome: 'silent', reason: error.message, alpha: 0 };
    throw error;
  }
};

/** Why paths have nothing to say; null: they have. */
const reasonFor = ({ body, where }: Claim): string | null => {
  switch (body.kind) {
    case 'equation': case 'chain': return 'an equation between formulas: there is nothing that a path would do otherwise';
    case 'density': case 'value': case 'expectation': case 'optimal': case 'differential':
      return where.some((c) => c.relation === '=') ? 'conditions with = are not drawn for' : null;
  }
};

const judge = (document: Document, claim: Claim, paths: PathWorld, share: number): Judgement => {
  const { body, where, text } = claim;
  const { setting } = paths;
  const from = FROM * setting.horizon;
  switch (body.kind) {
    case 'density': return judgeDensity(claim, body, paths, share);
    case 'differential': return judgeDifferential(claim, body, paths, share);
    case 'expectation': {
      const { process, terminal, running, discount } = body;
      return judgePayoff({ process, terminal, running, discount, from, to: setting.horizon, conditions: where }, body.expectation, paths, text, share);
    }
    case 'value': {
      const best = hamiltonian(body.problem, body.value);
      const controls: Payoff['controls'] = (of) => byOptimum(body.problem.controls, best, of, body.problem.sense);
      return judgePayoff({ ...payoffOf(body.problem, body.value, paths, claim), controls }, body.value, paths, text, share);
    }
    case 'optimal': {
      const { problem, control, law } = body;
      const value = body.value ?? declaredValue(document, problem);
      if (value === null) return { outcome: 'silent', alpha: 0, reason: 'no value of the problem is declared' };
      const payoff = payoffOf(problem, value, paths, claim);
      const free = problem.controls.filter((c) => c.name !== control.name);
      const best = hamiltonian(problem, value);
      const others = (of: World<number>): ((place: Place<number>) => Place<number>) => (free.length === 0 ? (place) => place : byOptimum(free, best, of, problem.sense));
      const variation = judgeVariation({ control, law, value, others }, payoff, paths, text, body.value === null ? share : share / 2);
      if (body.value === null || variation.outcome === 'contradicts') return variation;
      const cost = guarded(() => judgePayoff({ ...payoff, controls: (of) => (place) => others(of)(byLaw(control, law, of)(place)) }, value, paths, `${text} cost`, share / 2));
      const alpha = variation.alpha + cost.alpha;
      if (cost.outcome === 'contradicts') return { ...cost, alpha };
      return { ...variation, alpha };
    }
    case 'equation': case 'chain': return { outcome: 'silent', alpha: 0, reason: reasonFor(claim) ?? '' };
  }
};

/** To the horizon; without one, a while, at whose end the value itself is paid: Bellman's principle. */
const payoffOf = (problem: Problem, value: Expression, { setting }: PathWorld, { where }: Claim): Payoff => ({
  process: problem.process, terminal: problem.terminal ?? value, running: problem.running, discount: problem.discount,
  from: FROM * setting.horizon, to: setting.horizon, conditions: where,
});

const declaredValue = (document: Document, problem: Problem): Expression | null => {
  for (const d of document.declarations) {
    if (d.kind === 'value' && (d.problem === problem || d.problem.name === problem.name)) return use(d.field);
  }
  return null;
};

const told = (document: Document, claim: Claim, seed: number, found: readonly { readonly world: PathWorld; readonly judgement: Judgement }[]): Evidence => {
  const falseAlarm = found.reduce((sum, { judgement }) => sum + judgement.alpha, 0);
  const by = found.map(({ world }) => world.label).join('; ');
  const wrong = found.find(({ judgement }) => judgement.outcome === 'contradicts');
  if (wrong?.judgement.outcome === 'contradicts') {
    const { figure, bound, left, right, at } = wrong.judgement;
    return {
      method: METHOD, outcome: 'contradicts', figure, bound, detectable: null, seed, by: wrong.world.label, reason: null, falseAlarm,
      against: { instance: [...linesOf(wrong.world, namesIn(document, claim)), at], left, right },
    };
  }
  const supporting = found.flatMap(({ world, judgement }) => (judgement.outcome === 'supports' ? [{ world, judgement }] : []));
  if (supporting.length === 0) {
    const reasons = [...new Set(found.flatMap(({ judgement }) => (judgement.outcome === 'silent' ? [judgement.reason] : [])))];
    return { ...silent(METHOD, seed, by, reasons.join('; ')), falseAlarm };
  }
  // The one that would notice most stands for all.
  const best = supporting.reduce((a, b) => (b.judgement.detectable < a.judgement.detectable ? b : a));
  const { figure, bound, detectable, remark } = best.judgement;
  return {
    method: METHOD, outcome: 'supports', figure, bound, detectable, seed, by: supporting.map(({ world }) => world.label).join('; '), reason: remark, falseAlarm, against: null,
  };
};

const hasMatrix = (claim: Claim): boolean => expressionsOf(claim).some((e) => {
  for (const part of subexpressions(e)) {
    if (part.kind === 'transpose' || part.kind === 'outer' || part.kind === 'inverse') return true;
    if ((part.kind === 'field' && part.field.shape.length > 1) || (part.kind === 'parameter' && part.parameter.shape.length > 1)) return true;
  }
  return false;
});

/** The symbols of the claim. */
const namesIn = (document: Document, claim: Claim): ReadonlySet<string> => {
  const expressions = expressionsOf(claim);
  return new Set([...fieldsIn(...expressions).keys(), ...parametersIn(...expressions).keys()].filter((name) => document.symbols.has(name) || document.fields.has(name)));
};

/** The formulas of the claim, and of the process or problem that it speaks of. */
const expressionsOf = ({ body }: Claim): readonly Expression[] => {
  const ofProcess = (p: Process): readonly Expression[] => p.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)]);
  switch (body.kind) {
    case 'density': return [body.density, ...ofProcess(body.process)];
    case 'expectation': return [body.expectation, body.terminal, ...ofProcess(body.process)];
    case 'differential': return [body.of, body.drift, ...body.noises.map((n) => n.coefficient), ...ofProcess(body.process)];
    case 'value': return [body.value, body.problem.running, ...ofProcess(body.problem.process)];
    case 'optimal': return [body.law, body.problem.running, ...(body.value === null ? [] : [body.value]), ...ofProcess(body.problem.process)];
    case 'equation': case 'chain': return [];
  }
};
