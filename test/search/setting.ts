/** Names and short ways for the tests of closed forms. */
import type { Expression, Hypothesis, Variable } from '../../src/kernel/expression.ts';
import { T_VARIABLE } from '../../src/kernel/expression.ts';
import type { Document, Process } from '../../src/language/statement.ts';
import { hypothesesOf } from '../../src/check/hypotheses.ts';
import { printExpression } from '../../src/render/text.ts';
import type { Assuming } from '../../src/search/closed-form/normal-sum.ts';
import { normalSum } from '../../src/search/closed-form/normal-sum.ts';
import type { Sum } from '../../src/search/closed-form/sum.ts';
import { readWell, tree } from '../language/reading.ts';

export const t: Variable = T_VARIABLE;

export const names: Document = readWell(`
param a, b, c, k, theta, sigma, b0, b1, w, T
param p > 0
param q > 0
param m, x0, y: vector
field beta(t)
field g(t)
field s(t)
field B(t)
assume ∂t B = beta
`);

/** A formula in these names. */
export const of = (text: string): Expression => tree(text, names);
export const shown = (e: Expression | null): string | null => (e === null ? null : printExpression(e));

const hypotheses: readonly Hypothesis[] = hypothesesOf(names);
/** With ∂t B = beta known. */
export const KNOWN: Assuming = { hypotheses, conditions: [] };

export const sum = (text: string, assuming?: Assuming): Sum => {
  const found = normalSum(of(text), assuming);
  if (found === null) throw new Error(`${text} is no sum of monomials`);
  return found;
};

/** The process of a document, and what the document knows. */
export const processIn = (block: string): { readonly process: Process; readonly document: Document; readonly assuming: Assuming } => {
  const document = readWell(block);
  const process = document.declarations.find((d) => d.kind === 'process');
  if (process?.kind !== 'process') throw new Error('no process');
  return { process, document, assuming: { hypotheses: hypothesesOf(document), conditions: [] } };
};
