/** Theorems cannot be forged: no cast, no copy, no imitation passes for one, and no theorem changes what it says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goalOf } from '../../src/index.ts';
import { num, plus } from '../../src/kernel/expression.ts';
import type { Theorem } from '../../src/kernel/prove.ts';
import { isTheorem, prove } from '../../src/kernel/prove.ts';
import { polynomials } from '../arbitraries/expressions.ts';
import { law } from '../law.ts';

const FALSE = goalOf(num(0), num(1));
const theorem = (): Theorem => {
  const result = prove(goalOf(num(1), num(1)));
  if (result.status !== 'proved') throw new Error(result.status);
  return result.theorem;
};
const like = (of: Theorem): object => ({ goal: FALSE, certificate: of.certificate, conditions: [] });

/** Ways to make something that looks like a theorem of 0 = 1; null where that throws. */
const FORGERIES: readonly ((of: Theorem) => unknown)[] = [
  like,
  (of) => ({ ...of }),
  (of) => structuredClone({ ...of }),
  (of) => JSON.parse(JSON.stringify(of)) as unknown,
  (of) => Object.create(of) as unknown,
  (of) => Object.create(of, { goal: { value: FALSE } }) as unknown,
  (of) => Object.setPrototypeOf(like(of), Object.getPrototypeOf(of) as object) as unknown,
  (of) => Object.assign(Object.create(Object.getPrototypeOf(of) as object) as object, { certificate: of.certificate }),
  (of) => new Proxy(of, { get: (target, key) => (key === 'goal' ? FALSE : Reflect.get(target, key) as unknown) }),
  (of) => attempt(() => Reflect.construct(of.constructor, [FALSE, of.certificate, []]) as unknown),
  (of) => attempt(() => Reflect.construct(of.constructor, [Symbol('made by prove'), FALSE, of.certificate, []]) as unknown),
  (of) => attempt(() => Reflect.construct(of.constructor, [undefined, FALSE, of.certificate, []], Object) as unknown),
  () => 'proved', () => null, () => undefined, () => prove(FALSE),
];

const attempt = (make: () => unknown): unknown => {
  try {
    return make();
  } catch {
    return null;
  }
};

law<(value: unknown) => boolean>('what the kernel made is a theorem, and no forgery is', (recognise) =>
  fc.property(fc.constantFrom(...FORGERIES), (forge) => {
    const real = theorem();
    return recognise(real) && !recognise(forge(real));
  }), isTheorem, {
  'looks at the members': (value) => typeof value === 'object' && value !== null && 'goal' in value && 'certificate' in value,
  'looks at the prototype': (value) => value instanceof (theorem().constructor as new () => object),
});

test('a theorem cannot be changed, nor its goal, nor what recognises it', () => {
  const goal = goalOf(num(1), num(1));
  const result = prove(goal);
  if (result.status !== 'proved') throw new Error(result.status);
  const { theorem: real } = result;
  const change = (of: object, key: string): boolean => Reflect.set(of, key, FALSE.right);
  expect([change(goal, 'left'), change(real, 'goal'), change(real, 'certificate'), change(real.goal, 'right')]).toEqual([false, false, false, false]);
  expect(change(real.constructor, 'isTheorem')).toBe(false);
  expect(Reflect.defineProperty(Object.getPrototypeOf(real) as object, 'goal', { value: FALSE })).toBe(false);
  expect(real.goal.left).toEqual(num(1));
});

test('false goals have no theorem', () => {
  fc.assert(fc.property(polynomials.scalar, (e) => prove(goalOf(e, plus(e, num(1))), { deadline: Date.now() + 2000, terms: 2000 }).status !== 'proved'));
});
