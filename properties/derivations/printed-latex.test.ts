/**
 * Printing and reading are inverse: every formula of every document under derivations/, written in LaTeX and read again in
 * the names of its document, is the same tree, or the same function by the kernel's normal form.
 *
 * What does not come back is listed by kind, each with its reason; nothing may be read as something else.
 */
import { describe, expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { shapeOf } from '../../src/kernel/expression.ts';
import { sizesFor } from '../../src/kernel/prove.ts';
import { Ring } from '../../src/kernel/ring.ts';
import { componentsOfShape } from '../../src/kernel/rules.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import { mapClaimBody } from '../../src/language/map-claim.ts';
import type { Declaration, Document } from '../../src/language/statement.ts';
import { latexClaimBody, latexExpression } from '../../src/render/latex.ts';
import { treeText } from '../../test/render/normal-tree.ts';

const documents = derivations().map(({ path, text }) => readDocument(text, path));

const expressionsOf = (document: Document): readonly Expression[] => {
  const found = new Set<Expression>();
  const add = (e: Expression): Expression => (found.add(e), e);
  for (const claim of document.claims) {
    mapClaimBody(claim.body, add);
    for (const c of claim.where) [c.left, c.right].forEach(add);
  }
  document.declarations.flatMap(expressionsIn).forEach(add);
  return [...found];
};

const expressionsIn = (d: Declaration): readonly Expression[] => {
  switch (d.kind) {
    case 'process': return d.blocks.flatMap((block) => [block.drift, ...block.noises.map((noise) => noise.coefficient)]);
    case 'let': return [d.value];
    case 'assume': return d.hypothesis.kind === 'equation' ? [d.hypothesis.left, d.hypothesis.right] : [];
    case 'problem': return [d.running];
    case 'expectation': return [d.terminal];
    case 'density': case 'value': return [];
  }
};

/** Why a formula may be refused that was printed. Each is either a convention that the reader does not take for granted,
 *  or a formula that a careful reader would not know how to read. */
const KINDS: readonly (readonly [string, (latex: string, code: string, message: string) => boolean])[] = [
  ['0 by itself has no shape', (latex) => latex === '0'],
  ['∇v of a vector that is no gradient: which index is which?', (_, code, message) => code === 'E0406' && message.startsWith('`grad` takes a scalar')],
  ['g²(…) of a function g of one variable', (_, code, message) => code === 'E0305' && message.includes('taken there, or multiplied by the bracket')],
];

const sameFunction = (a: Expression, b: Expression, dimension: number | null): boolean => {
  if (treeText(a) === treeText(b)) return true;
  const ring = new Ring({ sizes: dimension === null ? null : sizesFor(dimension), curlFree: new Set(), limit: 20_000, deadline: Date.now() + 5000 });
  return componentsOfShape(ring, shapeOf(a)).every((labels) => areEqual(ring, elaborate(ring, a, labels), elaborate(ring, b, labels)));
};

/** `the same`, the kind of what is refused, or what it was read as instead. */
const readBack = (e: Expression, latex: string, document: Document): string => {
  const { expression, diagnostics } = parseExpressionIn(`$${latex}$`, document);
  const { code, message } = diagnostics[0] ?? { code: '', message: '' };
  const kind = KINDS.find(([, holds]) => (expression === null || latex === '0') && holds(latex, code, message))?.[0];
  if (kind !== undefined && (expression === null || shapeOf(e).length > 0)) return kind;
  if (expression === null) return `refused: ${latex}: ${code} ${message}`;
  const same = shapeOf(expression).join() === shapeOf(e).join() && sameFunction(e, expression, document.dimension);
  return same ? 'the same' : `read as something else: ${latex}`;
};

const counts = new Map<string, number>();

describe('each formula of a document is read as it was printed', () => {
  test.each(documents.map((document) => [document.path, document] as const))('%s', (_, document) => {
    const results = expressionsOf(document).flatMap((e) => [latexExpression(e, 'text'), latexExpression(e, 'display')].map((latex) => readBack(e, latex, document)));
    for (const result of results) counts.set(result, (counts.get(result) ?? 0) + 1);
    expect(results.filter((result) => result !== 'the same' && !KINDS.some(([kind]) => kind === result))).toEqual([]);
  });

  test('nearly all come back', () => {
    const all = [...counts.values()].reduce((a, b) => a + b, 0);
    expect(all).toBeGreaterThan(3000);
    expect((counts.get('the same') ?? 0) / all).toBeGreaterThan(0.99);
  });
});

test('whole equations and chains come back as the claims that they are', () => {
  let compared = 0;
  for (const document of documents) {
    for (const claim of document.claims) {
      if (claim.body.kind !== 'equation' && claim.body.kind !== 'chain') continue;
      const latex = latexClaimBody(claim.body);
      const again = readDocument(`${document.source}\n\n\`\`\`claim\nclaim "printed": $${latex}$\n\`\`\`\n`, document.path);
      const body = again.claims.find((c) => c.name === 'printed')?.body;
      if (body === undefined || body.kind !== claim.body.kind) continue;
      compared += 1;
      const [one, other] = [claim.body, body].map((b) => {
        const sides: Expression[] = [];
        mapClaimBody(b, (e) => (sides.push(e), e));
        return sides;
      });
      expect(other?.length).toBe(one?.length);
      one?.forEach((e, i) => expect(sameFunction(e, other?.[i] ?? e, document.dimension)).toBe(true));
    }
  }
  expect(compared).toBeGreaterThan(300);
}, 60_000);

test('a reader that took other things for granted would be noticed', () => {
  const [document] = documents.filter((d) => d.path === 'derivations/log-density.md');
  if (document === undefined) throw new Error('no document');
  const wrong = expressionsOf(document).map((e) => readBack(e, latexExpression(e).replaceAll('\\nabla\\cdot', '\\Delta'), document));
  expect(wrong.some((result) => result.startsWith('read as something else') || result.startsWith('refused'))).toBe(true);
});
