/**
 * What is wrong with a document beyond its grammar and types: hypotheses that contradict one another, names after `by`
 * that nothing bears, statements that stand for no equation. Each is a diagnostic, like an error of the language.
 */
import { num } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';
import { eliminateOptima } from '../kernel/optimise.ts';
import { BudgetError, DomainError, UnsupportedError } from '../kernel/polynomial.ts';
import type { Limits } from '../kernel/prove.ts';
import { workplaceFor } from '../kernel/prove.ts';
import { ContradictionError } from '../kernel/rules.ts';
import type { Diagnostic } from '../language/diagnostic.ts';
import { readDocument } from '../language/document.ts';
import { nearestName } from '../language/spelling.ts';
import type { Claim, Document, Span } from '../language/statement.ts';
import { GoalError, goalsOf, hypothesesOf, namesAfterBy } from './goals.ts';

const PATIENCE = 2000;

/** The document with what is wrong with its meaning added to its diagnostics. */
export const diagnose = (document: Document): Document => {
  if (document.diagnostics.some((d) => d.severity === 'error')) return document;
  const found = [...contradictions(document), ...document.claims.flatMap((c) => [...unknownReasons(document, c), ...withoutEquation(document, c)])];
  // The same object where nothing is wrong: other modules remember things about it.
  return found.length === 0 ? document : { ...document, diagnostics: [...document.diagnostics, ...found] };
};

/** A document as it is checked: read, and its meaning looked at. */
export const readAndDiagnose = (source: string, path: string): Document => diagnose(readDocument(source, path));

const error = (code: string, message: string, span: Span, help: string | null): Diagnostic =>
  ({ severity: 'error', code, message, span, labels: [], help });

const contradictions = (document: Document): Diagnostic[] => {
  try {
    const hypotheses = hypothesesOf(document);
    if (hypotheses.length === 0) return [];
    const limits: Limits = { deadline: Date.now() + PATIENCE, terms: 20_000 };
    const nothing: Goal = { name: '', left: num(0), right: num(0), under: null, hypotheses, conditions: [], dimension: document.dimension };
    const goal = eliminateOptima(nothing, limits);
    for (const dimension of document.dimension === null ? [null, 2] : [document.dimension]) workplaceFor(goal, dimension, limits);
    return [];
  } catch (thrown) {
    if (thrown instanceof ContradictionError) {
      return [error('E0601', thrown.message, spanOfHypothesis(document, thrown.hypothesis), 'from hypotheses that contradict one another everything would follow: take one of them back')];
    }
    if (thrown instanceof GoalError) return [error('E0603', thrown.message, thrown.span ?? { start: 0, end: 0 }, null)];
    if (thrown instanceof BudgetError || thrown instanceof UnsupportedError || thrown instanceof DomainError) return [];
    throw thrown;
  }
};

const spanOfHypothesis = (document: Document, name: string): Span => {
  const declaration = document.declarations.findLast((d) =>
    d.kind === 'assume' ? d.hypothesis.name === name : 'field' in d && d.field.name === name);
  const some = declaration ?? document.declarations.findLast((d) => d.kind === 'assume') ?? document.declarations.at(-1);
  return some?.span ?? { start: 0, end: 0 };
};

const unknownReasons = (document: Document, claim: Claim): Diagnostic[] => {
  const { body } = claim;
  const reasons = body.kind === 'chain' ? body.steps.map((s) => ({ by: s.by, span: s.span }))
    : body.kind === 'equation' ? [{ by: body.by, span: claim.span }] : [];
  const names = namesAfterBy(document);
  return reasons.flatMap(({ by, span }) => {
    if (by === null || names.has(by)) return [];
    const nearest = nearestName(by, [...names]);
    return [error('E0602', `no hypothesis or rule is called ${by}`, span, nearest === null ? null : `did you mean ${nearest}?`)];
  });
};

const withoutEquation = (document: Document, claim: Claim): Diagnostic[] => {
  try {
    goalsOf(document, claim);
    return [];
  } catch (thrown) {
    if (thrown instanceof GoalError) return [error('E0603', thrown.message, thrown.span ?? claim.span, null)];
    throw thrown;
  }
};
