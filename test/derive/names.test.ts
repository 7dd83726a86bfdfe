import { expect, test } from 'vitest';
import { Names } from '../../src/derive/names.ts';
import { readDocument } from '../../src/language/document.ts';

const names = (source: string): Names => new Names(readDocument(source, 'a.claim'));

test('the first wish that is free', () => {
  expect(names('param a').fresh('p', 'q')).toBe('p');
  expect(names('field p(x,t)').fresh('p', 'q')).toBe('q');
});

test('a number, where no wish is free', () => {
  expect(names('field p(x,t), q(x,t)').fresh('p', 'q')).toBe('p2');
  expect(names('param p, p2').fresh('p')).toBe('p3');
});

test('no name is given out twice', () => {
  const all = names('');
  expect([all.fresh('p'), all.fresh('p'), all.fresh('p')]).toEqual(['p', 'p2', 'p3']);
});

test('words of the language are no names, nor is what stands in a formula only', () => {
  expect(names('').fresh('x', 'dt', 'grad', 'h')).toBe('h');
  expect(names('process X: dX = x dt + dB').fresh('B', 'X')).toBe('B');
});
