import { describe, expect, it } from 'vitest';
import { readWell } from '../language/reading.ts';
import { DIFFUSION, checked } from './reading.ts';

describe('a repair', () => {
  it('is one small edit after which the claim is proved', () => {
    const { repair } = checked('field h(x)\nfield v(x): vector\nrefute "c": div(h v) = grad h · v - h div v');
    expect(repair?.statement).toContain('div(h v) = grad h · v + h div v');
    const block = `field h(x)\nfield v(x): vector\n${repair?.statement ?? ''}`;
    expect(checked(block).verdict).toBe('proved');
  });

  it('finds a missing factor', () => {
    const { repair } = checked(`${DIFFUSION}refute "c": ∂t p = -div(f p) + g^2 lap p`);
    expect(repair?.edit).toContain('1/2');
    expect(readWell(`${DIFFUSION}${repair?.statement ?? ''}`).claims).toHaveLength(1);
  });

  it('is not offered for what is proved, nor where nothing small helps', () => {
    expect(checked('param a\nclaim "c": a = a').repair).toBeNull();
    expect(checked('param a, b\nfield h(x)\nrefute "c": exp(a h) = b + lap h').repair).toBeNull();
  });
});

describe('a condition under which it would hold', () => {
  it('is found where it is simple', () => {
    expect(checked('param nu, lambda\nfield h(x)\nrefute "c": nu |grad h|^2 = lambda |grad h|^2').holdsIf).toBe('lambda = nu');
    const divergenceFree = checked('field Q(x): vector\nfield h(x)\nrefute "c": div(h Q) = Q · grad h');
    expect(divergenceFree.holdsIf === 'div Q = 0' || divergenceFree.holdsIf === 'h = 0').toBe(true);
  });
});

describe('notes', () => {
  it('true only in dimension 1', () => {
    expect(checked('field v(x): vector\nrefute "c": (jac v) v = (div v) v').notes).toContain('true only in dimension 1');
    expect(checked('param a\nrefute "c": a = a + 1').notes).toEqual([]);
  });

  it('never of integrals that are merely not told apart in dimension 1', () => {
    const { notes } = checked('field h(x)\nfield M(x): matrix\nrefute "c": ∫[x](h (1 + tr(M)^2 - tr(M M))) = 0');
    expect(notes).toEqual([]);
  });

  it('true for a constant field', () => {
    expect(checked('field G(x): matrix\nfield v(x): vector\nrefute "c": div(G v) = G : (jac v)^T').notes.join()).toContain('constant G');
  });

  it('true under the reversed clock', () => {
    const block = `${DIFFUSION}param T
refute "c": p(x,t) is density of process dY = (f - g^2 grad log p) dt + g dW`;
    expect(checked(block).notes).toContain('true under the reversed clock');
  });
});
