/** Bad input: a clear error within the time, never a crash, a hang or a stack overflow. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import { WHOLE_SWEEP } from '../../properties/sweep.ts';
import { NAMES, codes, read, readWell } from './reading.ts';

const many = 10_000;
const claim = (text: string): string => `${NAMES}\nclaim "deep": ${text} = 0\n`;

describe('nesting ten thousand deep', () => {
  test.each([
    ['brackets', `${'('.repeat(many)}a${')'.repeat(many)}`], ['prefix operators', `${'grad '.repeat(many)}p`], ['functions', `${'exp('.repeat(many)}a${')'.repeat(many)}`],
    ['powers', `${'a^'.repeat(many)}a`], ['bars', `${'|'.repeat(many)}a${'|'.repeat(many)}`], ['functions without brackets', `${'log '.repeat(many)}a`],
    ['transposes in brackets', `${'('.repeat(many)}M${'^T)'.repeat(many)}`], ['derivatives', `${'∂t '.repeat(many)}p`], ['minima', `${'min[u]'.repeat(many)}(a)`],
    ['signs before brackets', `${'-('.repeat(many)}a${')'.repeat(many)}`], ['applications', `${'g('.repeat(many)}t${')'.repeat(many)}`],
  ])('%s', (_, text) => expect(codes(claim(text))).toEqual(['E0303']));

  test('signs alone are counted', () => expect(codes(claim(`${'-'.repeat(many)}a`))).toEqual([]));
  test('transposes in a row', () => expect(codes(claim(`tr(M${'^T'.repeat(many)})`))).toEqual(['E0303']));
  test('a hundred brackets are read', () => expect(codes(claim(`${'('.repeat(100)}a${')'.repeat(100)}`))).toEqual([]));
});

describe('long input', () => {
  test('sums and products of many terms are read without recursion', () => {
    expect(codes(claim(Array.from({ length: 20_000 }, () => 'a').join(' + ')))).toEqual([]);
    expect(codes(claim(Array.from({ length: 20_000 }, () => 'a').join(' ')))).toEqual([]);
    expect(codes(claim(Array.from({ length: 20_000 }, () => 'a').join(' / ')))).toEqual([]);
  });

  test('products of many matrices are deep trees, and refused', () => {
    expect(codes(claim(`tr(${Array.from({ length: 20_000 }, () => 'M').join(' ')})`))).toEqual(['E0507']);
  });

  test('chains of dots', () => expect(codes(claim(`v${' · M'.repeat(20_000)} · v`))).toEqual(['E0507']));

  test('products inside products are deep as well', () => {
    const chain = 'M '.repeat(150);
    let text = 'M';
    for (let i = 0; i < 40; i++) text = `(${text}) ${chain}`;
    expect(codes(claim(`div(${text})`))).toEqual(['E0507']);
  });

  test('ten thousand declarations', () => {
    const block = Array.from({ length: many }, (_, i) => `param a_${i} > 0`).join('\n');
    const document = read(`${block}\nclaim "last": a_0 + a_${many - 1} = 1`);
    expect(document.diagnostics).toEqual([]);
    expect(document.claims).toHaveLength(1);
  });

  test('ten thousand errors', () => {
    const block = Array.from({ length: many }, (_, i) => `let a_${i} = undeclared_${i}`).join('\n');
    expect(read(block).diagnostics).toHaveLength(many);
  });

  test('a line of ten million characters', () => {
    expect(codes(`claim "long": ${'a + '.repeat(2_500_000)}a = 0`)).toEqual(['E0108']);
    expect(readDocument(`${'a'.repeat(10_000_000)}\n`, 'a.md').diagnostics).toEqual([]);
  });

  test('abbreviations that double each time are measured, not written out', () => {
    const block = ['param a', 'let b_0 = a', ...Array.from({ length: 100 }, (_, i) => `let b_${i + 1} = b_${i} b_${i}`)].join('\n');
    expect(codes(block)[0]).toBe('E0507');
    expect(new Set(codes(block))).toEqual(new Set(['E0507']));
  });

  test('huge exponents and numbers', () => {
    expect(codes(claim('a^(10^9)'))).toEqual([]);
    expect(codes(claim('1'.repeat(50_000)))).toEqual(['E0107']);
  });
});

describe('what is no text', () => {
  test.each(['param a\0', 'param \ufffd', '\0'.repeat(1000)])('%j', (source) => {
    expect(codes(source)).toEqual(['E0101']);
    expect(readDocument(source, 'a.md').diagnostics.map((d) => d.code)).toEqual(['E0101']);
  });
});

const scraps = fc.constantFrom(
  'claim', '"a"', ':', 'param', 'field', 'a', 'p', 'f', 'x', 't', '(', ')', '[', ']', '{', '}', ',', ';', '=', '+', '-', '*', '/', '^', '|', '·', ':', '∂t', '∇', 'Δ',
  'grad', 'div', 'E[', 'D[', 'min[u]', '∫[x]', 'dt', 'dW', 'o', '∘', 'process', 'dX', 'is', 'density', 'of', 'along', 'by', 'iff', 'where', 'and', 'T', '^T', '1', '0.5',
  '\n', '\n  ', '# c', '$', '"', 'vector', '> 0', 'let', 'assume', 'problem', 'minimize', 'running', 'over', 'u', 'M', 'normal(', 'dot(', 'I', 'pi', 'backward', 'at', 'd(', '²', 'ᵀ', '⁻',
);

test('any scraps of the language give diagnostics or a document, and nothing else', () => {
  fc.assert(fc.property(fc.array(scraps, { maxLength: 25 }), (words) => {
    const source = `${NAMES}\n${words.join(' ')}`;
    const document = read(source);
    for (const d of document.diagnostics) {
      expect(d.span.start).toBeGreaterThanOrEqual(0);
      expect(d.span.end).toBeLessThanOrEqual(source.length);
      expect(d.span.end).toBeGreaterThanOrEqual(d.span.start);
    }
  }), { numRuns: WHOLE_SWEEP ? 3000 : 1000 });
});

const named = readWell(NAMES);
test('any text is an expression or an error', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.array(scraps, { maxLength: 15 }).map((w) => w.join(''))), (text) => {
    const { expression, diagnostics } = parseExpressionIn(text, named);
    expect(expression === null).toBe(diagnostics.length > 0);
  }), { numRuns: WHOLE_SWEEP ? 2000 : 1000 });
});
