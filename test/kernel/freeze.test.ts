import { expect, it } from 'vitest';
import { freezeInDepth } from '../../src/kernel/freeze.ts';

it('freezes everything in a value, what was frozen only at its surface too', () => {
  const deep = { list: [1, { name: 'a' }] };
  freezeInDepth(Object.freeze({ deep, shared: deep.list }));
  expect([deep, deep.list, deep.list[1]].every((one) => Object.isFrozen(one))).toBe(true);
});

it('comes to an end where a value contains itself', () => {
  const ring: { self?: object } = {};
  ring.self = ring;
  freezeInDepth(ring);
  expect(Object.isFrozen(ring)).toBe(true);
});
