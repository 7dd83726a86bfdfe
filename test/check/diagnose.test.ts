import { expect, test } from 'vitest';
import { readAndDiagnose } from '../../src/check/diagnose.ts';

const codesOf = (text: string): string[] => readAndDiagnose(text, 'd.claim').diagnostics.filter((d) => d.severity === 'error').map((d) => d.code);

test.each([
  ['two values for one parameter', 'param a\nassume a = 1\nassume a = 2\nclaim "c": a = a'],
  ['a rate and a function that differ', 'field q(t)\nassume ∂t q = 1\nassume q = t^2\nclaim "c": q = q'],
  ['a positive parameter that is negative', 'param th > 0\nassume th = -1\nclaim "c": th = th'],
  ['a positive parameter that is minus a square', 'param a\nparam b > 0\nassume b = -a^2\nclaim "c": a = a'],
])('%s contradict one another', (_name, text) => {
  expect(codesOf(text)).toEqual(['E0601']);
});

test('two equations for one unknown that agree are no contradiction', () => {
  expect(codesOf('field q(t)\nassume ∂t q = 2 t\nassume q = t^2\nclaim "c": q = q')).toEqual([]);
  expect(codesOf('field q(t)\nfield a(t)\nassume ∂t q = a\nassume q = t^2\nclaim "c": a = 2 t')).toEqual([]);
});

test('a side condition between coordinates is none either', () => {
  expect(codesOf('field q(t)\nclaim "c" where t = 1: t q = q')).toEqual([]);
});

test('a reason that nothing bears is an error that offers the nearest one', () => {
  const [found] = readAndDiagnose('field p(x,t)\nclaim "c": lap p = div grad p by algebre', 'd.claim').diagnostics;
  expect(found).toMatchObject({ code: 'E0602' });
  expect(found?.help).toContain('algebra');
});

test('an optimal control without a value is an error that says what to write', () => {
  const text = 'param T\ncontrol u: vector\nprocess X: dX = u dt + dW\nproblem P: minimize running |u|^2 terminal 0 over u along X\nclaim "c": u = 0 x is optimal for P';
  const [found] = readAndDiagnose(text, 'd.claim').diagnostics;
  expect(found).toMatchObject({ code: 'E0603' });
  expect(found?.message).toContain('with value');
});
