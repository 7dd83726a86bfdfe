/** Declarations: what each form declares, and what is refused. */
import { describe, expect, test } from 'vitest';
import { printExpression, printProcess } from '../../src/render/text.ts';
import type { Declaration } from '../../src/language/statement.ts';
import { codes, pointedAt, read, readWell, tree } from './reading.ts';

const declared = <K extends Declaration['kind']>(kind: K, block: string): Declaration & { kind: K } => {
  const found = readWell(block).declarations.filter((d) => d.kind === kind).at(-1);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found as Declaration & { kind: K };
};

describe('symbols', () => {
  const document = readWell(`
dimension n
param a > 0
param b >= 0, c < 0, e <= 0, h != 0, k
param m: vector
param A: matrix(n,r)
param R: positive matrix
param S: symmetric matrix(r)
field f(x,t), q(x,t): vector
field P(t): positive matrix
field w(x) > 0
variable y, z: vector
variable s
control u: vector(r)
`);
  test('signs', () => {
    expect(['a', 'b', 'c', 'e', 'h', 'k'].map((n) => (tree(n, document) as { parameter: { sign: string } }).parameter.sign))
      .toEqual(['positive', 'nonnegative', 'negative', 'nonpositive', 'nonzero', 'any']);
  });
  test('shapes and symmetries', () => {
    expect(tree('A', document)).toMatchObject({ parameter: { shape: ['n', 'r'] } });
    expect(tree('R', document)).toMatchObject({ parameter: { shape: ['n', 'n'], symmetry: 'positive' } });
    expect(tree('S', document)).toMatchObject({ parameter: { shape: ['r', 'r'], symmetry: 'symmetric' } });
    expect(tree('q', document)).toMatchObject({ field: { shape: ['n'], slots: [{ name: 'x' }, { name: 't' }] } });
    expect(tree('P', document)).toMatchObject({ field: { symmetry: 'positive' } });
    expect(tree('w', document)).toMatchObject({ field: { sign: 'positive' } });
    expect(tree('z', document)).toMatchObject({ variable: { space: 'n', role: 'coordinate' } });
    expect(tree('s', document)).toMatchObject({ variable: { space: null } });
    expect(tree('u', document)).toMatchObject({ variable: { space: 'r', role: 'control' } });
    expect(tree('n', document)).toEqual({ kind: 'dimension', space: 'n' });
  });
  test('the dimension may bear another name, which is the space of x as well', () => {
    const other = readWell('dimension d\nparam A: matrix(d)');
    expect(tree('d A x', other)).toMatchObject({ kind: 'multiply' });
  });
  test('a fixed dimension', () => {
    expect(readWell('dimension 3').dimension).toBe(3);
    expect(readWell('param a').dimension).toBeNull();
  });
  test('a density of a control declares its variable', () => {
    const pi = readWell('control pi(a): density\nclaim "c": int[a](pi) = 1');
    expect(pi.fields.get('pi')).toMatchObject({ sign: 'positive', slots: [{ name: 'a', space: null }] });
    expect(tree('max[pi](int[a](pi(a) log pi(a)))', pi)).toMatchObject({ kind: 'optimum', control: { kind: 'field' } });
  });
});

