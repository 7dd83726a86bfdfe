import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gathered, gatheredSum, slopeOf } from '../../../src/derive/problem/factored.ts';
import { inserted } from '../../../src/derive/problem/insert.ts';
import type { Expression, Variable } from '../../../src/kernel/expression.ts';
import { derivative, num, plus, pow, times, use } from '../../../src/kernel/expression.ts';
import { defaultLimits, prove } from '../../../src/kernel/prove.ts';
import { printExpression } from '../../../src/render/text.ts';
import { read } from './derived.ts';

const document = read('dimension 1\nparam a\nparam b\nfield V(x,t)\ncontrol u\ncontrol w\nlet e = (a + u (b - a)) x grad V + 1/2 (u a x)^2 hess V\nlet f = (b - a) x / (a^2 x^2)\nlet g = sin(u)');
const value = (name: string): Expression => {
  const found = document.declarations.find((d) => d.kind === 'let' && d.name === name);
  if (found?.kind !== 'let') throw new Error(`no ${name}`);
  return found.value;
};
const symbol = (name: string): Variable => {
  const found = document.symbols.get(name);
  if (found?.kind !== 'variable') throw new Error(`no ${name}`);
  return found;
};
const u = symbol('u');
const holds = (left: Expression, right: Expression): boolean =>
  prove({ name: '', left, right, under: null, hypotheses: [], conditions: [], dimension: 1 }, defaultLimits()).status === 'proved';

test('a derivative by a control keeps the brackets of the author', () => {
  expect(printExpression(slopeOf(value('e'), u) ?? num(0))).toBe('(b - a) x ∂x V + u a^2 x^2 ∂x ∂x V');
  expect(printExpression(gathered(value('f')))).toBe('(b - a) / (x a^2)');
  expect(slopeOf(value('g'), u)).toBeNull();
  expect(slopeOf(value('f'), u)).toEqual(num(0));
});

test('terms that are zero are left out of a sum', () => {
  expect(printExpression(gatheredSum(inserted(value('e'), [{ variable: u, value: num(0) }])))).not.toContain('0^2');
  expect(gathered(times(num(0), use(u)))).toEqual(num(0));
});

const leaf = fc.constantFrom<Expression>(use(u), value('e'), plus(use(u), num(3)), num(2, 3), pow(use(u), num(2)), use(symbol('w')));
const products = fc.array(leaf, { minLength: 1, maxLength: 4 }).map((factors) => times(...factors));
const sums = fc.array(products, { minLength: 1, maxLength: 3 }).map((terms) => plus(...terms));

test('the derivative is the kernel’s, and bringing factors together changes no value', () => {
  fc.assert(fc.property(sums, (e) => holds(slopeOf(e, u) ?? num(0), derivative(u, e)) && holds(gatheredSum(e), e)), { numRuns: 40 });
});

test('what is inserted under a derivative by the same variable is inserted after it', () => {
  const slope = inserted(derivative(u, pow(use(u), num(2))), [{ variable: u, value: num(3) }]);
  expect(holds(slope, num(6))).toBe(true);
  const law = use(symbol('w'));
  expect(printExpression(inserted(times(use(u), law), [{ variable: u, value: plus(law, num(1)) }]))).toBe('(w + 1) w');
});

test('all bindings at once: what is put in is not looked into again', () => {
  const swapped = inserted(plus(use(u), times(num(2), use(symbol('w')))), [{ variable: u, value: use(symbol('w')) }, { variable: symbol('w'), value: use(u) }]);
  expect(printExpression(swapped)).toBe('w + 2 u');
});
