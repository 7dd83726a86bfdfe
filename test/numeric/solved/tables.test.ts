import { expect, test } from 'vitest';
import { X_VARIABLE } from '../../../src/kernel/expression.ts';
import { evaluateAll } from '../../../src/numeric/evaluate/evaluate.ts';
import { evenly, forEachNode, latticeOf, onto, placeAt, tabulate } from '../../../src/numeric/solved/tables.ts';
import { settingFor, worldsFor } from './settings.ts';
import { parseExpressionIn } from '../../../src/language/document.ts';

const BLOCK = 'field f(x,t): vector\nfield G(x,t): matrix';

test.each([1, 2])('a formula comes through a lattice onto a grid in %i dimensions', (dimension) => {
  const [world] = worldsFor(BLOCK, dimension);
  const { document, interval } = settingFor(BLOCK, dimension);
  const { expression } = parseExpressionIn('G f', document);
  if (expression === null) throw new Error('G f does not parse');
  const lattice = latticeOf(interval, dimension, 0, 0.5, false);
  const [components] = tabulate([expression], world!, X_VARIABLE, lattice);
  expect(components).toHaveLength(dimension);
  // Between the nodes, in the middle; in the plane nodes are half a unit apart.
  const targets = Array.from({ length: dimension }, () => evenly(-1.1, 1.3, 4));
  const out = new Float64Array(4 ** dimension);
  onto(lattice, targets)(components![0]!, 0.23, out);
  let k = 0;
  forEachNode({ axes: targets, times: Float64Array.of(0.23) }, (x, t) => {
    const [exact] = evaluateAll([expression], world!, placeAt(X_VARIABLE, x, t), 0)[0]![0]!;
    expect(Math.abs(out[k]! - exact!)).toBeLessThan(dimension === 1 ? 1e-8 : 2e-4);
    k += 1;
  });
});
