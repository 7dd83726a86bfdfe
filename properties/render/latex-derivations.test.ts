/**
 * Every declaration, claim, condition and hypothesis under derivations/, and what is left of claims that are not proved:
 * written in LaTeX, read by KaTeX, and no line wider than it may be.
 */
import { describe, expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { GoalError, goalsOf } from '../../src/check/goals.ts';
import { prove } from '../../src/kernel/prove.ts';
import type { IndexedSum } from '../../src/kernel/goal.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import {
  latexClaimBody, latexClaimLines, latexCondition, latexDeclaration, latexDeclarationLines, latexHypothesis, latexIndexedLines, latexIndexedSum, latexWidth,
} from '../../src/render/latex.ts';
import { aligned, complaintAbout } from '../../test/render/katex.ts';

const documents = derivations().map(({ path, text }) => readDocument(text, path));
const WIDTH = 64;

test('there are documents', () => expect(documents.length).toBeGreaterThan(40));

const formulasOf = (document: Document): readonly string[] => [
  ...document.declarations.flatMap((d) => [latexDeclaration(d), latexDeclaration(d, 'display'), ...(d.kind === 'assume' ? [latexHypothesis(d.hypothesis)] : [])]),
  ...document.claims.flatMap((c) => [latexClaimBody(c.body), latexClaimBody(c.body, 'display'), ...c.where.map((w) => latexCondition(w))]),
];
const displaysOf = (document: Document): readonly string[] => [
  ...document.declarations.map((d) => latexDeclarationLines(d, WIDTH)), ...document.claims.map((c) => latexClaimLines(c.body, WIDTH)),
];

describe.each(documents.map((document) => [document.path, document] as const))('%s', (_, document) => {
  test('is read by KaTeX, and by the table of macros', () => {
    const latex = [...formulasOf(document), ...displaysOf(document).map(aligned)];
    expect(latex.map(complaintAbout).filter((complaint) => complaint !== null)).toEqual([]);
  });

  test('fits on its lines', () => {
    const lines = displaysOf(document).flatMap((lines) => lines.split(' \\\\\n'));
    expect(lines.filter((line) => latexWidth(line) > 1.05 * WIDTH)).toEqual([]);
  });
});

/** What a reader may be shown of a claim: residuals, cofactors and fluxes. */
const sumsOf = (document: Document, claim: Claim): readonly IndexedSum[] => {
  try {
    return goalsOf(document, claim).goals.flatMap((goal) => {
      const result = prove(goal, { deadline: Date.now() + 2000, terms: 5000 });
      if (result.status === 'open') return [result.residual];
      if (result.status !== 'proved') return [];
      const { certificate } = result.theorem;
      return [...certificate.uses.map((use) => use.cofactor), ...certificate.flux.map((flux) => flux.value)];
    });
  } catch (error) {
    if (error instanceof GoalError) return [];
    throw error;
  }
};

describe('residuals, cofactors and fluxes are read by KaTeX', () => {
  let count = 0;
  test.each(documents.map((document) => [document.path, document] as const))('%s', (_, document) => {
    const sums = document.claims.flatMap((claim) => sumsOf(document, claim));
    count += sums.length;
    const latex = sums.flatMap((sum) => [latexIndexedSum(sum), aligned(latexIndexedLines(sum, WIDTH).map((line) => `&${line}`).join(' \\\\\n'))]);
    expect(latex.map(complaintAbout).filter((complaint) => complaint !== null)).toEqual([]);
  });

  test('and there are many', () => expect(count).toBeGreaterThan(200));
});
