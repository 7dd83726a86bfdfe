/**
 * An article with every construct is compiled by pdflatex: no error, and nothing wider than the page. Where there is no
 * pdflatex, these tests are skipped, and counted as skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeArticle } from '../src/report/article/article.ts';
import { EVERY_CONSTRUCT } from './report/article/every-construct.ts';
import { requestFor } from './report/article/writing.ts';

const hasLatex = spawnSync('pdflatex', ['--version']).status === 0;
const hasBibtex = spawnSync('bibtex', ['--version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'hopfcole-article-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, ...words: readonly string[]): number | null =>
  spawnSync(command, words, { cwd: folder, timeout: 60_000, env: { ...process.env, openout_any: 'p', max_print_line: '1000' } }).status;

/** What the compiler said. */
const compiled = (name: string, text: string): string => {
  writeFileSync(join(folder, `${name}.tex`), text);
  for (let round = 0; round < 2; round += 1) {
    expect(run('pdflatex', '-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', name), `${name}: ${errorsIn(name)}`).toBe(0);
  }
  return readFileSync(join(folder, `${name}.log`), 'latin1');
};

const errorsIn = (name: string): string => /^!.*\n(?:.*\n){0,6}/m.exec(readFileSync(join(folder, `${name}.log`), 'latin1'))?.[0] ?? '';
const complaints = (log: string): readonly string[] => log.match(/^(?:Overfull .*|LaTeX Warning: (?!No \\author).*)$/gm) ?? [];

/** A paper that has what a fragment asks for. */
const around = (fragment: string): string => {
  const preamble = fragment.split('\n').filter((line) => line.startsWith('%   ')).map((line) => line.slice(4)).join('\n');
  return `\\documentclass{article}\n${preamble}\n\\emergencystretch=6em\\tolerance=3000\n\\begin{document}\n${fragment}\n\\end{document}\n`;
};

describe.skipIf(!hasLatex)('pdflatex', () => {
  const request = requestFor(EVERY_CONSTRUCT, 'every_construct.md');

  test('the document is read without an error, and every verdict is among its claims', () => {
    expect(request.document.diagnostics.filter((d) => d.severity === 'error').map((d) => d.message)).toEqual([]);
    expect(new Set(request.results.map((r) => `${r.declared} ${r.verdict}`))).toEqual(new Set(['claim proved', 'refute refuted', 'claim refuted', 'refute proved', 'claim undecided']));
  });

  test.each([['plain', false], ['with proofs', true]] as const)('takes the article, %s', async (_, proofs) => {
    const undecided = request.results.map((r, i) => (i === 2 ? { ...r, verdict: 'undecided' as const, stuckOn: 'a_b % \\input{x}' } : r));
    const { text } = await writeArticle({ ...request, results: undecided, proofs }, 'article');
    expect(complaints(compiled(proofs ? 'proofs' : 'plain', text))).toEqual([]);
  }, 60_000);

  test('takes a fragment in a paper of its own', async () => {
    const { text } = await writeArticle(request, 'fragment');
    expect(complaints(compiled('fragment', around(text)))).toEqual([]);
  }, 60_000);

  test.skipIf(!hasBibtex)('and BibTeX takes its entries', async () => {
    const { text, bibtex } = await writeArticle(request, 'article', { kind: 'file', name: 'refs' });
    writeFileSync(join(folder, 'refs.bib'), bibtex);
    writeFileSync(join(folder, 'cited.tex'), text);
    run('pdflatex', '-interaction=nonstopmode', '-no-shell-escape', 'cited');
    expect(run('bibtex', 'cited')).toBe(0);
    expect(complaints(compiled('cited', text)).filter((line) => !line.includes('Rerun'))).toEqual([]);
  }, 60_000);
});
