/** Whatever the formula, its readable form is the same function, and it is left alone when asked again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { hypothesesOf } from '../../src/check/hypotheses.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { mapParts, num, plus, shapeOf, times } from '../../src/kernel/expression.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Document } from '../../src/language/statement.ts';
import { printExpression } from '../../src/render/text.ts';
import { sitesOf } from '../../src/search/edits/sites.ts';
import type { Expand } from '../../src/search/readable.ts';
import { readable, sizeOf } from '../../src/search/readable.ts';
import { elementary, ofAnyShape } from '../arbitraries/expressions.ts';
import { normal, ringIn, within } from '../arbitraries/rings.ts';
import { law } from '../law.ts';
import { hasOptimum } from '../../src/kernel/optimise.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { verdict } from '../../test/search/readable/names.ts';

const isSame = (left: Expression, right: Expression): boolean => {
  if (shapeOf(left).join() !== shapeOf(right).join()) return false;
  const ring = ringIn(null);
  return within(() => areEqual(ring, normal(ring, left), normal(ring, right)));
};

const text = printExpression;

const everywhere = (e: Expression, change: (e: Expression) => Expression): Expression => change(mapParts(e, (part) => everywhere(part, change)));

const faults: Readonly<Record<string, (e: Expression) => Expression>> = {
  'leaves transposes out': (e) => everywhere(readable(e), (part) => (part.kind === 'transpose' ? part.of : part)),
  'loses the first term of a sum': (e) => everywhere(readable(e), (part) => (part.kind === 'add' ? plus(...part.terms.slice(1)) : part)),
  'takes x for a constant': (e) => everywhere(e, (part) => (part.kind === 'gradient' && part.of.kind === 'dot' ? times(num(0), part) : part)),
};

law<(e: Expression) => Expression>('a readable form is the same function', (form) =>
  fc.property(ofAnyShape(elementary), (e) => isSame(e, form(e))), (e) => readable(e), faults, { numRuns: 150 });

describe.each(['explicit', 'products', 'nothing'] as readonly Expand[])('with %s written out', (expand) => {
  test('it is the same function, and it stays when asked again', () => {
    fc.assert(fc.property(ofAnyShape(elementary), (e) => {
      // What grows beyond bounds when everything is multiplied out says nothing about the rules.
      fc.pre(sizeOf(e) < 40);
      const form = readable(e, { expand });
      expect(text(readable(form, { expand }))).toBe(text(form));
      return isSame(e, form);
    }), { numRuns: 60 });
  });
});

/** Every formula of a document's claims, and of the equations that its declarations stand for. */
const formulasOf = (document: Document): readonly Expression[] => {
  const claimed = document.claims.flatMap((claim) => sitesOf(claim).map((site) => site.formula));
  const known = hypothesesOf(document).flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []));
  return [...new Map([...claimed, ...known].map((e) => [text(e), e])).values()];
};

describe('no formula of a document is changed in value, and nearly none becomes longer', () => {
  const counts = { unchanged: 0, shorter: 0, 'as long': 0, longer: 0, undecided: 0 };

  /** What is wrong with the readable form, or null; counted. */
  const faultOf = (e: Expression, dimension: number | null): string | null => {
    const form = readable(e, { dimension });
    if (text(form) === text(e)) {
      counts.unchanged += 1;
      return null;
    }
    counts[sizeOf(form) < sizeOf(e) ? 'shorter' : sizeOf(form) === sizeOf(e) ? 'as long' : 'longer'] += 1;
    const status = verdict(e, form, dimension);
    if (status === 'proved') return null;
    // An optimum is an unknown to the kernel until its value is put in: inside of it forms are not compared.
    if (status === 'stuck' || (status === 'open' && hasOptimum(e))) {
      counts.undecided += 1;
      return null;
    }
    return `${text(e)} became ${text(form)}: ${status}`;
  };

  const documents = derivations().map(({ path, text: source }) => readDocument(source, path));
  test.each(documents.map((document) => [document.path, document] as const))('%s', (_, document) => {
    const faults = formulasOf(document).map((e) => faultOf(e, document.dimension));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });

  test('and of all of them', () => {
    expect(counts.undecided).toBeLessThanOrEqual(8);
    expect(counts.longer).toBeLessThan(0.1 * (counts.unchanged + counts.shorter));
    expect(counts.shorter).toBeGreaterThan(100);
    expect(counts.unchanged).toBeGreaterThan(300);
  });
});
