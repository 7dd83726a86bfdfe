/** Formulas: what is written means what the page of the language says. Trees are compared through their printed form. */
import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { treeText } from '../render/normal-tree.ts';
import { NAMES, pointedAt, readWell, tree, wrong } from './reading.ts';

const same = (one: string, other: string): void => expect(treeText(tree(one))).toBe(treeText(tree(other)));
const different = (one: string, other: string): void => expect(treeText(tree(one))).not.toBe(treeText(tree(other)));

describe('precedence', () => {
  test.each([
    ['1/2 g^2 lap p', '((1/2) (g^2)) (lap p)'], ['a/b c', '(a/b) c'], ['a/b/c', '(a/b)/c'], ['-a^2', '-(a^2)'], ['-a b', '-(a b)'],
    ['log p^2', 'log(p^2)'], ['log(p)^2', '(log(p))^2'], ['grad log p', 'grad(log(p))'], ['a^b^c', 'a^(b^c)'], ['a^-1 b', '(a^(-1)) b'],
    ['v · grad log p', 'v · (grad (log p))'], ['a v · M w', '(a v) · (M w)'], ['1/2 v · v', '1/2 (v · v)'], ['s v · w', 's (v · w)'],
    ['exp(-a) b', '(exp(-a)) b'], ['M : hess p', 'M : (hess p)'], ['1/2 M : R', '1/2 (M : R)'], ['2 pi a', '2 * pi * a'], ['- -a', 'a'],
    ['grad log p(x,T-t)', 'grad(log(p(x,T-t)))'], ['a - b - c', '(a - b) - c'], ['lap p g', '(lap p) g'], ['|v|^2 a', '(|v|^2) a'],
    ['∂t ∂t p', '∂t(∂t p)'], ['sqrt 2 a', '(sqrt(2)) a'], ['v · M · w', '(v · M) · w'], ['e^{2 a}'.replace('e', 'a'), 'a^(2 a)'],
  ])('%s is %s', (one, other) => same(one, other));

  test('a power after a spaced bracket is refused as ambiguous', () => {
    expect(wrong('log (p)^2')?.code).toBe('E0305');
    expect(wrong('grad (p)^2')?.code).toBe('E0305');
    expect(wrong('log ((p)^2)')).toBeNull();
  });
});

describe('spellings that mean the same', () => {
  test.each([
    ['∇p', 'grad p'], ['∇·f', 'div f'], ['∇² p', 'hess p'], ['∇^2 p', 'hess p'], ['Δp', 'lap p'], ['∂_t p', '∂t p'], ['D[t] p', '∂t p'],
    ['∫[y](p(y,t))', 'int[y](p(y,t))'], ['M⁻¹', 'M^-1'], ['Mᵀ v', 'M^T v'], ['p²', 'p^2'], ['a − b', 'a - b'], ['½ a', '1/2 a'],
    ['dot(v, w)', 'v · w'], ['v ⊗ w', 'outer(v, w)'], ['v^T w', 'v · w'], ['v w^T', 'outer(v, w)'], ['v^T M w', 'v · M w'], ['x^T R x', 'x · R x'],
    ['M^-T', '(M^-1)^T'], ['‖v‖²', '|v|^2'], ['|v|^4', '(v · v)^2'], ['|a|^2', 'a^2'], ['|M|^2', 'M : M'], ['M^2', 'M M'], ['√a', 'sqrt(a)'],
    ['(v · grad) f', '(jac f) v'], ['(v · ∇) p', 'v · grad p'], ['p(x, T-t)', 'p(t = T-t)'], ['a * b', 'a b'], ['0.5 a', 'a/2'],
  ])('%s and %s', (one, other) => same(one, other));
});

describe('names and brackets', () => {
  test('a bracket right after a field holds arguments, after a space it is a factor', () => {
    same('g(a + b)', 'g(t = a + b)');
    same('g (a + b)', '(a + b) g');
    same('a(b + c)', 'a (b + c)');
    expect(wrong('p(a)')?.code).toBe('E0405');
    same('p (x, T-t)', 'p(x, T-t)');
  });

  test('differentiating the composite and evaluating the derivative are two things', () => {
    different('∂t (p(x,T-t))', '(∂t p)(x,T-t)');
    expect(tree('(∂t p)(x,T-t)')).toMatchObject({ kind: 'at', of: { kind: 'derivative' }, bindings: [{ variable: { name: 't' } }] });
    expect(tree('∂t (p(x,T-t))')).toMatchObject({ kind: 'derivative', of: { kind: 'field' } });
    expect(tree('(∂t g)(T-t)')).toMatchObject({ kind: 'at' });
    same('(a + b)(c + a)', '(a + b) (c + a)');
  });

  test('bindings that change nothing are left out', () => {
    expect(tree('(∂t p)(x, t)').kind).toBe('derivative');
    expect(tree('(f - v)(x, T-t)')).toMatchObject({ kind: 'at', bindings: [{ variable: { name: 't' } }] });
  });

  test('the arguments of a bracket are x, t, then the others as they were declared', () => {
    expect(printExpression(tree('(p(y,t) + a)(T-t, x)'))).toBe('(p(y, t) + a)(t = T - t, y = x)');
    expect(wrong('(p(y,s) p)(x,t)')?.code).toBe('E0405');
  });

  test('greek letters and their names are one name', () => {
    const document = readWell('param σ > 0\nfield λ_1(t)');
    expect(treeText(tree('sigma λ₁', document))).toBe(treeText(tree('σ lambda_1', document)));
  });

  test('I takes the size that fits', () => {
    const document = readWell('param A: matrix(m)\nparam z: vector(m)');
    expect(shapeOf(tree('A + 2 I', document))).toEqual(['m', 'm']);
    expect(shapeOf(tree('(I - A) z', document))).toEqual(['m']);
    expect(shapeOf(tree('I z', document))).toEqual(['m']);
  });

  test('pi is the number, unless it is declared', () => {
    expect(tree('pi')).toEqual({ kind: 'pi' });
    expect(tree('pi', readWell('control pi(a): density'))).toMatchObject({ kind: 'field' });
  });

  test('D, E and T can be names beside what else they mean', () => {
    const document = readWell(`${NAMES}\nlet D = G G^T\nparam E`);
    expect(printExpression(tree('D grad p + E f - D[t] f', document))).toBe('G G^T grad p + E f - ∂t f');
    expect(tree('E[p](E)', document)).toMatchObject({ kind: 'integral', variable: { name: 'x' } });
  });
});

