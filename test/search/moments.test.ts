import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, checkDocument } from '../../src/check/check.ts';
import type { VerdictName } from '../../src/check/verdict.ts';
import { shapeOf, use } from '../../src/kernel/expression.ts';
import { readWell } from '../language/reading.ts';
import type { DefinedField } from '../../src/search/linear-equation.ts';
import { linearParts } from '../../src/search/linear-parts.ts';
import { momentEquations } from '../../src/search/moment-equations.ts';
import type { GaussianTransition } from '../../src/search/moments.ts';
import { gaussianTransition } from '../../src/search/moments.ts';
import { processIn, shown } from './setting.ts';

const lawOf = async (block: string): Promise<GaussianTransition | null> => {
  const { process, document, assuming } = processIn(block);
  return gaussianTransition(process, { assuming, taken: new Set(document.fields.keys()) });
};

const typeOf = (d: DefinedField): string => (['', ': vector', ': positive matrix'] as const)[shapeOf(use(d.field)).length] ?? '';

/** The law claimed in the claim language, with everything it needs declared. */
const claimed = (block: string, law: GaussianTransition, variance: string | null = shown(law.variance)): VerdictName[] => {
  const start = `param ${law.start.name}${law.start.shape.length > 0 ? ': vector' : ''}`;
  const defined = law.defined.flatMap((d) => [`field ${d.field.name}(t)${typeOf(d)}`, `assume ∂t ${d.field.name} = ${shown(d.derivative)}`]);
  const claim = `claim "the law": normal(x; ${shown(law.mean)}, ${variance}) is density of X`;
  return [...checkDocument(readWell([block, start, ...defined, claim].join('\n')), DEFAULT_OPTIONS)].map((r) => r.verdict);
};

const OU = 'param theta > 0\nparam m: vector\nparam sigma > 0\nprocess X: dX = theta (m - x) dt + sigma dW';
const VP = 'field beta(t) > 0\nprocess X: dX = -1/2 beta x dt + sqrt(beta) dW';
const KNOWN_VP = 'field beta(t) > 0\nfield B(t)\nassume ∂t B = beta\nprocess X: dX = -1/2 beta x dt + sqrt(beta) dW';
const LINEAR_VP = 'param b0 > 0\nparam b1 > 0\nlet b = b0 + t (b1 - b0)\nprocess X: dX = -1/2 b x dt + sqrt(b) dW';
const SUB_VP = 'field beta(t) > 0\nfield B(t)\nassume ∂t B = beta\nprocess X: dX = -1/2 beta x dt + sqrt(beta (1 - exp(-2 B))) dW';
const LINEAR_SUB_VP = 'param b0 > 0\nparam b1 > 0\nlet b = b0 + t (b1 - b0)\nlet L = b0 t + 1/2 t^2 (b1 - b0)\nprocess X: dX = -1/2 b x dt + sqrt(b (1 - exp(-2 L))) dW';
const VE = 'field g(t)\nprocess X: dX = g dW';
const VE_OF_VARIANCE = 'field s(t) > 0\nprocess X: dX = sqrt(∂t (s^2)) dW';
const VE_GEOMETRIC = 'param low > 0\nparam high > 0\nprocess X: dX = low (high/low)^t sqrt(2 log(high/low)) dW';
const BRIDGE = 'param T\nparam y: vector\nprocess X: dX = (y - x)/(T - t) dt + dW';
const ONE_DIMENSION = 'dimension 1\nparam theta > 0\nparam mu\nparam sigma\nprocess X: dX = theta (mu - x) dt + sigma dW';