describe('processes', () => {
  const process = (block: string): string => printProcess(declared('process', block));
  test.each([
    ['field f(x,t): vector\nfield g(t)\nprocess X: dX = f dt + g dW', 'dX = f dt + g dW'],
    ['param a\nprocess X: dX = -a x dt + sqrt(2 a) o dW', 'dX = -a x dt + sqrt(2 a) o dW'],
    ['field G(x,t): matrix(n,m)\nprocess X: dX = G ∘ dB', 'dX = G o dB'],
    ['process Y backward: dY = x dt', 'dY = x dt backward'],
    ['process Y: dY = x dt backward', 'dY = x dt backward'],
    ['process W: dW = dW', 'dW = dW'],
    ['param a\nprocess X: dX = x dt + a dt - dW - 2 dW', 'E0502'],
    ['param v: vector\nprocess X: dX = x dt + v dt - dW - 2 dW', 'dX = (x + v) dt + (-I - 2 I) dW'],
  ])('%s', (block, expected) => {
    if (expected.startsWith('E0')) expect(codes(block)).toContain(expected);
    else expect(process(block)).toBe(expected);
  });

  test('a scalar coefficient of a vector is that many copies of the identity', () => {
    const [block] = declared('process', 'field g(t)\nprocess X: dX = g dW').blocks;
    expect(block?.noises).toMatchObject([{ space: 'n', wiener: 'W', coefficient: { kind: 'multiply', factors: [{}, { kind: 'identity' }] } }]);
  });
  test('without a drift it is zero, of the type of the state', () => {
    const [block] = declared('process', 'process X: dX = dW').blocks;
    expect(block?.drift).toMatchObject({ kind: 'multiply', factors: [{ kind: 'number' }, { kind: 'variable' }] });
  });

  describe('the type of a state variable', () => {
    const spaces = (block: string): (string | null)[] => declared('process', block).blocks.map((b) => b.variable.space);
    test('of one block: scalar wherever that makes sense', () => {
      expect(spaces('param mu, sigma\nprocess S(s): dS = mu s dt + sigma s dW')).toEqual([null]);
      expect(spaces('param m: vector\nprocess S(s): dS = (m - s) dt + dW')).toEqual(['n']);
      expect(spaces('param m: vector\nprocess S(s): dS = s dt + s m · dW')).toEqual([null]);
      expect(spaces('param M: matrix\nprocess S(s): dS = M s dt')).toEqual(['n']);
    });
    test('of several blocks: vectors wherever that makes sense', () => {
      expect(spaces('param a\nprocess (Q,V)(q,v): dQ = v dt; dV = -a q dt + dW')).toEqual(['n', 'n']);
      expect(spaces('param a\nprocess (Q,V)(q,v): dQ = v^2 dt; dV = -a q dt + dW')).toEqual([null, null]);
    });
    test('as it was declared', () => {
      expect(spaces('variable s: vector\nprocess S(s): dS = -s dt + dW')).toEqual(['n']);
      expect(spaces('variable q\nvariable v\nprocess (Q,V)(q,v): dQ = v dt; dV = -q dt + dW')).toEqual([null, null]);
    });
    test('under dimension 1 scalar', () => expect(spaces('dimension 1\nprocess (Q,V)(q,v): dQ = v dt; dV = -q dt + dW')).toEqual([null, null]));
    test('and it is declared from then on', () => {
      expect(readWell('param mu\nprocess S(s): dS = mu s dt\nexpectation h(s,t) of s^2 along S\nclaim "a": h = D[s] h'.replace('param mu', 'param mu\nparam T')).claims).toHaveLength(1);
    });
  });

  test('a vector coefficient in a block for a scalar has its own noise space', () => {
    const [block] = declared('process', 'param sigma: vector(m)\nprocess S(s): dS = s dt + s sigma · dW').blocks;
    expect(block?.noises).toMatchObject([{ space: 'm' }]);
  });

  test.each([
    ['process X: dY = x dt', 'E0502', 'dY'], ['process X: dX = x', 'E0301', ''], ['field p(x,t)\nprocess X: dX = p dt', 'E0502', 'p'],
    ['process X: dX = 1/2 ∘ dt', 'E0502', 'dt'], ['process (Q,V)(q,v): dQ = v dt', 'E0502', '(Q,V)(q,v): dQ = v dt'], ['process dX = x dt', 'E0502', 'dX = x dt'],
    ['param A: matrix(m,n)\nprocess X: dX = A dW', 'E0502', 'A'], ['process X: dX = dW + o dW', 'E0502', 'o dW'], ['process X: dX = x dt; dY = x dt', 'E0502', 'X: dX = x dt; dY = x dt'],
  ])('%s is refused', (block, code, place) => {
    const [found] = read(block).diagnostics;
    expect(found?.code).toBe(code);
    expect(found === undefined ? '' : pointedAt(block, found)).toBe(place);
  });
});

