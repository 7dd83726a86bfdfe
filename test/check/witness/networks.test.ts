/**
 * What trained networks say of claims: true ones are supported, planted errors contradicted; where there is nothing to learn, or training came to
 * nothing, they are silent and say why.
 */
import { describe, expect, test } from 'vitest';
import { networks, networksOn } from '../../../src/check/witness/networks.ts';
import { faultOf } from '../../../src/check/witness/testimony.ts';
import type { Evidence } from '../../../src/check/witness/witness.ts';
import type { Document } from '../../../src/language/statement.ts';
import type { Engine } from '../../../src/networks/engine/engine.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';
import { readWell } from '../../language/reading.ts';
import { UNLEARNING } from '../../networks/world/known.ts';

const LINE = `dimension 1
param T
field f(x,t)
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
`;
const TRUE = 'claim: ∂t log p = -div f - f grad log p + 1/2 g^2 (lap log p + |grad log p|^2)';

const told = async (document: Document, witness = networks, seed = 1, which = 0): Promise<Evidence> => {
  const evidence = await witness.testify(document, document.claims[which]!, seed);
  expect(faultOf(evidence)).toBeNull();
  return evidence;
};

describe('on the line', () => {
  // One document, so that networks are trained once.
  const document = readWell(`${LINE}${TRUE}
claim: p is density of process dZ = (f - 1/2 g^2 grad log p) dt
claim: p(x,T-t) is density of process dY = (-f(x,T-t) + g(T-t)^2 grad log p(x,T-t)) dt + g(T-t) dW
refute: ∂t log p = -div f - f grad log p + 1/2 g^2 lap log p
refute: ∂t log p = -div f + f grad log p + 1/2 g^2 (lap log p + |grad log p|^2)
refute: p is density of process dZ = (f - g^2 grad log p) dt
refute: p(x,T-t) is density of process dY = (-f(x,T-t) + 1/2 g(T-t)^2 grad log p(x,T-t)) dt + g(T-t) dW
refute: p(x,T-t) is density of process dY = (-f + g^2 grad log p(x,T-t)) dt + g dW`);

  test.each([0, 1, 2])('claim %i, which is true, is supported', async (which) => {
    const evidence = await told(document, networks, 1, which);
    expect(evidence).toMatchObject({ outcome: 'supports', method: 'networks', by: 'score networks, d = 1', against: null, falseAlarm: 0, seed: 1 });
    expect(evidence.figure!).toBeLessThan(evidence.bound!);
    expect(evidence.detectable!).toBeLessThan(0.5);
    // What such a setting hides is told.
    expect(evidence.reason).toMatch(/errors in their further derivatives would not show/);
  });

  test.each([3, 4, 5, 6, 7])('claim %i, with an error in it, is contradicted, with the place and both sides', async (which) => {
    const evidence = await told(document, networks, 1, which);
    expect(evidence).toMatchObject({ outcome: 'contradicts', by: 'score networks, d = 1' });
    expect(evidence.figure!).toBeGreaterThan(evidence.bound!);
    expect(evidence.against!.instance.join('\n')).toMatch(/^x = .*\nt = |t = /m);
    expect(Number(evidence.against!.left)).not.toBe(Number(evidence.against!.right));
  });

  test('where a coefficient does not depend on time, none does, and that is told', async () => {
    const constant = readWell(`dimension 1\nparam c > 0\nfield g(t)\nprocess X: dX = -c x dt + g dW\ndensity p(x,t) of X\nclaim: ∂t p = c div(x p) + 1/2 g^2 lap p`);
    const { outcome, reason } = await told(constant);
    expect(outcome).toBe('supports');
    expect(reason).toMatch(/at a wrong time, would not show/);
  });

  test('the same seed gives the same evidence, on a document that is read again', async () => {
    const again = readWell(document.source);
    const first = await told(document);
    expect(await told(again)).toEqual(first);
    expect(first.figure).toBeGreaterThan(0);
  });
});

