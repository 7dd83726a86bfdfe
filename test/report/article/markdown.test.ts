/**
 * Articles in Markdown: formulas that code hosts and notebooks read, and words that stay words.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { markdownMath } from '../../../src/report/article/markdown-inline.ts';
import { EVERY_CONSTRUCT } from './every-construct.ts';
import { articleFrom, block } from './writing.ts';

/** Formulas between dollars, outside of code. */
const formulasIn = (markdown: string): readonly { readonly latex: string; readonly displayMode: boolean }[] => {
  const text = markdown.replaceAll(/^(?:> ?| +)+/gm, '').replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '').replaceAll('\\$', '');
  const displays = [...text.matchAll(/\$\$\n(?<latex>[\s\S]*?)\n\$\$/g)].map((m) => ({ latex: m.groups?.['latex'] ?? '', displayMode: true }));
  const inline = [...text.replaceAll(/\$\$\n[\s\S]*?\n\$\$/g, '').matchAll(/\$(?<latex>[^$]+)\$/g)].map((m) => ({ latex: m.groups?.['latex'] ?? '', displayMode: false }));
  return [...displays, ...inline];
};

test.each([false, true])('every formula of an article is read strictly by KaTeX (proofs: %s)', async (proofs) => {
  const formulas = formulasIn(await articleFrom(EVERY_CONSTRUCT, 'markdown', { proofs }));
  expect(formulas.length).toBeGreaterThan(90);
  for (const { latex, displayMode } of formulas) {
    expect(() => katex.renderToString(latex, { displayMode, strict: 'error', throwOnError: true, trust: false }), latex).not.toThrow();
    // What a reader of Markdown would take for HTML, emphasis or an escape that loses its backslash.
    expect(latex.replaceAll(/\\\\$|\\\\ /gm, '').replaceAll(/\\text\{[^{}]*\}/g, '').replaceAll('\\operatorname*', '')).not.toMatch(/[<>*]|\\[^A-Za-z\s]/);
  }
});

describe('formulas', () => {
  test.each([
    ['a\\,b', 'a\\thinspace b'], ['\\{a\\}', '\\lbrace a\\rbrace'], ['a<b', 'a\\lt b'], ['a \\\\\n&= b', 'a \\\\\n&= b'], ['\\text{a < b}', '\\text{a < b}'],
    ['\\operatorname*{arg\\,min}', '\\operatorname*{arg\\thinspace min}'],
  ])('%s is written %s', (latex, written) => {
    expect(markdownMath(latex)).toBe(written);
  });
});

describe('words', () => {
  test('are no Markdown that they were not', async () => {
    const words = '\\# not a heading, \\*no emphasis\\*, \\[no link\\](x), 1\\. no list, \\<b>, a\\_b\\_c, &amp;lt;';
    const paragraph = (text: string): unknown => fromMarkdown(text).children.filter((node) => node.type === 'paragraph').map((node) => node.children.map((c) => ('value' in c ? c.value : c.type)));
    const written = await articleFrom(`${words}\n`, 'markdown');
    expect(paragraph(written)).toEqual(paragraph(words));
  });
  test('code, lists, quotes and headings come back as they were', async () => {
    const source = '# T\n\n## H\n\n- a\n- b\n\n> c\n\n```\nd\n```\n';
    expect(await articleFrom(source, 'markdown')).toBe(source);
  });
});

test('claims are numbered, with their verdicts and references', async () => {
  const text = await articleFrom(block('field f(x): vector', 'process X: dX = f dt + dW', 'density p(x,t) of X', 'claim "FP": ∂t p = -div(f p) + 1/2 lap p', 'refute "no": ∂t p = -div(f p)'), 'markdown');
  expect(text).toContain('**Claim 1** (FP).\n\n$$\n\\partial_t p = ');
  expect(text).toContain('✔ Proved in every dimension by the Fokker–Planck equation [1]${}^{\\dagger}$.');
  expect(text).toContain('**False claim 2** (no).');
  expect(text).toContain('✘ Refuted');
  expect(text).toContain('\\tag{1}\n$$');
  expect(text).toContain('Let $p$ be the density of $X$ (1).');
  expect(text).toContain('## References\n\n1. Hannes Risken. *The Fokker–Planck equation*, 2nd edition. Springer, 1989.');
});
