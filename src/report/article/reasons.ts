/**
 * By which rules a claim was proved: the rule of its step, the one named after `by`, what its kind stands for, and the
 * hypotheses that its certificate uses.
 */
import type { RuleName } from '../../calculus/rules.ts';
import type { SourceKey } from '../../calculus/sources.ts';
import { RULES } from '../../calculus/rules.ts';
import { subexpressions } from '../../calculus/dependence.ts';
import type { ClaimResult } from '../../check/verdict.ts';
import type { Expression } from '../../kernel/expression.ts';
import type { Claim, ClaimBody } from '../../language/statement.ts';
import { latexSymbol } from '../../render/latex.ts';
import type { Inline } from './model.ts';
import { cite, math, text } from './model.ts';

export const isRuleName = (name: string): name is RuleName => Object.hasOwn(RULES, name);

/** `by the Fokker–Planck equation [7] and the assumption on α`; [] where there is nothing to say. */
export const reasonInlines = (claim: Claim, result: ClaimResult, step: RuleName | null): readonly Inline[] => {
  const uses = result.certificate?.uses ?? [];
  const rules = rulesOf(claim, step, uses, result.flux !== null);
  const symbols = uses.filter((name) => !isRuleName(name) && name !== 'condition');
  const parts = [
    ...byName(rules).map(([name, keys]): readonly Inline[] => [text(name), ...citation(keys)]),
    ...(symbols.length === 0 ? [] : [assumptions(symbols)]),
  ];
  return parts.length === 0 ? [] : [text(' by '), ...listed(parts)];
};

const rulesOf = (claim: Claim, step: RuleName | null, uses: readonly string[], owesFlux: boolean): readonly RuleName[] => {
  const named = [...(step === null ? [] : [step]), ...namedIn(claim.body), ...uses].filter(isRuleName);
  const all = [...new Set([...named, ...rulesOfBody(claim.body), ...(owesFlux ? ['integration-by-parts' as const] : [])])];
  // Algebra is what is left where nothing else was needed.
  const telling = all.filter((name) => name !== 'algebra' && name !== 'assumption' && name !== 'definition');
  return telling.length > 0 || uses.length > 0 ? telling : ['algebra'];
};

/** After `by`. */
const namedIn = (body: ClaimBody): readonly string[] => {
  switch (body.kind) {
    case 'equation': return body.by === null ? [] : [body.by];
    case 'chain': return body.steps.flatMap((s) => (s.by === null ? [] : [s.by]));
    case 'density': case 'value': case 'expectation': case 'optimal': case 'differential': return [];
  }
};

/** What a claim stands for by its kind; for an equation with an optimum in it, how that is found. */
const rulesOfBody = (body: ClaimBody): readonly RuleName[] => {
  switch (body.kind) {
    case 'equation': return [...optimaIn(body.left), ...optimaIn(body.right)];
    case 'chain': return [body.first, ...body.steps.map((s) => s.right)].flatMap(optimaIn);
    case 'density': return ['fokker-planck'];
    case 'value': return ['hjb'];
    case 'expectation': return ['backward-kolmogorov'];
    case 'optimal': return ['verification'];
    case 'differential': return body.stratonovich ? ['stratonovich'] : ['ito'];
  }
};

const optimaIn = (e: Expression): readonly RuleName[] =>
  [...subexpressions(e)].flatMap((part) => (part.kind !== 'optimum' ? [] : part.control.kind === 'field' ? ['gibbs' as const] : ['stationarity' as const]));

/** Several rules may bear one name; then their sources are cited together. */
const byName = (rules: readonly RuleName[]): readonly (readonly [string, readonly SourceKey[]])[] => {
  const names = new Map<string, readonly SourceKey[]>();
  for (const rule of rules) names.set(RULES[rule].name, [...new Set([...(names.get(RULES[rule].name) ?? []), ...RULES[rule].sources])]);
  return [...names];
};

const citation = (keys: readonly SourceKey[]): readonly Inline[] => (keys.length === 0 ? [] : [text('\u00a0'), ...cite(keys)]);

const assumptions = (names: readonly string[]): readonly Inline[] =>
  [text(names.length === 1 ? 'the assumption on ' : 'the assumptions on '), ...listed(names.map((name) => [math(latexSymbol(name))]))];

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly (readonly Inline[])[]): readonly Inline[] =>
  parts.flatMap((part, i) => (i === 0 ? part : [text(i === parts.length - 1 ? ' and ' : ', '), ...part]));
