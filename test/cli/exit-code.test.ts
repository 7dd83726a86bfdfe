import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Findings } from '../../src/cli/exit-code.ts';
import { exitCodeOf } from '../../src/cli/exit-code.ts';

const NOTHING: Findings = {
  disagreement: false, internal: false, interrupted: false, documentErrors: false, failed: false, undecided: false, noClaims: false,
};

test.each([
  ['disagreement', 5], ['internal', 70], ['interrupted', 130], ['documentErrors', 2], ['failed', 1], ['undecided', 3], ['noClaims', 4],
] as const)('%s alone is %i', (name, code) => expect(exitCodeOf({ ...NOTHING, [name]: true })).toBe(code));

test('nothing wrong is 0', () => expect(exitCodeOf(NOTHING)).toBe(0));

test('of several, a disagreement comes first, then an internal error, the user, the documents, failures, the undecided, emptiness', () => {
  const order = ['disagreement', 'internal', 'interrupted', 'documentErrors', 'failed', 'undecided', 'noClaims'] as const;
  fc.assert(fc.property(fc.subarray([...order], { minLength: 1 }), (names) => {
    const findings = { ...NOTHING, ...Object.fromEntries(names.map((name) => [name, true])) };
    const first = order.find((name) => names.includes(name)) ?? 'internal';
    expect(exitCodeOf(findings)).toBe(exitCodeOf({ ...NOTHING, [first]: true }));
  }));
});