describe('integrals, expectations, optima, normal densities', () => {
  test('E integrates over the first vector that the density is taken at', () => {
    same('E[p(y,t)](p)', '∫[y](p(y,t) p)');
    same('E[p](f)', '∫[x](p f)');
  });

  test('several variables', () => same('∫[x, y](p p(y,t))', '∫[x](∫[y](p p(y,t)))'));

  test('normal densities are written out', () => {
    const document = readWell('dimension n\nparam m: vector\nparam v > 0\nparam S: positive matrix\nvariable q\nparam k');
    const by = (one: string, other: string): void => expect(treeText(tree(one, document))).toBe(treeText(tree(other, document)));
    by('normal(x; m, v)', '(2 pi v)^(-1/2 n) exp(-1/2 |x - m|^2 / v)');
    by('normal(x; m, S)', '(2 pi)^(-1/2 n) det(S)^(-1/2) exp(-1/2 (x - m) · S^-1 (x - m))');
    by('normal(q; k, v)', '(2 pi v)^(-1/2) exp(-1/2 (q - k)^2 / v)');
    by('normal(x; 0, v)', '(2 pi v)^(-1/2 n) exp(-1/2 |x|^2 / v)');
  });

  test('optima', () => {
    expect(shapeOf(tree('argmin[u](|u|^2 + f · u)'))).toEqual(['n']);
    expect(shapeOf(tree('min[u](|u|^2)'))).toEqual([]);
    expect(wrong('min[y](|y|^2)')?.code).toBe('E0204');
  });
});

describe('dimension 1 makes everything scalar', () => {
  const document = readWell('dimension 1\nparam v: vector\nparam M: positive matrix\nfield f(x,t): vector\nfield p(x,t) > 0\nfield G(x,t): matrix\ncontrol u: vector(m)');
  test.each([
    ['grad p', '∂x p'], ['hess p', '∂x ∂x p'], ['lap p', '∂x ∂x p'], ['div f', '∂x f'], ['jac f', '∂x f'], ['v · f', 'v f'],
    ['M^T', 'M'], ['tr(M)', 'M'], ['det(M)', 'M'], ['I', '1'], ['|f|^2', 'f^2'], ['M^-1', '1/M'], ['outer(f, v)', 'f v'], ['M : hess p', 'M ∂x ∂x p'],
    ['v^T M f', 'v M f'], ['u^T u', 'u u'], ['normal(x; v, M)', '(2 pi M)^(-1/2) exp(-1/2 (x - v)^2 / M)'], ['E[p](f)', '∫[x](p f)'], ['(f · grad) p', 'f ∂x p'],
  ])('%s is %s', (one, other) => expect(treeText(tree(one, document))).toBe(treeText(tree(other, document))));

  test('a positive matrix is a positive number', () => expect(tree('M', document)).toMatchObject({ parameter: { sign: 'positive', shape: [] } }));
});

describe('type errors say what was found and what would fit', () => {
  test.each([
    ['v w', 'E0402', 'v w', 'v · w'], ['a + f', 'E0401', 'f', ''], ['grad f', 'E0406', 'f', 'jac'], ['div p', 'E0406', 'p', 'grad'],
    ['v / w', 'E0402', 'w', ''], ['v^2', 'E0402', 'v^2', '|v|^2'], ['log v', 'E0403', 'v', ''], ['p(t, x)', 'E0403', 't', ''],
    ['p^T', 'E0406', 'p^T', '^(T)'], ['v M', 'E0402', 'v M', '^T'], ['M · R', 'E0402', 'M · R', 'M N'], ['B^T w + B w', 'E0402', 'B w', ''],
    ['a · v', 'E0402', 'a · v', ''], ['∂x p', 'E0407', 'x', 'grad[x]'], ['grad p(y,t)', 'E0408', 'grad p(y,t)', 'grad[y]'], ['tr(B)', 'E0406', 'B', ''],
    ['v : w', 'E0402', 'v : w', '·'], ['1/0', 'E0508', '0', ''], ['D[a] p', 'E0204', 'a', ''], ['2 3', 'E0305', '2 3', '*'], ['M^(1/2)', 'E0402', '(1/2)', ''],
    ['qq + 1', 'E0201', 'qq', ''], ['gard p', 'E0201', 'gard', 'grad'], ['a x + bx', 'E0201', 'bx', 'b x'], ['a b $x$', 'E0301', 'x', 'whole term'], ['f(x, t', 'E0302', '(', ''],
    ['a -', 'E0301', '', ''], ['exp -a', 'E0301', '-', 'brackets'], ['min(a, b)', 'E0301', '(', 'min[u]'], ['∫ a', 'E0301', 'a', '∫[x]'],
  ])('%s', (text, code, place, help) => {
    const found = wrong(text);
    expect(found?.code).toBe(code);
    if (found === null) return;
    expect(pointedAt(text, found)).toBe(place);
    expect(found.help ?? '').toContain(help);
  });
});
