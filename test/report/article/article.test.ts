/**
 * A checked document as LaTeX: what is said of each claim, and how.
 */
import { describe, expect, test } from 'vitest';
import { derivationToLatex } from '../../../src/report/article/derivation.ts';
import { writeArticle } from '../../../src/report/article/article.ts';
import { articleFrom, block, bodyFrom, requestFor } from './writing.ts';

const DIFFUSION = ['field f(x,t): vector', 'field g(t)', 'param T', 'process X: dX = f dt + g dW', 'density p(x,t) of X', 'let s = grad log p'];

describe('the setting', () => {
  test('symbols with their domains, in one sentence', async () => {
    const body = await bodyFrom(block('param theta, sigma > 0', 'param R: positive matrix', 'field b(x), f(x): vector', 'variable v: vector(k)', 'control u'));
    expect(body).toContain('$\\theta \\in \\mathbb{R}$, $\\sigma > 0$ and $R \\in \\mathbb{R}^{n \\times n}_{\\succ 0}$ be parameters');
    expect(body).toContain('let $b, f \\colon \\mathbb{R}^{n} \\to \\mathbb{R}^{n}$ be smooth functions');
    expect(body).toContain('let $v \\in \\mathbb{R}^{k}$ be a further variable, and let $u \\in \\mathbb{R}$ be the control.');
  });
  test('a process is a numbered equation, to which its density refers', async () => {
    const body = await bodyFrom(block(...DIFFUSION));
    expect(body).toMatch(/Let \$X\$ be the process\n\\begin\{equation\}\\label\{hopfcole:1\}\n.*\\mathrm\{d\}W_t\n\\end\{equation\}/);
    expect(body).toContain('Let $p$ be the density of $X$ \\eqref{hopfcole:1}.');
    expect(body).toContain('Write $s = \\nabla\\log p$.');
  });
  test('in a fixed dimension the state is introduced with it', async () => {
    expect(await bodyFrom(block('dimension 3', 'field p(x)', 'claim "a": p = p'))).toContain('Let $x \\in \\mathbb{R}^{3}$.');
  });
  test('in every dimension the state is introduced where it occurs, and nothing else is', async () => {
    expect(await bodyFrom(block('field p(x)', 'claim "a": lap p = lap p'))).toContain('Here $x \\in \\mathbb{R}^n$ for any $n$.');
    expect(await bodyFrom(block('param v: vector', 'claim "a": |v|^2 = v · v'))).toContain('Here $n$ is any dimension.');
    const scalars = await bodyFrom(block('param a, b', 'claim "a": (a + b)^2 = a^2 + 2 a b + b^2'));
    expect(scalars).not.toContain('Here');
    expect(scalars).not.toContain('mathbb{R}^n');
  });
  test('a density that is chosen is a density', async () => {
    expect(await bodyFrom(block('control pi(a): density'))).toContain('Let $\\pi(a)$ be a probability density.');
  });
});

describe('a claim that is proved', () => {
  test('has its formula, the rule, its source, and where it holds', async () => {
    const body = await bodyFrom(block(...DIFFUSION, 'claim "Anderson": p is density of process dY = (f - g^2 s) dt + g dW backward'));
    expect(body).toContain('\\begin{hcclaim}[{Anderson}]');
    expect(body).toContain('$\\checkmark$ Proved in every dimension by the Fokker\\textendash{}Planck equation \\cite{risken1989}${}^{\\dagger\\ddagger}$.');
    expect(body).toContain('\\bibitem{risken1989}');
  });
  test('what is formal is said once', async () => {
    const text = await articleFrom(block(...DIFFUSION, 'claim "a": p is density of X', 'claim "b": p is density of X'));
    expect(text.match(/regularity and verification are assumed/g)).toHaveLength(1);
  });
  test('is stated with its conditions, and says which others it uses', async () => {
    const body = await bodyFrom(block('dimension 1', 'param a', 'claim "a" where x > 0, a != 1: log(x^2) = 2 log x'));
    expect(body).toContain('For $x > 0$ and $a \\neq 1$:');
  });
  test('under an integral says what is owed at the boundary', async () => {
    const body = await bodyFrom(block('field p(x) > 0', 'field phi(x): vector', 'claim "Stein": ∫[x](p (grad log p · phi + div phi)) = 0'));
    expect(body).toMatch(/Owed at the boundary: as \$\\lvert x \\rvert \\to \\infty\$ this flux must vanish:\n\\\[\np\\phi\n\\\]/);
    expect(body).toContain('by integration by parts');
  });
  test('uses abbreviations as the author did, and only there', async () => {
    const body = await bodyFrom(block(...DIFFUSION, 'claim "a": s = grad p / p', 'claim "b": grad log p = grad p / p'));
    expect(body).toContain('s = \\frac{\\nabla p}{p}');
    expect(body).toContain('\\nabla\\log p = \\frac{\\nabla p}{p}');
  });
  test('with a condition on both sides shows how it fails without it', async () => {
    const body = await bodyFrom(block('param a', 'param b', 'claim "c": (a - b)^2 = 0 iff a = b'));
    expect(body).toContain('if and only if');
    expect(body).toContain('Where the condition fails, so does the equation:');
    expect(body).toContain('\\begin{array}');
  });
});

