/**
 * One goal, told: claim, optima, substitutions, expansion, cancellation, conclusion.
 */
import { shapeOf } from '../../kernel/expression.ts';
import { hasOtherSpaces } from '../../kernel/bound.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Propose } from '../../kernel/optimise.ts';
import { BudgetError, DomainError, UnsupportedError, isNothing } from '../../kernel/polynomial.ts';
import type { Limits, Workplace } from '../../kernel/prove.ts';
import { workplaceFor } from '../../kernel/prove.ts';
import { ContradictionError, componentsOfShape } from '../../kernel/rules.ts';
import { proposeStationary } from '../../search/stationary.ts';
import type { GoalOutcome } from '../decide.ts';
import type { VerdictName } from '../verdict.ts';
import type { Narrative, NarrativePart, NarrativeStep, Phrase } from '../narrative.ts';
import { factorPolynomial, isNoFactor } from './common-factor.ts';
import type { Expansion } from './expand.ts';
import { Opaque, expand } from './expand.ts';
import { formulaOf, inComponents, written } from './formula.ts';
import type { Written } from './groups.ts';
import { write } from './groups.ts';
import { optima, withValues } from './optimum.ts';
import { substitutions } from './substitution.ts';
import { variableList } from './words.ts';

/**
 * The outcome of a goal as a narrative. `asked` is the goal before its optima were replaced by their values, with the
 * hypotheses in the order of the outcome's; `propose` is what the minimisers were proposed by.
 */
export const narrate = (
  outcome: GoalOutcome, limits: Limits, asked: Goal = outcome.goal, propose: Propose = proposeStationary,
): NarrativePart['told'] => {
  if (outcome.verdict === 'undecided') return { kind: 'opaque', reason: 'nothing was decided' };
  try {
    return { kind: 'narrative', narrative: tell(outcome, limits, asked, propose) };
  } catch (error) {
    if (error instanceof Opaque) return { kind: 'opaque', reason: error.message };
    if (error instanceof BudgetError) return { kind: 'opaque', reason: `the budget was used up: ${error.limit}` };
    if (error instanceof UnsupportedError || error instanceof DomainError || error instanceof ContradictionError) return { kind: 'opaque', reason: error.message };
    throw error;
  }
};

const tell = (outcome: GoalOutcome, limits: Limits, asked: Goal, propose: Propose): Narrative => {
  const { goal, verdict } = outcome;
  const work = workplaceFor(goal, dimensionOf(outcome), limits);
  const setting = { work, asked, limits, propose };
  const sides = { left: withValues(setting, asked.left, goal.left), right: withValues(setting, asked.right, goal.right) };
  const expansions = componentsOfShape(work.ring, shapeOf(goal.left)).map((components) => expand(work, goal, sides, components));
  const wrong = expansions.filter((e) => !isNothing(e.left));
  if (verdict === 'proved' && wrong.length > 0) throw new Opaque('the terms do not cancel one by one');
  if (verdict === 'refuted' && wrong.length === 0) throw new Opaque('it is not refuted by its terms');
  const put = substitutions(work, asked, expansions.map((e) => e.trace));
  const used = new Set(expansions.flatMap((e) => [...e.trace.substituted, ...e.trace.uses.flatMap((u) => ('basis' in u.rule ? u.rule.basis : [u.rule.hypothesis]))]));
  const solved = optima(setting, asked.hypotheses.filter((_, k) => used.has(k)));
  const shown = verdict === 'refuted' ? wrong.slice(0, 1) : expansions;
  return { verdict, steps: [claimStep(asked, verdict), ...solved, ...put, ...shown.flatMap((e) => told(work, e, verdict === 'proved' ? null : outcome))] };
};

/** Where the certificate or the residual was found: in abstract indices, or in the components of one dimension. */
const dimensionOf = ({ goal, theorem, verdict }: GoalOutcome): number | null => {
  if (theorem !== null) return theorem.certificate.dimension === 'every' ? null : theorem.certificate.dimension;
  return verdict === 'refuted' && goal.dimension !== null && goal.dimension > 1 && !hasOtherSpaces(goal) ? goal.dimension : null;
};

const claimStep = (asked: Goal, verdict: VerdictName): NarrativeStep => ({
  kind: 'claim', equation: { left: written(asked.left), right: written(asked.right) }, under: asked.under,
  say: [verdict === 'refuted' ? 'Claimed' : 'To be shown', ...(asked.under === null ? [] : [', of the integrals over ', ...variableList(asked.under)]), ':'],
});

const told = (work: Workplace, expansion: Expansion, refuted: GoalOutcome | null): readonly NarrativeStep[] => {
  const { ring } = work;
  const all = write(ring, expansion);
  const { flux, factor, components } = expansion;
  return [
    ...(flux === null ? [] : [{
      kind: 'under-integral' as const, variable: flux.variable,
      say: ['The difference of the integrands is the divergence of a flux, which integrates to nothing where it vanishes at infinity:'],
      flux: formulaOf(ring, flux.value, flux.variable.space === null ? components : [...components, 'flux']),
    }]),
    {
      kind: 'expand', say: ['Expanding each term:'], component: all.component, rows: all.rows,
      place: all.place.map((b) => ({ variable: b.variable, value: written(b.value) })),
      factor: isNoFactor(factor) ? null : formulaOf(ring, factorPolynomial(ring, factor), []),
    },
    { kind: 'cancel', say: [], component: all.component, groups: all.groups },
    conclusion(work, expansion, all, refuted),
  ];
};

const conclusion = ({ ring }: Workplace, expansion: Expansion, { component, place }: Written, refuted: GoalOutcome | null): NarrativeStep => {
  const under = expansion.flux !== null;
  if (refuted === null) {
    const say: Phrase = [under ? 'So the integrands differ by a divergence alone.' : 'So both sides are equal.'];
    return { kind: 'conclusion', say, left: null };
  }
  const by = refuted.refutation?.eulerBy ?? null;
  const times = isNoFactor(expansion.factor) ? '' : ', times the factor,';
  const say: Phrase = by === null ? [`What does not cancel is${times} the left side minus the right side:`]
    : [`What does not cancel is${times} no divergence, since its variational derivative by ${by} does not vanish:`];
  return { kind: 'conclusion', say, left: component === null ? formulaOf(ring, expansion.left, expansion.components, place) : inComponents(ring, expansion.left, place) };
};
