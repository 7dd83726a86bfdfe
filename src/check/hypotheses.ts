/**
 * What a document declares, as equations that a proof may use, and the names that may stand after `by`.
 */
import { backwardKolmogorov } from '../calculus/backward-kolmogorov.ts';
import { fokkerPlanck } from '../calculus/fokker-planck.ts';
import { hamiltonJacobiBellman } from '../calculus/hjb.ts';
import { RULES } from '../calculus/rules.ts';
import type { Equation } from '../calculus/equation.ts';
import type { Field, Hypothesis } from '../kernel/expression.ts';
import { use } from '../kernel/expression.ts';
import type { Declaration, Document } from '../language/statement.ts';

/** The hypotheses of a document, in the order of its text. Throws a GoalError for a declaration that means none. */
export const hypothesesOf = (document: Document): readonly Hypothesis[] => {
  const old = known.get(document);
  if (old !== undefined) return old;
  const hypotheses = document.declarations.flatMap((declaration) => hypothesisOf(declaration));
  known.set(document, hypotheses);
  return hypotheses;
};

/** One list a document, so that what the kernel works out about it serves all its claims. */
const known = new WeakMap<Document, readonly Hypothesis[]>();

const hypothesisOf = (declaration: Declaration): readonly Hypothesis[] => {
  switch (declaration.kind) {
    case 'density': {
      const { process, stationary } = declaration;
      return [named('fokker-planck', fokkerPlanck(process, use(declaration.field), stationary), declaration.field)];
    }
    case 'expectation':
      return [named('backward-kolmogorov', backwardKolmogorov(declaration, use(declaration.field)), declaration.field)];
    case 'value':
      return [named('hjb', hamiltonJacobiBellman(declaration.problem, use(declaration.field)), declaration.field)];
    case 'assume': return [declaration.hypothesis];
    case 'process': case 'problem': case 'let': return [];
  }
};

const named = (name: string, equation: Equation, solvedFor: Field): Hypothesis => ({
  kind: 'equation', name, left: equation.left, right: equation.right, solvedFor,
});

/** Everything that may stand after `by`: rules, hypotheses, and the names of the document's declarations. */
export const namesAfterBy = (document: Document): ReadonlySet<string> => new Set([
  ...Object.keys(RULES), ...document.fields.keys(), ...document.declarations.flatMap(declaredNames),
]);

const declaredNames = (declaration: Declaration): readonly string[] => {
  switch (declaration.kind) {
    case 'process': case 'problem': case 'let': return [declaration.name];
    case 'density': case 'expectation': case 'value': return [declaration.field.name];
    case 'assume': return [declaration.hypothesis.name];
  }
};
