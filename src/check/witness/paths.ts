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
import { fieldsIn, parametersIn, subexpressions } from '../../calculus/dependence.ts';
import type { Expression } from '../../kernel/expression.ts';
import { use } from '../../kernel/expression.ts';
import type { Claim, Document, Problem, Process } from '../../language/statement.ts';
import { judgeDensity } from './paths/density.ts';
import { firstPossible } from './paths/dynamics.ts';
import { judgeDifferential } from './paths/differential.ts';
import type { Judgement } from './paths/judgement.ts';
import { holds } from './paths/law.ts';
import { judgePayoff } from './paths/payoff.ts';
import { judgeOptimal, judgeValue, STARTS } from './paths/problems.ts';
import type { PathWorld } from './paths/setting.ts';
import { linesOf, pathWorldFor } from './paths/setting.ts';
import { guarded } from './paths/together.ts';
import { OF_A_CLAIM } from './level.ts';
import type { Evidence, Witness } from './witness.ts';
import { silent } from './witness.ts';

const METHOD = 'paths';

/** The witness that draws paths in these dimensions alone; null: as `check` does. */
export const pathsIn = (only: readonly number[] | null): Witness => ({
  method: METHOD,
  testify: (document, claim, seed, alpha = OF_A_CLAIM) => {
    const possible = document.dimension === null ? [1, 2] : document.dimension <= 2 ? [document.dimension] : [];
    // One dimension hides transposes and the order of factors, but where there are no matrices it is as good as two.
    const usual = possible.length > 1 && !hasMatrix(claim) ? [1] : possible;
    return evidence(document, claim, seed, only === null ? usual : possible.filter((d) => only.includes(d)), alpha);
  },
});

export const paths: Witness = pathsIn(null);

const evidence = (document: Document, claim: Claim, seed: number, dimensions: readonly number[], alpha: number): Evidence => {
  const unspoken = reasonFor(claim);
  if (unspoken !== null) return silent(METHOD, seed, 'no paths', unspoken);
  if (dimensions.length === 0) return silent(METHOD, seed, 'no paths', 'its dimension is not among those in which paths are drawn');
  const found: Found[] = [];
  for (const dimension of dimensions) {
    const one = lookIn(document, claim, dimension, seed, alpha / dimensions.length);
    found.push(one);
    if (one.judgement.outcome === 'contradicts') break;
  }
  return told(document, claim, seed, found);
};

interface Found {
  readonly world: PathWorld;
  readonly judgement: Judgement;
}

const ATTEMPTS = 12;
const DRAWS = 3;

/**
 * In the first draws for which the conditions on constants hold, until one lets an experiment be made: as long as nothing was tested, another
 * draw costs no probability of a false alarm.
 */
const lookIn = (document: Document, claim: Claim, dimension: number, seed: number, alpha: number): Found => {
  const constant = claim.where.filter((c) => [c.left, c.right].every((side) => [...subexpressions(side)].every((part) => part.kind !== 'variable' && part.kind !== 'field')));
  let first: Found | null = null;
  for (let attempt = 0, draws = 0; attempt < ATTEMPTS && draws < DRAWS; attempt++) {
    const world = pathWorldFor(document, dimension, seed, attempt);
    if (!constant.every((c) => holds(c, world.world, []))) continue;
    draws += 1;
    const judgement = guarded(() => judge(document, claim, world, alpha));
    if (judgement.outcome !== 'silent' || judgement.alpha > 0) return { world, judgement };
    first ??= { world, judgement };
  }
  return first ?? { world: pathWorldFor(document, dimension, seed, 0), judgement: { outcome: 'silent', alpha: 0, reason: 'no numbers were drawn for which its conditions hold' } };
};

/** Why paths have nothing to say; null: they have. */
const reasonFor = ({ body, where }: Claim): string | null => {
  switch (body.kind) {
    case 'equation': case 'chain': return 'an equation between formulas: there is nothing that a path would do otherwise';
    case 'density': case 'value': case 'expectation': case 'optimal': case 'differential':
      return where.some((c) => c.relation === '=') ? 'conditions with = are not drawn for' : null;
  }
};

const judge = (document: Document, claim: Claim, paths: PathWorld, alpha: number): Judgement => {
  const { body, where, text } = claim;
  const { setting } = paths;
  switch (body.kind) {
    case 'density': return judgeDensity(claim, body, paths, alpha);
    case 'differential': return judgeDifferential(claim, body, paths, alpha);
    case 'expectation': {
      const { process, terminal, running, discount } = body;
      return firstPossible(STARTS, (start) =>
        judgePayoff({ process, terminal, running, discount, from: start * setting.horizon, to: setting.horizon, conditions: where }, body.expectation, paths, text, alpha));
    }
    case 'value': return judgeValue(claim, body, paths, alpha);
    case 'optimal': {
      const value = body.value ?? declaredValue(document, body.problem);
      return value === null ? { outcome: 'silent', alpha: 0, reason: 'no value of the problem is declared' } : judgeOptimal(claim, body, value, paths, alpha);
    }
    case 'equation': case 'chain': return { outcome: 'silent', alpha: 0, reason: reasonFor(claim) ?? '' };
  }
};

const declaredValue = (document: Document, problem: Problem): Expression | null => {
  for (const d of document.declarations) {
    if (d.kind === 'value' && (d.problem === problem || d.problem.name === problem.name)) return use(d.field);
  }
  return null;
};

const told = (document: Document, claim: Claim, seed: number, found: readonly Found[]): Evidence => {
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
  // Where the plane is wanted, the line alone does not see all: it may contradict, but not support.
  if (found.at(-1)?.judgement.outcome === 'silent') {
    const reasons = [...new Set(found.flatMap(({ judgement }) => (judgement.outcome === 'silent' ? [judgement.reason] : [])))];
    return { ...silent(METHOD, seed, by, reasons.join('; ')), falseAlarm };
  }
  const supporting = found.flatMap(({ world, judgement }) => (judgement.outcome === 'supports' ? [{ world, judgement }] : []));
  // The plane stands for both: on the line an error may be seen that is none of a transpose.
  const last = supporting.at(-1);
  if (last === undefined) throw new TypeError('nothing was looked at');
  const { figure, bound, detectable, remark } = last.judgement;
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
