/**
 * Every claim of derivations/ is tied to numbers by some pairing, but for those that are listed here with the reason.
 */
import { expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { readDocument } from '../../src/language/document.ts';
import { PAIRINGS } from '../pairings/all.ts';

const OPTIMUM = 'an optimum over densities, which the evaluator does not take';

/** By document: claims, and why. */
const UNTIED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'blog/kl-regularised': { '#68 KL-regularised HJB: the maximum': OPTIMUM, '#68 KL-regularised HJB: the maximiser': OPTIMUM },
  'entropy-regularised': { '#150 soft Bellman: the value': OPTIMUM, '#150 soft Bellman: the policy': OPTIMUM, '#144 the optimum': OPTIMUM },
  'exploratory-control': { 'the best policy': OPTIMUM, 'its soft maximum': OPTIMUM },
};

test('but for those that are listed, every claim is tied to numbers', () => {
  const untied = derivations().flatMap(({ path, text }) => {
    const document = path.replace(/^derivations\//, '').replace(/\.md$/, '');
    const of = PAIRINGS.filter((p) => p.document === document);
    return readDocument(text, path).claims
      .filter(({ name }) => !of.some((p) => (p.only?.includes(name) ?? true) && !(name in (p.without ?? {}))))
      .map(({ name }) => `${document}: ${name}`);
  });
  const listed = Object.entries(UNTIED).flatMap(([document, claims]) => Object.keys(claims).map((name) => `${document}: ${name}`));
  expect(untied).toEqual(listed);
});
