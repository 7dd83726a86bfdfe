import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, checkDocument } from '../../src/check/check.ts';
import { FORMAL } from '../../src/check/wording.ts';
import { readWell } from '../language/reading.ts';
import { DIFFUSION, checked } from './reading.ts';

describe('a proved claim', () => {
  const result = checked(`${DIFFUSION}claim "log-density": ∂t log p = -div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)`);

  it('passes, and says for which dimensions', () => {
    expect([result.verdict, result.passed, result.dimensions]).toEqual(['proved', true, 'every']);
  });

  it('comes with a certificate that the second checker accepted, and the equations that were used', () => {
    expect(result.certificate).toMatchObject({ acceptedBySecondChecker: true, uses: ['fokker-planck'] });
    expect(result.certificate?.hash).toMatch(/^\S{8,}$/);
    expect(result.certificate?.steps).toHaveLength(1);
  });

  it('comes with a point at which everything holds', () => {
    expect(result.modelPoint?.assignments.length).toBeGreaterThan(0);
  });

  it('is echoed as it was understood, at its place', () => {
    expect(result.statement).toBe('claim "log-density": ∂t log p = -div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)');
    expect([result.document, result.line, result.column, result.name, result.declared]).toEqual(['test.claim', 6, 1, 'log-density', 'claim']);
  });

  it('says that processes are formal, and only then', () => {
    expect(result.formal).toEqual([FORMAL]);
    expect(checked('param a\nclaim "c": a = a').formal).toEqual([]);
  });

  it('lists the conditions that it relied on', () => {
    expect(checked('param a, b\nclaim "c": a b / a = b').conditions).toEqual([expect.stringMatching(/^a ≠ 0$/)]);
    expect(checked('param a, b\nclaim "c" where a > 1: a b / a = b').conditions[0]).toBe('a > 1');
    expect(checked('param a > 0\nparam b\nclaim "c": a b / a = b').conditions).toEqual([]);
  });

  it('in one dimension alone says so', () => {
    expect(checked('dimension 2\nparam A: matrix\nclaim "c": A A - tr(A) A + det(A) I = 0 A')).toMatchObject({ verdict: 'proved', dimensions: [2] });
  });
});

describe('a refuted claim', () => {
  const result = checked('param a, b\nrefute "c": (a + b)^2 = a^2 + b^2');

  it('passes where that was expected', () => {
    expect([result.verdict, result.passed]).toEqual(['refuted', true]);
    expect(checked('param a, b\nclaim "c": (a + b)^2 = a^2 + b^2').passed).toBe(false);
    expect(checked('param a\nrefute "c": a = a').passed).toBe(false);
  });

  it('comes with exact values on both sides, and the residual', () => {
    expect(result.counterexample).toMatchObject({ left: '4', right: '2', component: null, of: null });
    expect(result.counterexample?.assignments).toEqual(expect.arrayContaining([{ name: 'a', value: '1' }, { name: 'b', value: '1' }]));
    expect(result.residual).toBe('2 a · b');
    expect([result.certificate, result.modelPoint]).toEqual([null, null]);
  });

  it('of a chain names the first wrong step', () => {
    const { steps, counterexample } = checked('param a, b\nrefute "c":\n  a + b\n    = b + a   by algebra\n    = a - b\n    = b - a');
    expect(steps.map((s) => [s.statement, s.by, s.verdict])).toEqual([['step 1', 'algebra', 'proved'], ['step 2', null, 'refuted'], ['step 3', null, 'refuted']]);
    expect(counterexample?.of).toBe('step 2');
  });
});

describe('proof from nothing', () => {
  it('is none: conditions that nothing satisfies leave the claim undecided', () => {
    const { verdict, stuckOn } = checked('param a\nclaim "c" where a > 0, a < 0: a = a + 0');
    expect([verdict, stuckOn]).toEqual(['undecided', expect.stringContaining('no point was found')]);
  });
});

it('an integral identity names the flux that must vanish', () => {
  const { verdict, flux } = checked('field h(x)\nfield q(x)\nclaim "c": ∫[x](h lap q) = ∫[x](q lap h)');
  expect(verdict).toBe('proved');
  expect(flux).toContain('must vanish at infinity');
});

it('claims of a document are decided in order, and the same way every time', () => {
  const document = readWell('param a\nclaim "one": a = a\nrefute "two": a = 1\nclaim "three": a + a = 2 a');
  const names = [...checkDocument(document)].map((r) => [r.name, r.verdict]);
  expect(names).toEqual([['one', 'proved'], ['two', 'refuted'], ['three', 'proved']]);
  const untimed = (): unknown[] => [...checkDocument(document, DEFAULT_OPTIONS)].map((r) => ({ ...r, durationMs: 0 }));
  expect(untimed()).toEqual(untimed());
});
