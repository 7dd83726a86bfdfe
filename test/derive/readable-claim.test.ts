import { describe, expect, it } from 'vitest';
import { chain, readableClaim, readableForm } from '../../src/derive/readable-claim.ts';
import { settingOf } from '../../src/derive/setting.ts';
import type { Setting } from '../../src/derive/setting.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { documentOf, formulaIn } from './process/derived.ts';

const NAMES = 'param theta > 0\nparam sigma > 0\nfield f(x,t): vector\nfield p(x,t) > 0';
const setting = settingOf(documentOf(NAMES));
const read = (text: string, of: Setting = setting): Expression => formulaIn(of.document, text);

describe('an equation in an author’s form', () => {
  it('is a chain from what was put in to what one would write', () => {
    expect(readableClaim(setting, read('∂t p'), read('-div(-theta x p) + 1/2 lap(sigma^2 p)'), { by: 'fokker-planck', name: 'heat' })).toEqual({
      name: 'heat', text: '∂t p\n  = -div(-theta x p) + 1/2 lap(sigma^2 p) by fokker-planck\n  = theta n p + theta x · grad p + 1/2 sigma^2 lap p',
    });
  });

  it('is one equation where nothing is to be said better, or factors would only change places', () => {
    expect(readableClaim(setting, read('∂t p'), read('-div(f p)')).text).toBe('∂t p = -div(f p)');
  });

  it('differentiates products where that is asked for', () => {
    expect(printExpression(readableForm(setting, read('-div(f p)'), 'products'))).toBe('-p div f - f · grad p');
  });

  it('does not write n where that is the name of something else', () => {
    const other = settingOf(documentOf('param n > 0\nfield p(x,t) > 0'));
    expect(printExpression(readableForm(other, read('div(x p)', other)))).toBe('div(x p)');
  });
});

describe('a chain', () => {
  it('has a line each where it is long', () => {
    expect(chain('a', ['b', 'c'])).toBe('a = b = c');
    const long = 'a + '.repeat(20);
    expect(chain('a', [`${long}b`, 'c'])).toBe(`a\n  = ${long}b\n  = c`);
    expect(chain('a', [`${long}b`])).toBe(`a = ${long}b`);
  });
});
