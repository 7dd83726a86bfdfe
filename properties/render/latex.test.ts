/** Random formulas are written in LaTeX that KaTeX reads in its strict mode, on one line and on lines of any width. */
import fc from 'fast-check';
import type { Expression } from '../../src/kernel/expression.ts';
import { laplacian, log, num, partsOf, plus, pow, times, use } from '../../src/kernel/expression.ts';
import { latexExpression, latexLines, latexWidth } from '../../src/render/latex.ts';
import { inReadingOrder } from '../../src/render/order.ts';
import { complaintAbout } from '../../test/render/katex.ts';
import { a, elementary, g, h, ofAnyShape, p } from '../arbitraries/expressions.ts';
import { law } from '../law.ts';

const formulas = ofAnyShape(elementary);

law<(e: Expression) => string>('a formula is read by KaTeX', (print) => fc.property(formulas, (e) => complaintAbout(print(e)) === null),
  (e) => latexExpression(e, 'display'), {
    'sets \\left without \\right': (e) => latexExpression(e, 'display').replaceAll(/\\big+l/g, '\\left'),
    'raises what is raised': (e) => latexExpression(e, 'display').replaceAll(/\(([^()]*\^2)\)\^2/g, '$1^2'),
    'uses a macro of its own': (e) => latexExpression(e, 'display').replaceAll('\\nabla', '\\grad'),
  }, { numRuns: 150 });

law<(e: Expression) => string>('in a line of text', (print) => fc.property(formulas, (e) => complaintAbout(print(e)) === null), (e) => latexExpression(e), {
  'forgets what ends a fraction': (e) => latexExpression(e).replaceAll(/\\tfrac\{(.*?)\}/g, '\\tfrac{$1'),
}, { numRuns: 100 });

/** Without indentation and signs of continuation. */
const joined = (lines: readonly string[]): string =>
  lines.map((line, i) => (i === 0 ? line : line.replace(/^(?:\\qquad|\\quad| )+(?:\{\}|\\cdot )?/, ''))).join('').replaceAll(/\s|\\,|\\cdot/g, '');

law<(e: Expression, width: number) => readonly string[]>('the lines of a formula are the formula', (lines) =>
  fc.property(formulas, fc.integer({ min: 5, max: 80 }), (e, width) => joined(lines(e, width)) === joined([latexExpression(e, 'display')])), latexLines, {
  'loses the last line': (e, width) => (latexLines(e, width).length === 1 ? latexLines(e, width) : latexLines(e, width).slice(0, -1)),
}, { numRuns: 150 });

const factors = fc.array(fc.constantFrom(use(a), use(g), use(h), use(p), pow(use(p), num(2)), log(use(p)), laplacian(use(h))), { minLength: 1, maxLength: 3 });
const sums = fc.array(factors, { minLength: 2, maxLength: 12 }).map((terms) => plus(...terms.map((term) => times(num(-2), ...term))));

law<(e: Expression, width: number) => readonly string[]>('a line of several terms is no wider than it may be', (lines) =>
  fc.property(sums, fc.integer({ min: 32, max: 60 }), (e, width) =>
    lines(e, width).every((line) => latexWidth(line) <= width + 0.1 || !/[^{} ] - /.test(line))), latexLines, {
  'breaks nothing': (e) => [latexExpression(e, 'display')],
  'forgets that it indents': (e, width) => latexLines(e, width + 4),
}, { numRuns: 150 });

law<(e: Expression) => Expression>('terms in reading order are the same terms', (order) => fc.property(formulas, (e) => {
  const ordered = order(e);
  const [before, after] = [partsOf(e), partsOf(ordered)];
  return before.length === after.length && before.every((part) => after.includes(part)) && order(ordered) === ordered;
}), inReadingOrder, {
  'drops a term': (e) => (e.kind === 'add' ? { ...e, terms: e.terms.slice(1) } : e),
}, { numRuns: 150 });
