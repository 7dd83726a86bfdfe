/** What is decided with abstract indices is what is decided in components, in dimensions 2 and 3. */
import fc from 'fast-check';
import { elaborate } from '../../src/kernel/elaborate.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { mapParts, shapeOf } from '../../src/kernel/expression.ts';
import { componentsOfShape } from '../../src/kernel/rules.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { expect, test } from 'vitest';
import { equations } from '../arbitraries/identities.ts';
import { ringIn, within } from '../arbitraries/rings.ts';
import { law } from '../law.ts';

type Decide = (left: Expression, right: Expression) => boolean;

const decideIn = (dimension: number | null): Decide => (left, right) => {
  const ring = ringIn(dimension);
  return within(() => componentsOfShape(ring, shapeOf(left)).every((labels) =>
    areEqual(ring, elaborate(ring, left, labels), elaborate(ring, right, labels))));
};
const withoutTransposes = (e: Expression): Expression =>
  e.kind === 'transpose' && shapeOf(e)[0] === shapeOf(e)[1] ? withoutTransposes(e.of) : mapParts(e, withoutTransposes);

law<Decide>('the verdict for every dimension is that in dimensions 2 and 3', (decide) => fc.property(equations, ({ left, right }) => {
  const verdict = decide(left, right);
  return decideIn(2)(left, right) === verdict && decideIn(3)(left, right) === verdict;
}), decideIn(null), {
  'believes everything': () => true,
  'believes nothing': () => false,
  'overlooks transposes': (left, right) => decideIn(null)(withoutTransposes(left), withoutTransposes(right)),
  'decides in dimension 1': decideIn(1),
}, { numRuns: 60, maxSkipsPerRun: 10 });

test('true and false equations both occur, each at least a fifth of the time', () => {
  const verdicts = fc.sample(equations, { numRuns: 60, seed: 3 }).flatMap(({ left, right }) => {
    try {
      return [decideIn(null)(left, right)];
    } catch {
      return [];
    }
  });
  expect(verdicts.length).toBeGreaterThan(50);
  expect(verdicts.filter((v) => v).length).toBeGreaterThan(verdicts.length / 5);
  expect(verdicts.filter((v) => !v).length).toBeGreaterThan(verdicts.length / 5);
});
