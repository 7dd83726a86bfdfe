/**
 * The evidence that comes with a verdict: a model point and a certificate that the second checker has seen, or an
 * exact counterexample.
 */
import type { Certificate, Goal } from '../kernel/goal.ts';
import type { Limits } from '../kernel/prove.ts';
import { modelPoint } from '../kernel/refute.ts';
import { certificateHash } from '../recheck/hash.ts';
import { recheck } from '../recheck/recheck.ts';
import type { CheckOptions, GoalOutcome } from './decide.ts';
import { limitsOf } from './decide.ts';
import type { CertificateSummary, Counterexample, Point } from './verdict.ts';
import { assignmentsOf, formulaText } from './wording.ts';

const DIMENSIONS_FOR_MODELS: readonly number[] = [2, 1, 3];

/** A point at which conditions and hypotheses of all goals hold; the first goal's is shown. */
export const modelOf = (outcomes: readonly GoalOutcome[], options: CheckOptions): Point | null => {
  let shown: Point | null = null;
  const limits = limitsOf(options);
  for (const o of outcomes) {
    const point = modelOfGoal(o, options, limits);
    if (point === null) return null;
    shown ??= point;
  }
  return shown;
};

const modelOfGoal = (o: GoalOutcome, options: CheckOptions, limits: Limits): Point | null => {
  for (const dimension of o.goal.dimension === null ? DIMENSIONS_FOR_MODELS : [o.goal.dimension]) {
    const point = modelPoint(o.goal, dimension, options.seed, limits);
    if (point !== null) return { dimension, assignments: assignmentsOf(point) };
  }
  return null;
};

/** Hash and uses of the certificates, and what the second checker says of them. */
export const certify = (outcomes: readonly GoalOutcome[], options: CheckOptions): CertificateSummary | null => {
  const theorems = outcomes.flatMap((o) => (o.theorem === null ? [] : [{ goal: o.goal, certificate: o.theorem.certificate }]));
  if (theorems.length === 0) return null;
  const opinions = theorems.map(({ goal, certificate }) => recheck(goal, certificate, { seed: options.seed, dimensions: goal.dimension === null ? [1, 2] : [goal.dimension] }));
  const rejected = opinions.find((o) => !o.accepted && !(o.reason ?? '').startsWith('cannot be checked'));
  return {
    hash: theorems.map(({ goal, certificate }) => certificateHash(goal, certificate)).join(' '),
    acceptedBySecondChecker: rejected !== undefined ? false : opinions.every((o) => o.accepted) ? true : null,
    uses: [...new Set(theorems.flatMap(({ goal, certificate }) => certificate.uses.map((u) => goal.hypotheses[u.hypothesis]?.name ?? 'condition')))],
    steps: theorems.map(({ goal, certificate }) => stepText(goal, certificate)),
  };
};

const MOST_USES = 4;

/** `left − right = Σ cofactor · D^α(hypothesis) + Div(flux)`, written out where it is short. */
const stepText = (goal: Goal, certificate: Certificate): string => {
  const { uses, flux } = certificate;
  const parts = uses.length <= MOST_USES ? uses.map((u) => useText(goal, u)) : [`Σ of ${uses.length} multiples of hypotheses and their derivatives`];
  const all = [...parts, ...(flux.length === 0 ? [] : ['Div(flux)'])];
  const inside = certificate.substituted.length === 0 ? '' : ', after hypotheses were put in';
  return `${goal.name}: left − right = ${all.length === 0 ? '0' : all.join(' + ')}${inside}`;
};

const useText = (goal: Goal, use: Certificate['uses'][number]): string => {
  const name = goal.hypotheses[use.hypothesis]?.name ?? 'condition';
  const derivatives = use.derivatives.map((d) => (d.label === null ? `∂_${d.variable.name} ` : `∂_${d.label} `)).join('');
  const at = use.at.map((b) => `${b.variable.name} = ${formulaText(b.value)}`).join(', ');
  return `(${formulaText(use.cofactor)}) · ${derivatives}[${name}${at === '' ? '' : ` at ${at}`}]`;
};

/** The counterexample and the residual of the first refuted goal. */
export const evidenceAgainst = (outcomes: readonly GoalOutcome[]): { counterexample: Counterexample | null; residual: string | null } => {
  const o = outcomes.find((p) => p.refutation !== null);
  const r = o?.refutation ?? null;
  if (o === undefined || r === null) return { counterexample: null, residual: null };
  const part = outcomes.length > 1 ? o.goal.name : null;
  const euler = r.eulerBy !== null ? `the Euler operator by ${r.eulerBy} of both integrands`
    : r.derivedBy !== null ? `the derivatives of both sides by ${r.derivedBy}` : null;
  return {
    counterexample: {
      dimension: r.dimension, assignments: assignmentsOf(r.point), component: r.component, left: r.left, right: r.right,
      of: euler ?? part,
    },
    residual: formulaText(o.residual ?? r.residual),
  };
};
