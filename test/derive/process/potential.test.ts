import { expect, it } from 'vitest';
import { potentialOf } from '../../../src/derive/process/potential.ts';
import { settingOf } from '../../../src/derive/setting.ts';
import type { Variable } from '../../../src/kernel/expression.ts';
import { X_VARIABLE, coordinate } from '../../../src/kernel/expression.ts';
import { printExpression } from '../../../src/render/text.ts';
import { readable } from '../../../src/search/readable.ts';
import { documentOf, formulaIn } from './derived.ts';

const setting = settingOf(documentOf('param a > 0\nparam m: vector\nparam Q: symmetric matrix\nparam A: matrix\nvariable r\nfield U(x)\nfield g(x)\nfield f(x): vector'));
const found = async (text: string, variable: Variable = X_VARIABLE): Promise<string | null> => {
  const potential = await potentialOf(setting, formulaIn(setting.document, text), variable);
  return potential === null ? null : printExpression(readable(potential));
};

it.each([
  ['a gradient', '-a grad U', '-a U'],
  ['a gradient and a linear term', 'm - grad U - a x', '-U + m · x - 1/2 a |x|^2'],
  ['a symmetric matrix', '-Q (x - m)', null],
])('the potential of %s is found', async (_, text, written) => {
  const potential = await found(text);
  if (written === null) expect(potential).not.toBeNull();
  else expect([...(potential ?? '')].sort().join('')).toBe([...written].sort().join(''));
});

it('in one variable it is an antiderivative', async () => {
  expect(await found('a r - r^3', coordinate('r', null))).toBe('1/2 a r^2 - 1/4 r^4');
});

it.each([['a rotation', 'A x'], ['a gradient with a factor that varies', 'g grad U'], ['an unknown field', 'f']])('of %s there is none', async (_, text) => {
  expect(await found(text)).toBeNull();
});
