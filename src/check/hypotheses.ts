/**
 * What a document declares, as equations that a proof may use, and the names that may stand after `by`.
 */
import { backwardKolmogorov } from '../calculus/backward-kolmogorov.ts';
import { fokkerPlanck } from '../calculus/fokker-planck.ts';
import { hamiltonJacobiBellman } from '../calculus/hjb.ts';
import type { Equation } from '../calculus/equation.ts';
import type { Field, Hypothesis } from '../kernel/expression.ts';
import { use } from '../kernel/expression.ts';
import type { Declaration, Document } from '../language/statement.ts';

export type Rule =
  | 'fokker-planck' | 'backward-kolmogorov' | 'feynman-kac' | 'hjb' | 'assumption' | 'definition' | 'algebra'
  | 'chain-rule' | 'product-rule' | 'ito' | 'stratonovich' | 'integration-by-parts' | 'completing-the-square'
  | 'hopf-cole' | 'gibbs' | 'girsanov' | 'anderson' | 'probability-flow' | 'verification' | 'symmetry';

/** Rules that `by` may name, with what a reader should think of. */
export const RULES: Readonly<Record<Rule, string>> = {
  'fokker-planck': 'the Fokker–Planck equation of a declared density',
  'backward-kolmogorov': 'the backward Kolmogorov equation of a declared expectation',
  'feynman-kac': 'the backward Kolmogorov equation of a declared expectation',
  'hjb': 'the Hamilton–Jacobi–Bellman equation of a declared value',
  'assumption': 'an assumption of the document',
  'definition': 'an abbreviation of the document',
  'algebra': 'ring operations alone',
  'chain-rule': 'the derivative of a composite',
  'product-rule': 'the derivative of a product',
  'ito': 'Itô’s formula',
  'stratonovich': 'the ordinary chain rule of Stratonovich differentials',
  'integration-by-parts': 'a total divergence integrates to nothing',
  'completing-the-square': 'a quadratic form in the control',
  'hopf-cole': 'the logarithmic transform V = −λ log ψ',
  'gibbs': 'the entropy-regularised optimum is a softmax',
  'girsanov': 'the change of drift between path measures',
  'anderson': 'the time reversal of a diffusion',
  'probability-flow': 'the equation without noise that has the same densities',
  'verification': 'the verification theorem of optimal control',
  'symmetry': 'second derivatives commute, symmetric matrices are their transposes',
};

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
