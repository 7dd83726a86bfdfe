/**
 * A law is a statement about an operation. It is run twice: with the right operation, for which it must hold, and with
 * planted faults, each of which it must catch. A law that no fault breaks says nothing.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** A property of an operation, as fast-check runs it. */
export type Statement<Operation> = (operation: Operation) => fc.IRawProperty<unknown, false>;

export const law = <Operation>(
  name: string, statement: Statement<Operation>, right: Operation, faults: Readonly<Record<string, Operation>>,
  parameters: fc.Parameters<unknown> = {},
): void => {
  // A fault may show seldom: it is looked for longer, and the search ends when it is found.
  const patient = { ...parameters, numRuns: 5 * (parameters.numRuns ?? 100) };
  describe(name, () => {
    test('holds', () => fc.assert(statement(right), parameters));
    test.each(Object.keys(faults))('catches an operation that %s', (fault) => {
      const { failed, interrupted, counterexample } = fc.check(statement(faults[fault] as Operation), patient);
      expect({ failed, interrupted, refutedBy: counterexample !== null }).toEqual({ failed: true, interrupted: false, refutedBy: true });
    });
  });
};
