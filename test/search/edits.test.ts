import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/calculus/sameness.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, X_VARIABLE, apply, call, controlVariable, divergence, dot, doubleDot, exp, field, gradient, hessian, identity,
  laplacian, log, minus, num, optimum, over, parameter, plus, pow, shapeOf, subtract, times, transpose, use,
} from '../../src/kernel/expression.ts';
import type { Claim, ClaimBody, Process } from '../../src/language/statement.ts';
import type { EditedClaim } from '../../src/search/edits.ts';
import { singleEdits } from '../../src/search/edits.ts';

const [x, t, T, span] = [X_VARIABLE, T_VARIABLE, parameter('T'), { start: 0, end: 0 }];
const f = use(field('f', [x, t], { shape: ['n'] }));
const g = use(field('g', [t]));
const G = use(field('G', [x, t], { shape: ['n', 'n'] }));
const D = dot(G, transpose(G));
const pField = field('p', [x, t], { sign: 'positive' });
const p = use(pField);
const V = use(field('V', [x, t]));
const score = gradient(log(p));

const claimOf = (body: ClaimBody): Claim => ({
  declared: 'claim', name: 'c', where: [], body, span, line: 1, column: 1, text: '',
});
const equation = (left: Expression, right: Expression): Claim =>
  claimOf({ kind: 'equation', left, right, iff: null, by: null });
const processOf = (drift: Expression, noise: Expression = times(g, identity()), stratonovich = false): Process => ({
  kind: 'process', name: 'Y', backward: false, span,
  blocks: [{ name: 'Y', variable: x, drift, noises: [{ coefficient: noise, wiener: 'W', space: 'n', stratonovich }] }],
});
const density = (process: Process, of: Expression = p): Claim =>
  claimOf({ kind: 'density', density: of, process, stationary: false });

const edits = (claim: Claim): readonly EditedClaim[] => [...singleEdits(claim)];
const rightSides = (claim: Claim): readonly string[] => edits(claim).flatMap(({ claim: { body } }) =>
  (body.kind === 'equation' ? [fingerprint(body.right)] : []));
const drifts = (claim: Claim): readonly string[] => edits(claim).flatMap(({ claim: { body } }) =>
  (body.kind === 'density' ? body.process.blocks.map((b) => fingerprint(b.drift)) : []));
const reaches = (from: Expression, to: Expression): boolean => rightSides(equation(V, from)).includes(fingerprint(to));

describe('an edit of a formula', () => {
  it('turns the sign of one term, of the whole, and of a function’s argument', () => {
    expect(reaches(plus(p, V), plus(p, minus(V)))).toBe(true);
    expect(reaches(plus(p, minus(V)), plus(p, V))).toBe(true);
    expect(reaches(plus(p, V), plus(minus(p), minus(V)))).toBe(true);
    expect(reaches(exp(V), exp(minus(V)))).toBe(true);
    expect(reaches(exp(minus(V)), exp(V))).toBe(true);
  });

  it('puts no sign into a logarithm', () => {
    expect(reaches(log(p), log(minus(p)))).toBe(false);
  });

  it('goes between the factors ½, 1 and 2, wherever in the term the number is written', () => {
    const half = times(num(1, 2), laplacian(p));
    expect(reaches(half, laplacian(p))).toBe(true);
    expect(reaches(half, times(num(2), laplacian(p)))).toBe(true);
    expect(reaches(laplacian(p), half)).toBe(true);
    expect(reaches(divergence(times(num(-1, 2), p, f)), times(num(-1), divergence(times(p, f))))).toBe(true);
    expect(reaches(over(dot(f, score), num(2)), dot(f, score))).toBe(true);
  });

  it('squares a scalar and takes the square away', () => {
    expect(reaches(times(g, laplacian(p)), times(pow(g, num(2)), laplacian(p)))).toBe(true);
    expect(reaches(times(pow(g, num(2)), laplacian(p)), times(g, laplacian(p)))).toBe(true);
    const gamma = use(parameter('gamma'));
    expect(reaches(call('sqrt', gamma), gamma)).toBe(true);
    expect(reaches(over(V, gamma), times(V, pow(gamma, num(-2))))).toBe(true);
  });

  it('transposes a matrix, but not a symmetric one', () => {
    const claim = equation(f, dot(transpose(G), score));
    expect(rightSides(claim)).toContain(fingerprint(dot(G, score)));
    expect(rightSides(equation(f, dot(G, score)))).toContain(fingerprint(dot(transpose(G), score)));
    const S = use(parameter('S', { shape: ['n', 'n'], symmetry: 'symmetric' }));
    expect(edits(equation(f, dot(S, score))).some(({ edit }) => edit.kind === 'transpose')).toBe(false);
    expect(rightSides(equation(f, dot(D, score)))).toContain(fingerprint(dot(dot(transpose(G), G), score)));
  });

  it('leaves a term out', () => {
    expect(reaches(plus(p, V, g), plus(p, g))).toBe(true);
  });

  it('moves a factor through derivatives: ∇·(D∇p), ∇∇:(D p), D:∇²p', () => {
    const inside = doubleDot(D, hessian(p));
    const between = divergence(dot(D, gradient(p)));
    const outside = divergence(divergence(times(p, D)));
    const forms = [inside, between, outside];
    for (const from of forms) for (const to of forms) if (from !== to) expect(reaches(from, to)).toBe(true);
    expect(reaches(divergence(times(p, f)), dot(f, gradient(p)))).toBe(true);
    expect(reaches(dot(f, gradient(p)), divergence(times(p, f)))).toBe(true);
  });

  it('takes ∇log p for ∇p and the reverse', () => {
    expect(rightSides(equation(f, score))).toContain(fingerprint(gradient(p)));
    expect(rightSides(equation(f, gradient(p)))).toContain(fingerprint(score));
  });

  it('exchanges coefficients, min and max, t and T − t', () => {
    const [a, b] = [use(parameter('a')), use(parameter('b'))];
    expect(reaches(plus(times(a, p), times(b, V)), plus(times(b, p), times(a, V)))).toBe(true);
    const u = controlVariable('u', null);
    const body = times(use(u), V);
    expect(reaches(optimum('min', u, body), optimum('max', u, body))).toBe(true);
    const later = apply(pField, [use(x), subtract(use(T), use(t))]);
    expect(reaches(later, p)).toBe(true);
    expect(reaches(plus(p, later), plus(later, later))).toBe(true);
  });
});

