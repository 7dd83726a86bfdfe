/**
 * How a derivation reads: no sentence repeats a declaration, no formula has terms that are nothing, no name is clumsy,
 * and a problem or process at the edge is told like any other.
 */
import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import type { Derivation } from '../../src/derive/compose.ts';
import { derive } from '../../src/derive/derive.ts';
import { markdownProse } from '../../src/derive/write-document.ts';
import type { Declaration } from '../../src/language/statement.ts';
import { latexDeclaration, latexProcess } from '../../src/render/latex.ts';
import { PROBLEMS } from '../../test/derive/sources.ts';

const LINEAR = 'field a(x,t): vector\nfield b(x,t): matrix\nfield c(x)\nparam rho > 0\ncontrol u: vector\n';

const SOURCES: Readonly<Record<string, string>> = {
  'Brownian motion': 'process X: dX = dW',
  'Brownian motion, scaled': 'param sigma > 0\nprocess X: dX = sigma dW',
  'noise alone': 'field g(t)\nprocess X: dX = g dW',
  'a matrix as noise': 'field G(x,t): matrix\nparam T\nprocess X: dX = G dW',
  'one dimension': 'dimension 1\nfield f(x,t)\nfield g(x,t) > 0\nprocess X: dX = f dt + g dW',
  'position and velocity': 'variable q: vector\nvariable v: vector\nfield U(q)\nparam gamma > 0\nprocess (Q,V)(q,v): dQ = v dt; dV = (-grad[q] U - gamma v) dt + sqrt(2 gamma) dW',
  'no noise': 'field v(x,t): vector\nprocess X: dX = v dt',
  'a name for the dimension that means something else': 'param n > 0\nprocess X: dX = -n x dt + dW',
  'an infinite horizon': `${LINEAR}process X: dX = (a + b u) dt + dW\nproblem P: minimize running 1/2 |u|^2 + c over u along X discounted rho`.replaceAll('(x,t)', '(x)'),
  'no running reward': PROBLEMS['Merton, power utility']?.text ?? '',
  'linear and quadratic': PROBLEMS['LQR']?.text ?? '',
  'linearly solvable': PROBLEMS['path-integral control']?.text ?? '',
};

const made = new Map<string, Promise<Derivation>>();
const derivationOf = (name: string, fromProblem = false): Promise<Derivation> => {
  const old = made.get(name);
  const now = old ?? derive(readAndDiagnose(SOURCES[name] ?? '', 'a.claim'), 'A title', { ...DEFAULT_OPTIONS, only: [], ansatz: null, fromProblem });
  made.set(name, now);
  return now;
};

const stepsOf = ({ sections }: Derivation): readonly { readonly title: string; readonly prose: string }[] =>
  sections.flatMap((s) => s.steps.map(({ step }) => ({ title: step.title, prose: markdownProse(step.prose) })));

/** As a sentence would repeat it: the equation of a process, the value of a name, an assumption. */
const repeated = (d: Declaration): readonly string[] => {
  switch (d.kind) {
    case 'process': return [latexProcess(d)];
    case 'let': case 'assume': return [latexDeclaration(d)];
    case 'density': case 'expectation': case 'problem': case 'value': return [];
  }
};

describe.each(Object.keys(SOURCES))('%s', (name) => {
  test('no sentence says again what is declared', async () => {
    const derivation = await derivationOf(name);
    const said = derivation.document.declarations.flatMap(repeated);
    const faults = stepsOf(derivation).filter(({ prose }) => said.some((text) => prose.includes(text)) || /\bLet \$/.test(prose));
    expect(faults).toEqual([]);
  }, 60_000);

  test('no term is nothing, and no sign is doubled', async () => {
    const { document } = await derivationOf(name);
    const texts = document.statements.map(({ span }) => document.source.slice(span.start, span.end));
    expect(texts.filter((text) => /[^\w.)^]0 (?!by |iff |over )[a-z(]|\(-\w+\) ·|\b0\^|- \(-|lap 1\b|sigma sigma/.test(text))).toEqual([]);
  }, 60_000);

  test('titles are short, and everything that follows is proved', async () => {
    const derivation = await derivationOf(name);
    expect(stepsOf(derivation).filter(({ title }) => title.length > 62)).toEqual([]);
    expect(derivation.unproved).toEqual([]);
  }, 60_000);

  test('names are letters, with an index where need be, and have no number', async () => {
    const { document } = await derivationOf(name);
    const clumsy = [...document.symbols.keys()].filter((one) => /^(policy|gibbs|pi_st|q_rate|weight)$|[a-z]\d$/.test(one) && one !== 'x0');
    expect(clumsy).toEqual([]);
  }, 60_000);
});

test('where the number of components cannot be named, divergences stay as they are', async () => {
  const { document } = await derivationOf('a name for the dimension that means something else');
  expect(document.source).toContain('problem P: minimize running 1/2 |u|^2 + div(-n x) terminal -log p(x, 0)');
});

test('without a running reward none is mentioned', async () => {
  const prose = stepsOf(await derivationOf('no running reward')).map((step) => step.prose).join('\n');
  expect(prose).not.toMatch(/\$0\$|\$0 -|running reward/);
  expect(prose).toContain('the value minus the integral of $q$ over time');
});

test('an equation of the value that the kernel cannot use is said, and what it leaves is stated', async () => {
  const source = 'dimension 1\nparam a\nparam b\nparam s > 0\nparam rho > 0\nparam q > 0\nparam r > 0\ncontrol u\nprocess X: dX = (a x + b u) dt + s u dW\nproblem P: minimize running 1/2 q x^2 + 1/2 r u^2 over u along X discounted rho';
  const derivation = await derive(readAndDiagnose(source, 'a.claim'), 'A title', { ...DEFAULT_OPTIONS, only: [], ansatz: null, fromProblem: false });
  expect(derivation.unproved).toEqual([]);
  const claims = derivation.document.claims.map(({ text }) => text.replaceAll(/\s+/g, ' '));
  expect(derivation.notFound.map(({ what }) => what)).toContain('a use of the Hamilton–Jacobi–Bellman equation of P');
  expect(claims).toContain('claim "Hamilton–Jacobi–Bellman equation of P": min[u](H - rho V) = min[u](H) - rho V');
  expect(claims).toContain('claim "q-function of P": min[u](q_rate) = min[u](H) - rho V');
  expect(claims).toContain('claim "Q-function of P over a short time": min[u](Q) = V + Delta (min[u](H) - rho V)');
}, 60_000);

test('of the process that a problem steers, nothing is looked for but what the problem needs', async () => {
  const { notFound, sections } = await derivationOf('linearly solvable');
  expect(notFound.filter(({ what }) => what.endsWith('of X'))).toEqual([]);
  expect(sections.map(({ heading }) => heading)).not.toContain('The process X');
}, 60_000);
