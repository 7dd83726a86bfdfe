import { expect, test } from 'vitest';
import { textsWithNames } from '../../src/derive/with-names.ts';
import { readDocument } from '../../src/language/document.ts';
import { printClaimBody } from '../../src/render/text.ts';
import type { Document } from '../../src/language/statement.ts';

const DECLARATIONS = `
field f(x,t): vector
field G(x,t): matrix
param T
process X: dX = f dt + G dW
density p(x,t) of X
let D = G G^T
let J = f p - 1/2 div(D p)
let s = grad log p
`;

const read = (claims: string): Document => {
  const document = readDocument(`${DECLARATIONS}${claims}`, 'a.claim');
  expect(document.diagnostics).toEqual([]);
  return document;
};
const named = (claim: string): string | undefined => textsWithNames(read(`claim "a": ${claim}\n`)).get('a');

test('what is written like the value of a name gets the name', () => {
  expect(named('∂t p = -div(f p - 1/2 div(G G^T p))')).toBe('∂t p = -div J');
  expect(named('∂t p = -div(f p) + 1/2 div div(G G^T p)')).toBe('∂t p = -div(f p) + 1/2 div div(D p)');
});

test('a sum in a sum is found among its terms', () => {
  expect(named('f + f p - 1/2 div(G G^T p) = f + J')).toBe('f + J = f + J');
});

test('what is evaluated elsewhere keeps its name', () => {
  expect(named('(grad log p)(x, T-t) = f')).toBe('s(x, T - t) = f');
});

test('what a control is equal to is said in full', () => {
  const document = readDocument(`${DECLARATIONS}control u: vector
process Z: dZ = (f + u) dt + G dW
problem P: minimize running 1/2 |u|^2 terminal 0 over u along Z
value V(x,t) of P
let best = -grad V
claim "a": u = -grad V is optimal for P
`, 'a.claim');
  expect(document.diagnostics).toEqual([]);
  expect(textsWithNames(document).get('a')).toBe('u = -grad V is optimal for P');
});

test('a name that comes later is not known yet', () => {
  const document = readDocument('field p(x,t) > 0\nclaim "a": div grad log p = lap log p\nlet s = grad log p\n', 'a.claim');
  expect(textsWithNames(document).get('a')).toBe('div grad log p = lap log p');
});

test('the text with names reads back to the same formula', () => {
  const claims = ['∂t p = -div(f p - 1/2 div(G G^T p))', 's(x,T-t) · f = (grad log p)(x, T-t) · f', 'tr(G G^T) + |grad log p|^2 = 0'];
  for (const claim of claims) {
    const [before, after] = [read(`claim "a": ${claim}\n`), read(`claim "a": ${named(claim)}\n`)];
    expect(after.claims.map(({ body }) => printClaimBody(body))).toEqual(before.claims.map(({ body }) => printClaimBody(body)));
  }
});