describe('densities, expectations, problems, values', () => {
  const base = 'param T\nparam rho > 0\nfield b(x,t): vector\nfield phi(x)\nfield c(x)\ncontrol u: vector\nprocess X: dX = b dt + dW\nprocess Y: dY = (u - x) dt + dW\n';
  test('a density is a positive field', () => {
    expect(declared('density', `${base}density p(x,t) of X`)).toMatchObject({ field: { sign: 'positive' }, stationary: false });
    expect(declared('density', `${base}stationary density p(x) of X`)).toMatchObject({ stationary: true });
    expect(declared('density', `${base}density p(x,t) of process dZ = x dt`)).toMatchObject({ process: { name: '' } });
  });
  test('an expectation of something evidently positive is positive', () => {
    const sign = (of: string): string => declared('expectation', `${base}field r(x) > 0\nexpectation h(x,t) of ${of}`).field.sign;
    expect(sign('exp(phi) along X')).toBe('positive');
    expect(sign('phi along X')).toBe('any');
    expect(sign('r along X plus running r')).toBe('positive');
    expect(sign('r along X plus running phi')).toBe('any');
  });
  test('the clauses of an expectation', () => {
    const e = declared('expectation', `${base}expectation h(x,t) of phi(x) at 2 T along X discounted rho plus running c`);
    expect([e.terminal, e.horizon, e.discount, e.running].map((part) => (part === null ? '' : printExpression(part)))).toEqual(['phi', '2 T', 'rho', 'c']);
  });
  test('the clauses of a problem', () => {
    const p = declared('problem', `${base}problem P: minimize running 1/2 |u|^2 + c(x) terminal phi(x) over u along Y discounted rho`);
    expect([p.running, p.terminal, p.horizon, p.discount].map((part) => (part === null ? '' : printExpression(part)))).toEqual(['1/2 |u|^2 + c', 'phi', 'T', 'rho']);
    expect(declared('problem', `${base}problem P: maximize running c over u along Y discounted rho`)).toMatchObject({ sense: 'maximize', terminal: null, horizon: null });
  });
  test('a value', () => {
    expect(declared('value', `${base}problem P: minimize running c terminal 0 over u along Y\nvalue V(x,t) of P`)).toMatchObject({ field: { name: 'V' } });
    expect(declared('value', `${base}problem P: minimize running c over u along Y discounted rho\nvalue V(x) of P`)).toMatchObject({ field: { name: 'V' } });
  });
  test.each([
    ['density p(x) of X', 'E0503'], ['stationary density p(x,t) of X', 'E0503'], ['density p(x,t) of T', 'E0205'], ['density T(x,t) of X', 'E0202'],
    ['expectation h(x,t) of b along X', 'E0403'], ['expectation h(x,t) of phi', 'E0301'], ['problem P: minimize running t over u along Y discounted rho', 'E0505'],
    ['problem P: minimize running c along Y terminal 0', 'E0301'], ['problem P: minimize running c terminal 0 over x along Y', 'E0204'], ['value V(x,t) of X', 'E0205'],
    ['problem P: minimize running c over u along Y discounted rho\nvalue V(x,t) of P', 'E0503'],
    ['problem P: minimize running c over u along Y at T', 'E0510'], ['problem P: minimize running c terminal phi + |u|^2 over u along Y', 'E0510'],
    ['problem P: minimize running c terminal t over u along Y', 'E0510'], ['problem P: minimize running c terminal phi over u, u along Y', 'E0510'],
    ['problem P: minimize running c terminal phi over u along Y discounted |u|^2', 'E0510'], ['problem P: minimize running c terminal phi at t over u along Y', 'E0510'],
    ['control other: vector\nproblem P: minimize running c + |other|^2 terminal phi over u along Y', 'E0510'],
    ['control other: vector\nproblem P: minimize running c terminal phi over other along Y', 'E0510'],
    ['variable y: vector\nproblem P: minimize running c terminal |y|^2 over u along Y', 'E0510'],
  ])('%s is refused', (line, code) => expect(codes(base + line)).toEqual([code]));
  test('a clause of a problem that does not fit is pointed at', () => {
    const line = 'problem P: minimize running c terminal phi + |u|^2 over u along Y';
    const [found] = read(base + line).diagnostics;
    expect((base + line).slice(found?.span.start, found?.span.end)).toBe('terminal phi + |u|^2');
    expect(found?.message).toBe('the terminal cost depends on the control `u`');
  });
  test('a horizon must be known', () => expect(codes('field phi(x)\nprocess X: dX = dW\nexpectation h(x,t) of phi along X')).toEqual(['E0504']));
});

