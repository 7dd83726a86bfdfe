import { expect, test } from 'vitest';
import { extentOf, variablesOf } from '../../src/language/variables.ts';
import { tree } from './reading.ts';

test.each([
  ['p', 'x t'], ['p(y, T-t)', 'y t'], ['p(0, T)', ''], ['∫[x](p)', 't'], ['min[u](u · f)', 'x t'], ['(∂t p)(x, T-t)', 'x t'], ['(∂t p)(0, s)', 's'], ['a', ''], ['u · x', 'u x'],
])('%s depends on: %s', (text, names) => expect([...variablesOf(tree(text)).keys()].sort()).toEqual(names.split(' ').filter((n) => n !== '').sort()));

test('size and depth', () => {
  expect(extentOf(tree('a'))).toEqual({ size: 1, depth: 1 });
  expect(extentOf(tree('a + b c'))).toEqual({ size: 5, depth: 3 });
});
