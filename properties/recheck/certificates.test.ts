/** Certificates: the second checker accepts what the kernel proves, and none that is put to another claim. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goalOf } from '../../src/index.ts';
import type { Certificate, Goal } from '../../src/kernel/goal.ts';
import { prove } from '../../src/kernel/prove.ts';
import { rational } from '../../src/kernel/rational.ts';
import type { Claim } from '../../src/language/statement.ts';
import { recheck } from '../../src/recheck/recheck.ts';
import { singleEdits } from '../../src/search/edits.ts';
import { EVOLUTION, consequences } from '../arbitraries/consequences.ts';
import { law } from '../law.ts';

const limits = (): { deadline: number; terms: number } => ({ deadline: Date.now() + 1000, terms: 500 });
type Check = (goal: Goal, certificate: Certificate) => boolean;
const accepts: Check = (goal, certificate) => recheck(goal, certificate, { dimensions: [1, 2] }).accepted;

/** The certificate of a true consequence; an instance beyond the budget is left out. */
const certified = (goal: Goal): Certificate => {
  const result = prove(goal, limits());
  if (result.status === 'stuck') fc.pre(false);
  if (result.status !== 'proved') throw new Error(`not proved: ${result.status}`);
  return result.theorem.certificate;
};
const goals = fc.oneof(consequences.scalar, consequences.vector).map(({ left, right }) => goalOf(left, right, { hypotheses: EVOLUTION }));

const span = { start: 0, end: 0 };
const edited = (goal: Goal, choice: number): { left: Goal['left']; right: Goal['right'] } | null => {
  const claim: Claim = { declared: 'claim', name: 'c', where: [], span, line: 1, column: 1, text: '', body: { kind: 'equation', left: goal.left, right: goal.right, iff: null, by: null } };
  const edits = [...singleEdits(claim)];
  const body = edits[choice % Math.max(1, edits.length)]?.claim.body;
  return body?.kind === 'equation' ? { left: body.left, right: body.right } : null;
};

const runs = { numRuns: 25, maxSkipsPerRun: 20 };

law<Check>('what is proved is accepted', (check) => fc.property(goals, (goal) => check(goal, certified(goal))), accepts, {
  'believes nothing': () => false,
  'overlooks the uses of hypotheses': (goal, certificate) => accepts(goal, { ...certificate, uses: [] }),
}, runs);

law<Check>('a certificate is rejected for a claim that is one edit away and does not follow', (check) => fc.property(goals, fc.nat(500), (goal, choice) => {
  const certificate = certified(goal);
  const sides = edited(goal, choice);
  fc.pre(sides !== null);
  const other: Goal = { ...goal, ...sides };
  const verdict = prove(other, limits());
  fc.pre(verdict.status === 'open');
  return !check(other, certificate);
}), accepts, {
  'believes everything': () => true,
  'looks at the left side alone': (goal, certificate) => accepts(goalOf(goal.left, goal.left), { ...certificate, uses: [], substituted: [] }),
}, runs);

test('a certificate that is tampered with is rejected', () => {
  fc.assert(fc.property(goals, (goal) => {
    const certificate = certified(goal);
    fc.pre(certificate.uses.length > 0 && certificate.substituted.length === 0);
    const [first, ...rest] = certificate.uses;
    if (first === undefined) return;
    const doubled = { ...first, cofactor: { terms: first.cofactor.terms.map((term) => ({ ...term, coefficient: rational(term.coefficient.numerator * 2n, term.coefficient.denominator) })) } };
    expect(accepts(goal, { ...certificate, uses: [doubled, ...rest] })).toBe(false);
    expect(accepts(goal, { ...certificate, uses: rest })).toBe(false);
  }), runs);
});