describe('abbreviations and hypotheses', () => {
  const base = 'param T\nfield p(x,t) > 0\nfield s(x,t): vector\nfield P(t)\nfield Q(x): antisymmetric matrix\nvariable y: vector\nvariable tau\n';
  test('slots are x, t, then the others as they were declared', () => {
    const slots = (line: string): string[] => declared('let', base + line).slots.map((v) => v.name);
    expect(slots('let V = tau + p + |y|^2')).toEqual(['x', 't', 'y', 'tau']);
    expect(slots('let V(y,tau) = p(y,tau)')).toEqual(['y', 'tau']);
    expect(slots('let c = T^2')).toEqual([]);
  });
  test('an abbreviation is written out where it is used', () => {
    const document = readWell(`${base}let V = -log p\nlet K(y,x) = p(y,t) p`);
    expect(printExpression(tree('V + V(x,T-t)', document))).toBe('-log p + (-log p)(x, T - t)');
    expect(printExpression(tree('∂t V(x,T-t)', document))).toBe('∂t((-log p)(x, T - t))');
    expect(printExpression(tree('K(x,y)', document))).toBe('(p(y, t) p)(y = x, x = y)');
  });
  test('what an assumption is called, and what it is solved for', () => {
    const assumed = (line: string): unknown => {
      const { hypothesis } = declared('assume', base + line);
      return [hypothesis.name, hypothesis.kind === 'equation' ? hypothesis.solvedFor?.name ?? null : 'curl-free'];
    };
    expect(assumed('assume ∂t P = -2 P')).toEqual(['P', 'P']);
    expect(assumed('assume div Q = 0')).toEqual(['Q', 'Q']);
    expect(assumed('assume curl-free s')).toEqual(['s', 'curl-free']);
    expect(assumed('assume -∂t p + lap p = 0')).toEqual(['p', 'p']);
    expect(assumed('assume T = 1')).toEqual(['assumption 1', null]);
  });
  test('only equations are assumed', () => expect(codes(`${base}assume T > 0`)).toEqual(['E0301']));
});

describe('names', () => {
  test.each([
    ['param a\nparam a', 'E0202'], ['param grad', 'E0203'], ['param x', 'E0203'], ['field of(x)', 'E0203'], ['param a, a', 'E0202'], ['field f', 'E0405'], ['field f(x,x)', 'E0405'],
    ['param v > 0: vector', 'E0403'], ['param a > 1', 'E0301'], ['param a: tensor', 'E0301'], ['param v: vector(3)', 'E0301'], ['param v: vector(x)', 'E0204'],
    ['dimension 0', 'E0501'], ['dimension 1.5', 'E0501'], ['param a\ndimension 2', 'E0501'], ['variable y: matrix', 'E0403'], ['field f(a)', 'E0201'], ['parm a', 'E0304'],
    ['param R: symmetric matrix(n,m)', 'E0403'], ['param I', 'E0203'],
  ])('%j is refused', (block, code) => expect(codes(block)).toEqual([code]));

  test('the second declaration points at the first', () => {
    const source = 'param alpha\nfield alpha(x,t)';
    const [found] = read(source).diagnostics;
    expect(found?.labels.map((l) => source.slice(l.span.start, l.span.end))).toEqual(['alpha']);
  });
  test('one mistake is one message: what uses a broken name is passed over', () => {
    expect(codes('field q(z,t)\nlet r = q + 1\nclaim "a": r = q\nprocess X(k): dX = zz dt\ndensity p(k,t) of X')).toEqual(['E0201', 'E0201']);
  });
  test('all undeclared names of a statement are reported', () => {
    expect(codes('claim "a": aa + bb = cc')).toEqual(['E0201', 'E0201', 'E0201']);
  });
});