describe('a claim that is refuted', () => {
  const source = block('field q(x) > 0', 'refute "half": lap log q = 1/2 lap q / q - |grad log q|^2', 'claim "wrong": lap q = 2 lap q');
  test('has its counterexample, what is left over, and the repair', async () => {
    const body = await bodyFrom(source);
    expect(body).toContain('\\begin{hcfalse}[{half}]');
    expect(body).toContain('$\\times$ Refuted. In dimension 1 the two sides differ:');
    expect(body).toMatch(/\\begin\{array\}\{c+\|cc\}\n.* & \\text\{left side\} & \\text\{right side\} \\\\ \\hline\n/);
    expect(body).toContain('\\text{left} - \\text{right} = \\tfrac12\\Delta\\log q + \\tfrac12\\lvert \\nabla\\log q\\rvert^2');
    expect(body).toMatch(/With one change \(factor 1\/2 .*1\) it is proved:\n\\\[\n\\Delta\\log q = /);
  });
  test('what the conditions and assumptions fix is not among the values that are 0', async () => {
    const body = await bodyFrom(block('field a(t), b(t), q(t)', 'assume ∂t q = a q + b', 'refute "a" where q = 3: ∂t q = a + b'));
    expect(body).toContain('a & \\text{all other free values} & \\text{left side} & \\text{right side} \\\\ \\hline\n1 & 0 & 3 & 1');
  });
  test('though it was claimed says so', async () => {
    expect(await bodyFrom(source)).toContain('$\\times$ Claimed, but refuted.');
  });
  test('says under which condition it would hold', async () => {
    const body = await bodyFrom(block('field f(x): vector', 'field p(x)', 'refute "a": div(f p) = f · grad p'));
    expect(body).toContain('It would hold if $\\nabla\\cdot f = 0$ or $f$ is constant.');
  });
});

test('what is undecided says why', async () => {
  const request = requestFor(block('param a', 'claim "c": a = a'));
  const results = request.results.map((r) => ({ ...r, verdict: 'undecided' as const, passed: false, stuckOn: 'the budget of 10_000 ms' }));
  expect((await writeArticle({ ...request, results }, 'article')).text).toContain('\\textbf{?} Undecided: the budget of 10\\_000 ms.');
});

test('what was said to be false, but is proved, says so', async () => {
  expect(await bodyFrom(block('param a', 'refute "c": a + a = 2 a'))).toContain('$\\checkmark$ Said to be false, but proved in every dimension');
});

describe('proofs term by term', () => {
  test('mark equal terms with one letter', async () => {
    const body = await bodyFrom(block(...DIFFUSION, 'claim "a": div(p s) = lap p'), { proofs: true });
    expect(body).toContain('\\emph{In detail.}');
    expect(body).toContain('So both sides are equal.');
  });
  test('are left out unless they are wanted', async () => {
    expect(await bodyFrom(block(...DIFFUSION, 'claim "a": div(p s) = lap p'))).not.toContain('In detail');
  });
  test('that no line can hold are not set', async () => {
    const source = block(...DIFFUSION, 'claim "a": div(p s) = lap p');
    expect(await bodyFrom(source, { proofs: true, width: 6 })).toContain('too long to be set here');
    expect(await bodyFrom(source, { proofs: true })).not.toContain('too long');
  });
});

describe('the text around the claims', () => {
  test('the first heading is the title, and the others are sections', async () => {
    const text = await articleFrom('# All of $x_1$\n\nWords.\n\n## One\n\n### Two\n');
    expect(text).toContain('\\title{All of $x_{1}$}');
    expect(text).toContain('\\section{One}\n\n\\subsection{Two}');
  });
  test('lists, quotes, code, emphasis, links', async () => {
    const body = await bodyFrom('- *a*\n- **b**\n\n3. c\n\n> said\n\n    code_1 %\n\n`x_1` [here](https://example.org/a_b) <https://example.org>\n');
    expect(body).toContain('\\begin{itemize}\n\\item{} \\emph{a}\n\\item{} \\textbf{b}\n\\end{itemize}');
    expect(body).toContain('\\item[3.] c');
    expect(body).toContain('\\begin{quote}\nsaid\n\\end{quote}');
    expect(body).toContain('\\_');
    expect(body.replaceAll('\\allowbreak{}', '')).toContain('here (\\texttt{https://example.org/a\\_b})');
  });
  test('known literature is cited, anything else stays words', async () => {
    const body = await bodyFrom('As in [@anderson1982; @song2021] and [@nobody1900].\n');
    expect(body).toContain('As in \\cite{anderson1982,song2021} and [@nobody1900].');
    expect(body.match(/\\bibitem/g)).toHaveLength(2);
  });
  test('a link that is defined elsewhere in the document', async () => {
    const body = await bodyFrom(`See [the page][p].\n\n${block('param a')}\n[p]: https://example.org/page\n`);
    expect(body.replaceAll('\\allowbreak{}', '')).toContain('the page (\\texttt{https://example.org/page})');
  });
  test('formulas that are not mathematics are shown as they are written', async () => {
    const body = (await bodyFrom('Look: $\\input{secret}$ and $x^2$.\n')).replaceAll('\\allowbreak{}', '');
    expect(body).toContain('\\texttt{\\$\\textbackslash{}input\\{secret\\}\\$} and $x^{2}$');
  });
  test('a claim of the name of the heading above does not repeat it', async () => {
    const body = await bodyFrom(`# T\n\n## The rule\n\n${block('param a', 'claim "The rule": a = a', 'claim "Another": a = a')}`);
    expect(body).toContain('\\begin{hcclaim}\n');
    expect(body).toContain('\\begin{hcclaim}[{Another}]');
  });
  test('a file of claims alone has its name as the title', async () => {
    const request = requestFor('param a\nclaim "b": a = a\n', 'some_notes.claim');
    expect((await writeArticle(request, 'article')).text).toContain('\\title{some\\_notes}');
  });
});

describe('forms', () => {
  const source = `# T\n\n## S\n\n${block('param a', 'claim "b": a = a')}`;
  test('a fragment has no preamble, but says what it needs', async () => {
    const text = await articleFrom(source, 'fragment');
    expect(text).not.toContain('\\documentclass{');
    expect(text).toContain('%   \\newtheorem{hcclaim}{Claim}');
    expect(text).toContain('\\section{T}\n\n');
    expect(text).toContain('\\subsection{S}');
  });
  test('a bibliography may be a file', async () => {
    const { text, bibtex } = await writeArticle(requestFor('[@haussmann1986]\n'), 'article', { kind: 'file', name: 'refs' });
    expect(text).toContain('\\bibliography{refs}');
    expect(text).not.toContain('thebibliography');
    expect(bibtex).toContain("Pardoux, {\\'E}tienne");
  });
});

test('a derivation names the rule of each step, and what was not found', async () => {
  const request = requestFor(`# T\n\n## S\n\n### Step one\n\n${block('param a', 'claim "Step one": a + a = 2 a')}`);
  const [claim] = request.document.claims;
  const [result] = request.results;
  if (claim === undefined || result === undefined) throw new Error('the claim is gone');
  const step = { title: 'Step one', rule: 'hopf-cole', prose: [], declarations: [], claims: [], standing: 'derived' } as const;
  const text = await derivationToLatex({
    title: 'T', document: request.document, sections: [{ heading: 'S', steps: [{ step, claims: [{ claim, result }] }] }],
    notFound: [{ what: 'a closed form of V_x', reason: 'it is too hard' }, { what: 'the ansatz', reason: 'error[E0302]: the bracket is open\n --> ansatz:1:1' }], unproved: [],
  });
  expect(text).toContain('by the Hopf\\textendash{}Cole transform \\cite{hopf1950,cole1951,fleming1982,kappen2005}');
  expect(text).toContain('\\section{What was not found}');
  expect(text).toContain('the ansatz: the bracket is open.');
  expect(text).toContain('a closed form of V\\_x: it is too hard.');
});

test('nobody can write LaTeX through a name, a heading, or a title', async () => {
  const evil = '\\input{x} } { % $ # & _ ^ ~ \\end{hcclaim} \\write18{ls}';
  const text = await articleFrom(`# ${evil}\n\n## ${evil}\n\n${evil}\n\n\`${evil}\`\n\n${block('param a', `claim "${evil}": a = a`)}`);
  expect(text).not.toMatch(/\\input|\\write/);
  expect(text.match(/\\end\{hcclaim\}/g)).toHaveLength(1);
});
