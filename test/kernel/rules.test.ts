import { describe, expect, it } from 'vitest';
import {
  apply, coordinate, derivative, divergence, dot, exp, field, gradient, hessian, identity, laplacian, log, minus, num, over, parameter, plus, pow,
  subtract, times, use,
} from '../../src/kernel/expression.ts';
import type { Expression, Hypothesis } from '../../src/kernel/expression.ts';
import type { RuleSet } from '../../src/kernel/rules.ts';
import { Ring } from '../../src/kernel/ring.ts';
import { ContradictionError, allFactors, buildRules, componentsOfShape } from '../../src/kernel/rules.ts';
import { R, a, b, c, f, g, h, inDimension, inEveryDimension, normal, p, t, used, v } from './setting.ts';

const [eg, eh, ep, ef, et] = [use(g), use(h), use(p), use(f), use(t)];
const equation = (left: Expression, right: Expression, more: Partial<Extract<Hypothesis, { kind: 'equation' }>> = {}): Hypothesis =>
  ({ kind: 'equation', name: 'given', left, right, ...more });
const rulesOf = (...hypotheses: readonly Hypothesis[]): RuleSet => buildRules(inEveryDimension(), hypotheses);
const leads = (set: RuleSet): string[] => set.rules.map((rule) => rule.lead.head.key);

describe('an equation is solved for', () => {
  it('the time derivative of an evolution equation, whatever else it mentions', () => {
    expect(leads(rulesOf(equation(derivative(t, eh), laplacian(eh))))).toEqual(['h;0,1']);
    expect(leads(rulesOf(equation(num(0), plus(derivative(t, eh), times(use(c), laplacian(eh)), use(a)))))).toEqual(['h;0,1']);
  });

  it('the time derivative in one dimension, too, where a second derivative by x is a single one', () => {
    const x = coordinate('x', null);
    const q = use(field('q', [x, t], { sign: 'positive' }));
    expect(leads(rulesOf(equation(derivative(t, q), derivative(x, derivative(x, q)))))).toEqual(['log q;0,1']);
  });

  it('the left side where that is one symbol: a definition', () => {
    expect(leads(rulesOf(equation(ef, gradient(eh))))).toEqual(['f']);
    expect(leads(rulesOf(equation(use(a), use(b))))).toEqual(['%a']);
  });

  it('the field that it is declared for', () => {
    expect(leads(rulesOf(equation(num(0), plus(divergence(ef), eh), { solvedFor: h })))).toEqual(['h']);
  });

  it('the logarithm of a positive field', () => {
    const { rules } = rulesOf(equation(ep, exp(eh)));
    expect(rules.map((rule) => [rule.lead.head.key, rule.derived])).toEqual([['log p', true]]);
  });

  it('nothing by dividing by an unknown, since from a b = 0 neither a = 0 follows nor b = 0', () => {
    const ring = inEveryDimension();
    expect(buildRules(ring, [equation(times(use(a), derivative(t, eh)), num(0))])).toMatchObject({ rules: [], unsolved: [0] });
    expect(used(ring)).toEqual([]);
  });

  it('a coefficient that must then not be zero, where points are looked for', () => {
    const ring = new Ring({ sizes: null, curlFree: new Set(), limit: 10_000, deadline: Date.now() + 10_000, divides: true });
    expect(leads(buildRules(ring, [equation(times(use(a), derivative(t, eh)), eh)]))).toEqual(['h;0,1']);
    expect(used(ring)).toEqual(['a != 0']);
  });

  it('what is divided by anyway, or known not to be zero', () => {
    expect(leads(rulesOf(equation(times(use(c), derivative(t, eh)), eg)))).toEqual(['h;0,1']);
    expect(leads(rulesOf(equation(plus(times(over(num(1), use(a)), derivative(t, eh)), eg), num(0))))).toEqual(['h;0,1']);
  });

  it('each component, where the dimension is fixed', () => {
    const ring = inDimension(2);
    expect(buildRules(ring, [equation(ef, use(v))]).rules.map((rule) => rule.components)).toEqual([['1'], ['2']]);
    expect(componentsOfShape(ring, ['n', 'm'])).toHaveLength(6);
    expect(componentsOfShape(inEveryDimension(), ['n', 'm'])).toEqual([['i', 'j']]);
  });
});

