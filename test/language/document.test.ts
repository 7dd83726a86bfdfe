import { expect, test } from 'vitest';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';

const page = `# Time reversal

- a list

\`\`\`claim
field f(x,t): vector
field G(x,t): matrix
param T
process X: dX = f dt + G dW
density p(x,t) of X
let D = G G^T
\`\`\`

Later blocks see what earlier ones declared.

\`\`\`claim
process Y: dY = (-f(x,T-t) + div D(x,T-t) + D(x,T-t) grad log p(x,T-t)) dt + G(x,T-t) dW
claim "Anderson": p(x,T-t) is density of Y
refute "without the divergence of D":
  p(x,T-t) is density of process dZ = (-f(x,T-t) + D(x,T-t) grad log p(x,T-t)) dt + G(x,T-t) dW
\`\`\`
`;

test('the document of the page of the language', () => {
  const document = readDocument(page, 'anderson.md');
  expect(document.diagnostics).toEqual([]);
  expect(document.claims.map((c) => [c.declared, c.name, c.line, c.column])).toEqual([
    ['claim', 'Anderson', 18, 1], ['refute', 'without the divergence of D', 19, 1],
  ]);
  expect(document.declarations.map((d) => d.kind)).toEqual(['process', 'density', 'let', 'process']);
  expect([...document.fields.keys()]).toEqual(['f', 'G', 'p']);
  expect(document.dimension).toBeNull();
});

test('a .claim file is one block, a Markdown file is prose', () => {
  expect(readDocument('claim "a": 1 = 1', 'a.claim').claims).toHaveLength(1);
  expect(readDocument('claim "a": 1 = 1', 'a.md')).toMatchObject({ claims: [], diagnostics: [] });
});

test('spans are offsets of the document, whatever its line ends', () => {
  const source = page.replaceAll('\n', '\r\n').replace('is density of Y', 'is density of Q');
  const document = readDocument(source, 'a.md');
  expect(document.diagnostics.map((d) => source.slice(d.span.start, d.span.end))).toEqual(['Q']);
  const [claim] = document.claims;
  expect(claim === undefined ? '' : source.slice(claim.span.start, claim.span.end)).toMatch(/^refute/);
});

test('the errors of the Markdown and of the claims come together', () => {
  const source = '> ```claim\n> param a\n> ```\n\n```claim\nparam a a\n';
  expect(readDocument(source, 'a.md').diagnostics.map((d) => d.code).sort()).toEqual(['E0102', 'E0103', 'E0301']);
});

test('an expression in the context of a document', () => {
  const document = readDocument(page, 'a.md');
  expect(parseExpressionIn('div D + n x', document).diagnostics).toEqual([]);
  const { expression, diagnostics } = parseExpressionIn('div q', document);
  expect(expression).toBeNull();
  expect(diagnostics.map((d) => [d.code, d.span.start])).toEqual([['E0201', 4]]);
});

