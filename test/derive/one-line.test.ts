import { expect, test } from 'vitest';
import type { OneLine } from '../../src/derive/one-line.ts';
import { documentOf } from '../../src/derive/one-line.ts';
import { readDocument } from '../../src/language/document.ts';

const NOTHING: OneLine = {
  dimension: null, parameters: [], fields: [], variables: [], controls: [], statements: [], processes: [], problems: [],
};
const read = (given: Partial<OneLine>): ReturnType<typeof readDocument> => readDocument(documentOf({ ...NOTHING, ...given }), 'the command line.claim');

test('a process is called after its differential', () => {
  const document = read({ processes: ['dX = f dt + g dW'], fields: ['f(x,t): vector', 'g(t)'] });
  expect(document.diagnostics).toEqual([]);
  expect(document.declarations).toMatchObject([{ kind: 'process', name: 'X' }]);
});

test('a process keeps the header that is written before it', () => {
  const document = read({
    variables: ['q: vector', 'v: vector'], parameters: ['gamma > 0'], processes: ['(Q,V)(q,v): dQ = v dt; dV = -gamma v dt + dW'],
  });
  expect(document.diagnostics).toEqual([]);
  expect(document.declarations).toMatchObject([{ kind: 'process', blocks: [{ name: 'Q' }, { name: 'V' }] }]);
});

test('problems have names, given or not', () => {
  const problem = 'minimize running 1/2 |u|^2 terminal k over u along X';
  const document = read({
    parameters: ['T'], fields: ['k(x)'], controls: ['u: vector'], processes: ['dX = u dt + dW'], problems: [problem, `Other: ${problem}`],
  });
  expect(document.diagnostics).toEqual([]);
  expect(document.declarations.map((d) => ('name' in d ? d.name : ''))).toEqual(['X', 'P', 'Other']);
});

test('a line break cannot smuggle in a statement', () => {
  const document = read({ processes: ['dX = dW\nclaim "a": 1 = 2'] });
  expect(document.claims).toEqual([]);
  expect(document.diagnostics.length).toBeGreaterThan(0);
});

test('a dimension comes first', () => {
  const document = read({ dimension: '1', fields: ['g(x)'], processes: ['dX = g dW'] });
  expect(document).toMatchObject({ dimension: 1, diagnostics: [] });
});