describe('nothing is said, and why,', () => {
  test.each([
    ['where there is no score', `${LINE}param a, b\nclaim: (a + b)^2 = a^2 + 2 a b + b^2`, /no score/],
    ['where noise depends on the state', 'field f(x,t): vector\nfield G(x,t): matrix\nprocess X: dX = f dt + G dW\ndensity p(x,t) of X\nlet D = G G^T\nclaim: ∂t p = -div(f p) + 1/2 div(div(D p))', /G is constant/],
    ['of a state of several parts', 'dimension 1\nvariable q\nvariable v\nprocess (Q,V)(q,v): dQ = v dt; dV = -v dt + dW\ndensity p(q,v,t) of (Q,V)\nclaim: ∂t p = -v ∂q p + ∂v (v p) + 1/2 ∂v ∂v p', /several parts/],
    ['of a stationary law', 'dimension 1\nfield f(x)\nprocess X: dX = f dt + dW\nstationary density p(x) of X\nclaim: 0 = -div(f p) + 1/2 lap p', /stationary/],
    ['of a drift that bends', 'dimension 1\nprocess X: dX = -x^3 dt + dW\ndensity p(x,t) of X\nclaim: ∂t p = ∂x (x^3 p) + 1/2 ∂x ∂x p', /linear|multiple/],
    ['in three dimensions', 'dimension 3\nfield f(x,t): vector\nprocess X: dX = f dt + dW\ndensity p(x,t) of X\nclaim: ∂t p = -div(f p) + 1/2 lap p', /dimension/],
    ['where a condition is an equation', `${LINE}param a\nclaim "one" where a = 1: a p = p`, /=/],
    ['of an optimal law', 'dimension 1\nparam T\nfield k(x)\ncontrol u\nprocess X: dX = u dt + dW\nproblem R: minimize running 1/2 u^2 terminal k over u along X\nvalue V(x,t) of R\nclaim: u = -grad V is optimal for R', /optimal/],
  ])('%s', async (_, block, reason) => {
    const never = networksOn(() => ({ ...UNLEARNING, network: () => { throw new Error('a network was asked for'); } }));
    const evidence = await told(readWell(block), never);
    expect(evidence).toMatchObject({ outcome: 'silent', figure: null, bound: null, detectable: null, against: null });
    expect(evidence.reason).toMatch(reason);
  });
});

describe('networks that came to nothing are no evidence, for a wrong claim either', () => {
  const failing = (fault: ConstructorParameters<typeof NetworkError>[0], message: string): Engine => ({ ...UNLEARNING, network: (options) => {
    const network = UNLEARNING.network(options);
    let steps = 0;
    network.update = () => {
      steps += 1;
      // In the last step of all: what was learned until then would have been good.
      if (steps === 300) throw new NetworkError(fault, message, 'try it otherwise');
    };
    return network;
  } });
  const wrong = 'refute: ∂t log p = -div f - f grad log p + 1/2 g^2 lap log p';

  test.each([['diverged', 'a weight is no number'], ['interrupted', 'it was stopped'], ['out-of-memory', 'a batch of 256 rows']] as const)('%s', async (fault, message) => {
    const held = UNLEARNING.held();
    for (const claim of [TRUE, wrong]) {
      const evidence = await told(readWell(`${LINE}${claim}`), networksOn(() => failing(fault, message)));
      expect(evidence).toMatchObject({ outcome: 'silent', figure: null });
      expect(evidence.reason).toContain(message);
    }
    expect(UNLEARNING.held()).toBe(held);
  });

  test('an engine that cannot be loaded', async () => {
    const missing = networksOn(() => { throw new NetworkError('missing-backend', 'there is no WebAssembly here', 'take another engine'); });
    expect(await told(readWell(`${LINE}${TRUE}`), missing)).toMatchObject({ outcome: 'silent', reason: 'there is no WebAssembly here; take another engine' });
  });

  test('networks that have learned nothing support nothing', async () => {
    const evidence = await told(readWell(`${LINE}${TRUE}`), networksOn(() => UNLEARNING));
    expect(evidence.outcome).toBe('silent');
    expect(evidence.reason).toMatch(/would show/);
  });

  test('any other error is one of this program', async () => {
    const broken = networksOn(() => { throw new TypeError('a slip'); });
    const document = readWell(`${LINE}${TRUE}`);
    expect(() => broken.testify(document, document.claims[0]!, 1)).toThrow('a slip');
  });
});