describe('the slips of the literature are one edit away from the truth', () => {
  const truth = (drift: Expression, claim: Claim): void => expect(drifts(claim)).toContain(fingerprint(drift));

  it('the probability flow with the full score', () => {
    const claim = density(processOf(plus(f, times(num(-1), pow(g, num(2)), score))));
    truth(plus(f, times(num(-1, 2), pow(g, num(2)), score)), claim);
  });

  it('Anderson’s reversal without the divergence of D', () => {
    const claim = density(processOf(plus(minus(f), dot(D, score)), G));
    truth(plus(minus(f), dot(D, score), divergence(D)), claim);
    truth(plus(minus(f), dot(D, score), minus(divergence(D))), claim);
  });

  it('the guided drift with g for g²', () => {
    truth(plus(f, times(pow(g, num(2)), score)), density(processOf(plus(f, times(g, score)))));
  });

  it('Doob’s drift without D', () => {
    const claim = density(processOf(plus(f, score), G));
    truth(plus(f, dot(D, score)), claim);
  });

  it('a clock that runs the other way, and Stratonovich noise read as Itô’s', () => {
    const list = edits(density(processOf(f, G)));
    const processes = list.flatMap(({ claim: { body } }) => (body.kind === 'density' ? [body.process] : []));
    expect(processes.some((one) => one.backward)).toBe(true);
    expect(processes.some((one) => one.blocks[0]?.noises[0]?.stratonovich === true)).toBe(true);
  });
});

describe('the edits of a claim', () => {
  const samples: readonly Claim[] = [
    equation(V, plus(minus(divergence(times(p, f))), times(num(1, 2), pow(g, num(2)), laplacian(p)))),
    equation(f, plus(dot(D, score), minus(f), divergence(D))),
    density(processOf(plus(minus(f), dot(D, score)), G)),
    claimOf({ kind: 'chain', first: V, steps: [{ right: minus(log(p)), by: null, span }, { right: p, by: null, span }] }),
    claimOf({
      kind: 'differential', of: V, drift: plus(p, V), noises: [{ coefficient: score, wiener: 'W' }], process: processOf(f),
      stratonovich: false,
    }),
  ];

  it('are never the claim itself and never twice the same', () => {
    for (const claim of samples) {
      const keys = edits(claim).map((edited) => fingerprint(edited.claim.body));
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).not.toContain(fingerprint(claim.body));
      expect(keys.length).toBeGreaterThan(8);
    }
  });

  it('keep shapes', () => {
    for (const claim of samples) {
      for (const { edit } of edits(claim)) {
        if (edit.before !== null && edit.after !== null) expect(shapeOf(edit.after)).toEqual(shapeOf(edit.before));
      }
    }
  });

  it('come in a fixed order, signs and factors first', () => {
    for (const claim of samples) {
      expect(edits(claim)).toEqual(edits(claim));
      expect(edits(claim)[0]?.edit.kind).toBe('sign');
    }
  });

  it('say what was changed', () => {
    const [, factor] = edits(equation(V, times(num(1, 2), laplacian(p))));
    expect(factor?.edit).toEqual({
      kind: 'factor', phrase: 'factor 1/2 → 1 in', before: times(num(1, 2), laplacian(p)), after: laplacian(p),
    });
  });

  it('do not scale both sides of an equation, nor a side that is 0', () => {
    const list = edits(equation(V, num(0)));
    expect(list.some(({ edit }) => edit.kind === 'sign' || edit.kind === 'factor')).toBe(false);
  });

  it('write an edited process out, without its name', () => {
    for (const { claim: { body }, edit } of edits(density(processOf(plus(f, minus(score)))))) {
      if (body.kind === 'density' && edit.kind === 'factor') expect(body.process.name).toBe('');
    }
  });

  it('change the law of an optimal control and the value of a problem', () => {
    const u = controlVariable('u', 'n');
    const problem = {
      kind: 'problem', name: 'P', sense: 'minimize', running: dot(use(u), use(u)), terminal: V, horizon: use(T), controls: [u],
      process: processOf(use(u)), discount: null, span,
    } as const;
    const optimal = edits(claimOf({ kind: 'optimal', control: u, law: score, problem, value: null }));
    expect(optimal.some(({ claim: { body } }) => body.kind === 'optimal' && fingerprint(body.law) === fingerprint(minus(score)))).toBe(true);
    const value = edits(claimOf({ kind: 'value', value: minus(log(p)), problem }));
    expect(value.some(({ claim: { body } }) => body.kind === 'value' && fingerprint(body.value) === fingerprint(log(p)))).toBe(true);
  });
});