describe('an equation is not solved', () => {
  it('for what occurs in the rest of it too', () => {
    expect(leads(rulesOf(equation(derivative(t, eh), derivative(t, derivative(t, eh)))))).toEqual(['h;0,2']);
  });

  it('where nothing can lead: it is kept as unsolved, or as a rule for a power', () => {
    const eikonal = rulesOf(equation(dot(gradient(eh), gradient(eh)), num(1)));
    expect([eikonal.rules.length, eikonal.powerRules.length, eikonal.unsolved]).toEqual([0, 1, [0]]);
    const product = rulesOf(equation(times(derivative(t, eh), derivative(t, eh)), times(eh, derivative(t, eh))));
    expect(product.unsolved).toEqual([0]);
  });

  it('where it says nothing', () => {
    expect(rulesOf(equation(eh, eh)).redundant).toEqual([0]);
    expect(rulesOf(equation(use(a), use(b)), equation(use(b), use(a))).redundant).toEqual([1]);
  });
});

describe('contradictions', () => {
  it('are an error that names the hypothesis', () => {
    expect(() => rulesOf(equation(num(1), num(0), { name: 'nonsense' }))).toThrow(ContradictionError);
    expect(() => rulesOf(equation(num(1), num(0), { name: 'nonsense' }))).toThrow('nonsense');
    expect(() => rulesOf(equation(use(a), num(1)), equation(use(a), num(2)))).toThrow(ContradictionError);
    expect(() => rulesOf(equation(use(a), use(b)), equation(use(a), plus(use(b), num(1))))).toThrow(ContradictionError);
    expect(() => rulesOf(equation(ep, num(-1)))).toThrow(ContradictionError);
  });

  it('between derivatives are found in components: ∂t h = 1 and ∇h = t·c', () => {
    const hypotheses = [equation(derivative(t, eh), num(1)), equation(gradient(eh), times(et, use(field('w', [], { shape: ['n'] }))))];
    const set = buildRules(inDimension(1), hypotheses);
    // ∂x ∂t h = 0 and ∂t ∂x h = w: what is left is w = 0, a further rule.
    expect(set.rules.length + set.unsolved.length).toBeGreaterThan(2);
    const impossible = [equation(derivative(t, eh), num(1)), equation(gradient(eh), times(et, use(parameter('unit', { shape: ['n'] }))))];
    expect(buildRules(inDimension(1), [...impossible]).rules.some((rule) => rule.lead.head.kind === 'parameter')).toBe(true);
  });

  it('with abstract indices are not overlooked: two rules for one unknown leave something unsolved', () => {
    const set = rulesOf(equation(derivative(t, eh), num(1)), equation(laplacian(eh), times(et, num(2))));
    expect(set.unsolved.length).toBeGreaterThan(0);
  });
});

it('all factors are found, in functions, denominators, exponents and arguments too', () => {
  const ring = inEveryDimension();
  const everywhere = plus(log(plus(ep, num(1))), over(num(1), plus(eg, num(1))), exp(times(use(a), eh)), apply(g, [use(b)]), dot(ef, dot(use(R), ef)));
  const keys = new Set(allFactors(normal(ring, everywhere)).map((factor) => factor.head.key));
  for (const name of ['p', 'g', '%a', 'h', '%b', 'f', '%R']) expect(keys).toContain(name);
  expect(allFactors(normal(ring, subtract(eh, eh)))).toEqual([]);
});

it('matrix equations are solved for a matrix', () => {
  const P = field('P', [t], { shape: ['n', 'n'], symmetry: 'symmetric' });
  const riccati = equation(derivative(t, use(P)), minus(plus(dot(use(P), use(P)), times(use(c), identity()))));
  expect(leads(rulesOf(riccati))).toEqual(['P;1']);
  expect(leads(rulesOf(equation(hessian(eh), times(pow(use(c), num(2)), identity()))))).toEqual(['h;2,0']);
});
