import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import type { Derivation } from '../../src/derive/compose.ts';
import { compose } from '../../src/derive/compose.ts';
import type { Step } from '../../src/derive/derivation.ts';
import { say } from '../../src/derive/derivation.ts';

const SOURCE = `
field g(t)
process X: dX = g dW
density p(x,t) of X
`;

const step = (title: string, text: string, more: Partial<Step> = {}): Step =>
  ({ title, rule: 'algebra', prose: say`So it is.`, declarations: [], claims: [{ text }], standing: 'proposed', ...more });

const composed = (...steps: readonly Step[]): Derivation =>
  compose('A title', readAndDiagnose(SOURCE, 'a.claim'), [{ heading: 'All', steps }], [], DEFAULT_OPTIONS);

const titles = (derivation: Derivation): readonly string[] => derivation.sections.flatMap((s) => s.steps.map((one) => one.step.title));

test('what is proved is kept, with its result, and its document is read like any other', () => {
  const derivation = composed(step('heat', '∂t p = 1/2 g^2 lap p'));
  expect(titles(derivation)).toEqual(['heat']);
  const [claim] = derivation.sections[0]?.steps[0]?.claims ?? [];
  expect(claim?.result).toMatchObject({ verdict: 'proved', name: 'heat', certificate: { acceptedBySecondChecker: true } });
  expect(derivation.document.diagnostics).toEqual([]);
  expect(derivation.document.source).toContain('# A title');
  expect(derivation.document.source).toContain('density p(x,t) of X');
});

test('a false proposal is left out, and reported as not found with what is left', () => {
  const derivation = composed(step('heat', '∂t p = g^2 lap p'), step('true', 'lap p = div grad p'));
  expect(titles(derivation)).toEqual(['true']);
  expect(derivation.document.source).not.toContain('heat');
  expect(derivation.notFound).toEqual([{ what: 'heat', reason: expect.stringContaining('does not hold') as string }]);
  expect(derivation.unproved).toEqual([]);
});

test('what should have followed and is not proved is a fault, told apart from a guess', () => {
  const derivation = composed(step('heat', '∂t p = g^2 lap p', { standing: 'derived' }));
  expect(derivation.unproved.map(({ what }) => what)).toEqual(['heat']);
  expect(derivation.notFound).toEqual([]);
});

test('a step that builds on one that was left out goes with it', () => {
  const derivation = composed(
    step('first', '1 = 2', { declarations: ['field q(x,t)'] }), step('second', 'lap q = div grad q'), step('third', '1 + 1 = 2'));
  expect(titles(derivation)).toEqual(['third']);
  expect(derivation.notFound.map(({ what }) => what)).toEqual(['first', 'second']);
});

test('what was proved from an assumption does not outlive it', () => {
  const derivation = composed(
    step('field', 'P = P', { declarations: ['field P(t)'] }),
    step('assumption', 'P + 1 = 1', { declarations: ['assume ∂t P = 0'] }),
    step('consequence', '∂t P + 1 = 1'));
  expect(titles(derivation)).toEqual(['field']);
});

test('two assumptions that contradict each other prove nothing', () => {
  const derivation = composed(
    step('one', 'P = P', { declarations: ['field P(t)', 'assume ∂t P = 0'] }),
    step('other', '1 = 2', { declarations: ['assume ∂t P = 1'] }));
  expect(titles(derivation)).toEqual(['one']);
});

test('claims of one name are told apart by a number', () => {
  const derivation = composed(step('same', '1 = 1'), step('same', '2 = 2'));
  expect(derivation.document.claims.map((claim) => claim.name)).toEqual(['same', 'same (2)']);
});

test('quotation marks in a title stay out of the claim’s name', () => {
  const derivation = composed(step('the "right" one', '1 = 1'));
  expect(derivation.document.claims.map((claim) => claim.name)).toEqual(['the ’right’ one']);
});
