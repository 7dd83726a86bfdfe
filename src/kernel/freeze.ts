/**
 * Goals that nobody can change any more: what was proved stays what was proved, and what was computed of it stays true.
 */
const frozen = new WeakSet<object>();

/** Freezes a value and everything in it. */
export const freezeInDepth = (value: object): void => {
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const next = stack.pop();
    if (typeof next !== 'object' || next === null || frozen.has(next)) continue;
    frozen.add(Object.freeze(next));
    stack.push(...Object.values(next));
  }
};
