/** Formulas between dollar signs where statements have expressions and equations. */
import { describe, expect, test } from 'vitest';
import { printClaim } from '../../../src/render/text.ts';
import { readDocument } from '../../../src/language/document.ts';
import { lineAndColumn } from '../../../src/language/position.ts';
import { NAMES, onlyClaim, pointedAt, read, readWell } from '../reading.ts';

const base = `${NAMES}
field V(x,t)
param beta > 0
process X: dX = f dt + g dW
problem P: minimize running 1/2 |u|^2 terminal p(x,T) over u along process dY = (f + u) dt + g dW
value W0(x,t) of P
`;
const same = (latex: string, text: string): void => {
  const [one, other] = [latex, text].map((line) => printClaim(onlyClaim(`${base}${line}`)));
  expect(one).toBe(other);
};

describe('the same claim in LaTeX and in the claim language', () => {
  test.each([
    ['claim "a": $\\partial_t V = -\\nabla\\cdot f$', 'claim "a": ∂t V = -div f'], ['claim "a": $\\partial_t V$ = $-\\nabla\\cdot f$', 'claim "a": ∂t V = -div f'],
    ['claim "a": ∂t V = $-\\nabla\\cdot f$ by hjb', 'claim "a": ∂t V = -div f by hjb'], ['claim "a": $V = p = 1$', 'claim "a": V = p = 1'], ['claim "a": $V = p$ by hjb\n  = $1$', 'claim "a": V = p by hjb\n  = 1'],
    ['claim "a": $V = p \\iff a = b$', 'claim "a": V = p iff a = b'], ['claim "a": $V = p\\ \\text{if and only if}\\ a = b$', 'claim "a": V = p iff a = b'], ['claim "a": V = p iff $a = b,\\ T \\neq 0$', 'claim "a": V = p iff a = b, T != 0'],
    ['claim "a" where $T > 0,\\, t \\le T$: $V = p$', 'claim "a" where T > 0, t <= T: V = p'], ['claim "a": $p$ is density of X', 'claim "a": p is density of X'], ['claim "a": $-\\log p$ is value of P', 'claim "a": -log p is value of P'],
    ['claim "a": u = $-g\\,\\nabla V$ is optimal for P', 'claim "a": u = -g grad V is optimal for P'], ['claim "a": $p$ is density of process dZ = $-\\beta x$ dt + $\\sqrt{\\beta}$ dW', 'claim "a": p is density of process dZ = -beta x dt + sqrt(beta) dW'],
    ['claim "a": p($x$, $T-t$) = $1$', 'claim "a": p(x, T-t) = 1'], ['claim "a": log($ab$) + $c$ = 0', 'claim "a": log(a b) + c = 0'], ['claim "a": $\n  \\partial_t V\n  = p$', 'claim "a": ∂t V = p'],
  ])('%s', same);

  test('abbreviations, assumptions and processes', () => {
    const [latex, text] = [
      'field k(t)\nassume $\\partial_t k = -2ak$\nlet L = $-\\log p$\nprocess S(r): dS = $a r$ dt + $b r$ dB\nclaim "a": $L(x,T-t) = k$',
      'field k(t)\nassume ∂t k = -2 a k\nlet L = -log p\nprocess S(r): dS = a r dt + b r dB\nclaim "a": L(x,T-t) = k',
    ].map((block) => readWell(`${base}${block}`));
    const strip = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);
    const shown = (document = latex): string => JSON.stringify(document?.declarations.map((d) => ({ ...d, span: null })), strip).replaceAll(/"(?:start|end)":\d+/g, '');
    expect(shown(latex)).toBe(shown(text));
    expect(latex?.claims.map(printClaim)).toEqual(text?.claims.map(printClaim));
  });

  test('the text of a claim is what was written', () => {
    expect(onlyClaim(`${base}claim "a": $V = p$`).text).toBe('claim "a": $V = p$');
  });
});

describe('a formula is a whole term', () => {
  test.each([
    ['claim "a": $a + b$ c = 0', 'E0305', 'a + b'], ['claim "a": $a$ $b$ = 0', 'E0305', 'a'], ['claim "a": a $b$ = 0', 'E0301', 'b'], ['claim "a": c - $a + b$ = 0', 'E0305', 'a + b'], ['claim "a": $a$/b = 0', 'E0305', 'a'],
    ['claim "a": $a$^2 = 0', 'E0305', 'a'], ['process Z: dZ = $f + x$ dt', 'E0305', 'f + x'], ['let $L = p$', 'E0301', 'L'], ['claim "a": grad $p$ = 0', 'E0301', 'p'],
  ])('%s', (line, code, place) => {
    const source = base + line;
    const [found] = read(source).diagnostics;
    expect(found?.code).toBe(code);
    expect(found === undefined ? '' : pointedAt(source, found)).toBe(place);
  });

  test.each(['claim "a": $a + b$ + c = 0', 'claim "a": ($a + b$) c = 0', 'process Z: dZ = $(f + x)$ dt', 'claim "a": c - $ab$ = 0'])('%s', (line) => expect(read(base + line).diagnostics).toEqual([]));
});

describe('errors point into the formula, at the line and column of the document', () => {
  test.each([
    ['claim "a": $\\partial_t V = \\frac{q}{p}$', 'q', 'E0201'], ['claim "a": $V = f$', 'f', 'E0404'], ['claim "a": $V = p + f$', 'f', 'E0401'], ['claim "a": $V = v w$', 'v w', 'E0402'], ['claim "a": $V = \\foo p$', '\\foo', 'E0109'],
    ['claim "a": $V = \\frac{a}{(b}$', '}', 'E0302'], ['claim "a": $V = (a$', '(', 'E0302'], ['claim "a": $V = \\mathrm{a$', '\\mathrm{a', 'E0302'], ['claim "a": $V = a', '$', 'E0106'], ['claim "a": $$', '$$', 'E0109'], ['claim "a": $V = $', '', 'E0301'],
    ['claim "a": $V = x_0$', 'x_0', 'E0201'], ['claim "a":\n  $V\n     = \\theta_{\\max}\\,p$', '\\theta_{\\max}', 'E0201'], ['claim "a": $V = \\mathrm dx$', '\\mathrm d', 'E0301'], ['claim "a": $V = \\int p$', '', 'E0301'],
  ])('%s', (line, place, code) => {
    const source = `# A title\n\n\`\`\`claim\n${base}${line}\n\`\`\`\n`;
    const [found] = readDocument(source, 'a.md').diagnostics;
    expect(found?.code).toBe(code);
    if (found === undefined) return;
    expect(source.slice(found.span.start, found.span.end)).toBe(place);
    const at = lineAndColumn(source)(found.span.start);
    const [first = '', ...more] = source.slice(0, found.span.start).split('\n').reverse();
    expect(at).toEqual({ line: more.length + 1, column: first.length + 1 });
  });

  test('every undeclared name of a formula is reported', () => {
    expect(read(`${base}claim "a": $\\xi + \\eta = \\zeta$`).diagnostics.map((d) => d.message)).toEqual(['`xi` is not declared', '`eta` is not declared', '`zeta` is not declared']);
  });
});
