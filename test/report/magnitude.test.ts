import { expect, test } from 'vitest';
import { magnitude } from '../../src/report/magnitude.ts';

test.each([[0, '0'], [3e-17, '3e-17'], [2.14e-14, '2.1e-14'], [0.312, '0.31'], [1, '1'], [12.3, '12'], [990, '990'], [1500, '1.5e3'], [1e-6, '1e-6'], [0.00999, '1e-2']])(
  '%d is written %s', (value, text) => expect(magnitude(value)).toBe(text),
);
