/**
 * A narrative says what is true: each row equals the pieces that it is expanded to, and what cancels cancels. Checked by
 * the kernel from the formulas as they are shown, for every claim under derivations/.
 */
import { describe, expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import type { GoalOutcome } from '../../src/check/decide.ts';
import { decide, limitsOf } from '../../src/check/decide.ts';
import type { Formula, Narrative, NarrativePart, Row } from '../../src/check/narrative.ts';
import { narrate, narrateClaim } from '../../src/check/narrative.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { at, num, numberOf, plus, shapeOf, subtract, times } from '../../src/kernel/expression.ts';
import { isProvable } from '../../src/kernel/prove.ts';
import { ZERO, add, isZero, toText } from '../../src/kernel/rational.ts';
import { readDocument } from '../../src/language/document.ts';
import { printExpression } from '../../src/render/text.ts';
import type { Step } from '../../test/check/told.ts';
import { narrativeIn, stepsOf } from '../../test/check/told.ts';

const documents = derivations().map(({ path, text }) => readDocument(text, path));

const valueOf = (f: Formula | null): Expression | null => {
  if (f === null) return num(1);
  if (f.kind === 'expression') return f.value;
  if (f.kind === 'indexed') return null;
  const terms = f.terms.map((t) => ({ coefficient: t.coefficient, value: valueOf(t.monomial) }));
  return terms.some((t) => t.value === null) ? null : plus(...terms.map((t) => times(numberOf(t.coefficient), t.value as Expression)));
};

/** factor · Σ coefficient · monomial at the place, in the shape of a side; null where a piece has no vector form. */
const sumOf = (step: Step<'expand'>, row: Row, like: Expression): Expression | null => {
  const pieces = row.pieces.map((p) => ({ coefficient: p.coefficient, value: valueOf(p.monomial) }));
  const factor = valueOf(step.factor);
  if (factor === null || pieces.some((p) => p.value === null)) return null;
  const terms = pieces.map((p) => times(numberOf(p.coefficient), p.value as Expression));
  const there = at(terms.length === 0 ? times(num(0), like) : plus(...terms), step.place.map((b) => ({ variable: b.variable, value: valueOf(b.value) as Expression })));
  return times(factor, step.place.length === 0 ? there.kind === 'at' ? there.of : there : there);
};

interface Count { documents: number; checked: number; inIndices: number }

const checkRows = (o: GoalOutcome, n: Narrative, count: Count): void => {
  for (const step of stepsOf(n, 'expand')) {
    for (const row of step.rows) {
      const term = row.divergenceBy === null ? valueOf(row.term) : null;
      const sum = term === null ? null : sumOf(step, row, term);
      if (term === null || sum === null || shapeOf(term).length > 0 && step.component !== null) {
        count.inIndices += 1;
        continue;
      }
      count.checked += 1;
      expect(isProvable({ ...o.goal, left: term, right: sum, under: null }, limitsOf(DEFAULT_OPTIONS)), `${printExpression(term)} = ${printExpression(sum)}`).toBe(true);
    }
  }
};

const checkGroups = (o: GoalOutcome, n: Narrative, count: Count): void => {
  stepsOf(n, 'cancel').forEach((step, k) => {
    const expanded = stepsOf(n, 'expand')[k] as Step<'expand'>;
    for (const group of step.groups) {
      const pieces = expanded.rows.flatMap((row) => row.pieces.map((p) => ({ ...p, side: row.side }))).filter((p) => p.mark === group.mark);
      expect(pieces.map((p) => p.monomial)).toEqual(group.contributions.map(() => group.monomial));
      const signed = pieces.map((p) => (p.side === 'left' ? p.coefficient : { ...p.coefficient, numerator: -p.coefficient.numerator }));
      expect(toText(signed.reduce(add, ZERO))).toBe(toText(group.sum));
    }
    const open = step.groups.filter((g) => !isZero(g.sum));
    if (o.verdict === 'proved') expect(open).toEqual([]);
    else expect(open.length).toBeGreaterThan(0);
    const rest = valueOf(stepsOf(n, 'conclusion')[k]?.left ?? { kind: 'indexed', sum: { terms: [] } });
    if (o.verdict === 'proved' || rest === null) return;
    const whole = times(valueOf(expanded.factor) ?? num(1), expanded.place.length === 0 ? rest : at(rest, expanded.place.map((b) => ({ variable: b.variable, value: valueOf(b.value) as Expression }))));
    count.checked += 1;
    expect(isProvable({ ...o.goal, left: subtract(o.goal.left, o.goal.right), right: whole, under: null }, limitsOf(DEFAULT_OPTIONS)), printExpression(whole)).toBe(true);
  });
};

describe('of every claim under derivations/ there is a narrative, whose rows and groups add up', () => {
  const count: Count = { documents: 0, checked: 0, inIndices: 0 };
  test.each(documents.map((d) => [d.path, d] as const))('%s', (_, document) => {
    count.documents += 1;
    for (const claim of document.claims) {
      const decision = decide(document, claim, DEFAULT_OPTIONS);
      const outcomes = decision.directions === null ? decision.outcomes : [...decision.directions.under, ...decision.directions.without];
      const parts = claim.body.kind === 'chain' ? outcomes.map((o): NarrativePart => ({ heading: null, told: narrate(o, limitsOf(DEFAULT_OPTIONS)) }))
        : narrateClaim(document, claim, DEFAULT_OPTIONS, decision);
      expect(parts.length).toBe(outcomes.length);
      outcomes.forEach((o, k) => {
        const n = narrativeIn(parts[k]);
        expect(n.verdict).toBe(o.verdict);
        checkRows(o, n, count);
        checkGroups(o, n, count);
      });
    }
  }, 20_000);

  test('and few of them only in index notation', () => {
    // 59 documents have more than 1000 rows; each was checked, or counted here.
    expect(count.checked).toBeGreaterThanOrEqual(15 * count.documents);
    expect(count.inIndices).toBeLessThanOrEqual(count.checked / 10);
  });
});
