/**
 * The help of an error says what to write instead, in a form that can be typed as it stands.
 */
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/language/document.ts';
import type { Diagnostic } from '../../src/language/diagnostic.ts';
import { read } from './reading.ts';

const first = (diagnostics: readonly Diagnostic[]): Diagnostic | undefined => diagnostics[0];

describe('help', () => {
  test('tells the fence that would close a block, without quotation marks that look like part of it', () => {
    const { diagnostics } = readDocument('```claim\nclaim "a": 1 = 1\n', 'test.md');
    expect(first(diagnostics)?.code).toBe('E0103');
    expect(first(diagnostics)?.help).toBe('close it with a line ```');
  });

  test.each([
    ['process VP: dX = x dt', 'dX', 'write `dVP = …`, or call the process `X`'],
    ['variable q: vector\nvariable v: vector\nprocess (Q,V)(q,v): dQ = v dt; dB = x dt', 'dB', 'write `dQ = …` or `dV = …`'],
  ])('tells the differential that belongs to the process: %s', (block, place, help) => {
    const error = first(read(block).diagnostics);
    expect(error?.code).toBe('E0502');
    expect(error?.help).toBe(help);
    expect(block.slice(error?.span.start, error?.span.end)).toBe(place);
  });

  test('tells how to take a mean under a density that is written out', () => {
    const error = first(read('field U(x)\nclaim "a": E[exp(-U)](1) = 1').diagnostics);
    expect(error?.code).toBe('E0406');
    expect(error?.help).toBe('give it a name first: `let m(x) = exp(-U)`, and then `E[m](…)`');
    expect(read('field U(x)\nlet m(x) = exp(-U)\nclaim "a": E[m](1) = 1').diagnostics).toEqual([]);
  });
});