describe('the Gaussian law of a linear process that starts at a point', () => {
  it.each([
    ['Ornstein–Uhlenbeck', OU, 'm + exp(-theta t) (x0 - m)', 'sigma^2 (1 - exp(-2 theta t)) / (2 theta)', [], []],
    ['VP', VP, 'exp(-1/2 B) x0', '1 - exp(-B)', ["B' = beta"], []],
    ['VP with the integral declared', KNOWN_VP, 'exp(-1/2 B) x0', '1 - exp(-B)', [], ['B']],
    ['VP with a linear schedule', LINEAR_VP, 'exp(-1/2 b0 t - 1/4 (b1 - b0) t^2) x0', '1 - exp(-b0 t - 1/2 (b1 - b0) t^2)', [], []],
    ['sub-VP', SUB_VP, 'exp(-1/2 B) x0', '(1 - exp(-B))^2', [], ['B']],
    ['sub-VP with a linear schedule', LINEAR_SUB_VP, 'exp(-1/2 b0 t - 1/4 (b1 - b0) t^2) x0', '(1 - exp(-b0 t - 1/2 (b1 - b0) t^2))^2', [], []],
    ['VE', VE, 'x0', 'v', ["v' = g^2"], []],
    ['VE by its variance', VE_OF_VARIANCE, 'x0', 's^2 - s(0)^2', [], []],
    ['VE with a geometric schedule', VE_GEOMETRIC, 'x0', 'low^2 (exp(2 (log high - log low) t) - 1)', [], []],
    ['a bridge', BRIDGE, 'x0 + t (y - x0) / T', 't - t^2 / T', [], []],
    ['Ornstein–Uhlenbeck in one dimension', ONE_DIMENSION, 'mu + (x0 - mu) exp(-theta t)', 'sigma^2 (1 - exp(-2 theta t)) / (2 theta)', [], []],
  ])('%s: closed form, and its density by the Fokker–Planck equation', async (_, block, mean, variance, defined, assumed) => {
    const law = await lawOf(block);
    expect(law).not.toBeNull();
    if (law === null) return;
    expect([shown(law.mean), shown(law.variance)]).toEqual([mean, variance]);
    expect(law.defined.map((d) => `${d.field.name}' = ${shown(d.derivative)}`)).toEqual(defined);
    expect(law.assumed.map((a) => a.field.name)).toEqual(assumed);
    expect([law.closed, law.isotropic]).toEqual([true, true]);
    expect(claimed(block, law)).toEqual(['proved']);
  });

  it('is refused by the kernel with another variance', async () => {
    const law = await lawOf(SUB_VP);
    expect(law && claimed(SUB_VP, law, '1 - exp(-B)')).toEqual(['refuted']);
  });

  it('is a pair of equations for a matrix, which the kernel accepts as well', async () => {
    const block = 'param A: matrix\nparam b: vector\nparam S: matrix\nprocess X: dX = (A x + b) dt + S dW';
    const law = await lawOf(block);
    expect(law?.defined.map((d) => `${d.field.name}' = ${shown(d.derivative)}`)).toEqual(["m' = A m + b", "C' = A C + C A^T + S S^T"]);
    expect(law && [law.closed, law.isotropic]).toEqual([false, false]);
    expect(law && claimed(block, law)).toEqual(['proved']);
  });

  it('has a starting point of its own name, or takes the one that it is given', async () => {
    const { process } = processIn(VE);
    const law = await gaussianTransition(process, { taken: new Set(['x0', 'v']) });
    expect([law?.start.name, shown(law?.variance ?? null)]).toEqual(['x00', 'w']);
    const given = await gaussianTransition(process, { start: { kind: 'parameter', name: 'z', shape: ['n'], symmetry: 'none', sign: 'any' } });
    expect(shown(given?.mean ?? null)).toBe('z');
  });

  it.each([
    ['drift that is not linear', 'param k\nprocess X: dX = -k |x|^2 x dt + dW'],
    ['noise that depends on the state', 'dimension 1\nparam k\nprocess X: dX = -k x dt + x dW'],
    ['Stratonovich noise that does', 'dimension 1\nparam k\nprocess X: dX = -k x dt + x o dW'],
    ['an unknown drift', 'field f(x,t): vector\nprocess X: dX = f dt + dW'],
    ['no noise', 'param k\nprocess X: dX = k x dt'],
    ['a clock that runs down', 'param k\nprocess X backward: dX = -k x dt + dW'],
    ['several blocks', 'process (Q,V)(q,v): dQ = v dt; dV = -v dt + dW'],
  ])('is none for %s', async (_, block) => {
    expect(await lawOf(block)).toBeNull();
  });
});

describe('the parts of a linear process', () => {
  it('are found where the drift is linear only after multiplying out', () => {
    const { process } = processIn('dimension 1\nparam a\nprocess X: dX = ((x + a)^2 - x^2) dt + dW');
    const [block] = linearParts(process)?.blocks ?? [];
    expect([shown(block?.matrix[0] ?? null), shown(block?.offset ?? null)]).toEqual(['2 a', 'a^2']);
  });

  it('of several blocks come as a matrix of matrices, with the noise they share', () => {
    const { process } = processIn('param K: symmetric matrix\nparam gamma > 0\nprocess (Q,V)(q,v): dQ = v dt; dV = (-K q - gamma v) dt + sqrt(2 gamma) dW');
    const parts = linearParts(process);
    expect(parts?.blocks.map((b) => b.matrix.map((m) => m && shown(m)))).toEqual([[null, 'I'], ['-K', '-gamma I']]);
    expect(parts?.blocks.map((b) => b.diffusion.map((d) => d && shown(d)))).toEqual([[null, null], [null, '2 gamma I']]);
    const { means, covariances } = parts === null ? { means: [], covariances: [] } : momentEquations(parts);
    expect(means.map((d) => `${d.field.name}' = ${shown(d.derivative)}`)).toEqual(["m_q' = m_v", "m_v' = -K m_q - gamma m_v"]);
    expect(covariances.flat().map((d) => `${d.field.name}' = ${shown(d.derivative)}`)).toEqual([
      "C_qq' = C_qv^T + C_qv", "C_qv' = -C_qq K + C_vv - gamma C_qv",
      "C_vv' = -K C_qv - C_qv^T K - gamma C_vv - gamma C_vv + 2 gamma I",
    ]);
  });
});
