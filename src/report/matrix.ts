/**
 * The matrix of claims by means: a cell a means, beside the claim's verdict, which is the cell of the kernel.
 *
 * `= 3e-17 ≤ 2e-14, 1e-12`: the sides agree; the largest difference is 3e-17, of which 2e-14 may be by rounding,
 * discretisation and chance; a term that is wrong by one part in 1e12 would have been noticed.
 * `≠ 0.31 > 2e-14`: they differ by more than the bound. `·`: this means says nothing.
 */
import type { ClaimResult } from '../check/verdict.ts';
import type { Disagreement } from '../check/witness/disagreement.ts';
import type { Evidence, Method } from '../check/witness/witness.ts';
import type { Paint } from './colour.ts';
import type { Entry } from './layout.ts';
import type { MeansTotal } from './means.ts';
import { magnitude } from './magnitude.ts';
import { ALLOWED_FALSE_ALARMS, falseAlarmsOf } from './means.ts';
import { onOneLine, padded } from './printable.ts';

const CELL_COLUMNS = '= 3.1e-17 ≤ 2.1e-14, 1.1e-12'.length;

export const cellOf = ({ outcome, figure, bound, detectable }: Evidence): string => {
  const [found, most] = [magnitude(figure ?? 0), magnitude(bound ?? 0)];
  switch (outcome) {
    case 'silent': return '·';
    case 'contradicts': return figure === null ? '≠' : `≠ ${found} > ${most}`;
    case 'supports': return `= ${found} ≤ ${most}${detectable === null ? '' : `, ${magnitude(detectable)}`}`;
  }
};

/** Green where it agrees with the verdict, red where it contradicts a proof, yellow where it did not notice a falsehood. */
const dyeOf = (result: ClaimResult, { outcome }: Evidence, paint: Paint): ((text: string) => string) => {
  if (outcome === 'silent' || result.verdict === 'undecided') return paint.faint;
  if (result.verdict === 'proved') return outcome === 'supports' ? paint.passed : paint.failed;
  return outcome === 'contradicts' ? paint.passed : paint.undecided;
};

const isNumeric = (method: Method): boolean => method !== 'exact';

/** The heading of the columns. */
export const matrixHeading = (methods: readonly Method[]): string =>
  methods.filter(isNumeric).map((method) => padded(method, CELL_COLUMNS)).join('  ');

/** A claim's cells under that heading. */
export const matrixCells = (result: ClaimResult, methods: readonly Method[], paint: Paint): string =>
  methods.filter(isNumeric).map((method) => {
    const evidence = result.evidence.find((e) => e.method === method);
    const text = padded(evidence === undefined ? '!' : cellOf(evidence), CELL_COLUMNS);
    return evidence === undefined ? paint.failed(text) : dyeOf(result, evidence, paint)(text);
  }).join('  ');

/** What the evidence rests on: families, schemes, seed, chance, and the reason where there is one. */
const remarkOn = ({ by, reason, seed, falseAlarm, outcome }: Evidence): string => {
  const chance = falseAlarm === 0 ? [] : [`false alarm ${magnitude(falseAlarm)}`];
  const parts = [by, ...chance, `seed ${seed}`, ...(reason === null ? [] : [outcome === 'silent' ? `silent: ${reason}` : reason])];
  return parts.filter((part) => part !== '').map(onOneLine).join('; ');
};

/** Where they differ: the instance and both sides. */
export const againstLines = ({ against }: Evidence): readonly string[] => against === null ? [] : [
  ...against.instance.map((line) => `  ${onOneLine(line)}`),
  `  left side  = ${onOneLine(against.left)}`, `  right side = ${onOneLine(against.right)}`,
];

/** An entry a means; none where numbers were not asked for. */
export const numberEntries = (result: ClaimResult): readonly Entry[] =>
  result.evidence.filter((e) => isNumeric(e.method))
    .map((e) => ({ label: e.method, lines: [cellOf(e), remarkOn(e), ...againstLines(e)] }));

/** A disagreement in full: what is proved, what contradicts it, and how to see it again. */
export const disagreementLines = ({ document, line, column, claim, statement, evidence, command }: Disagreement): readonly string[] => [
  `${onOneLine(claim)} is proved, and the numbers of '${evidence.method}' contradict it: one of the two is wrong, and it is a fault of hopfcole`,
  `at ${onOneLine(document)}:${line}:${column}`,
  onOneLine(statement),
  `${cellOf(evidence)} (${remarkOn(evidence)})`,
  ...againstLines(evidence),
  `again: ${onOneLine(command)}`,
];

const LEGEND = [
  '= the sides agree: difference ≤ what rounding, discretisation and chance may do, smallest relative error that would show',
  '≠ they differ by more than that    · this means says nothing    (numbers never change a verdict; -v says more)',
];

const COLUMNS = ['supports', 'contradicts', 'silent', 'not noticed', 'false alarms'] as const;

const row = (name: string, cells: readonly string[]): string =>
  `  ${padded(name, 12)}${cells.map((cell) => cell.padStart(14)).join('')}\n`;

const totalRow = (total: MeansTotal): string => row(total.method, [
  String(total.supports), String(total.contradicts), String(total.silent),
  total.method === 'exact' ? '' : String(total.notNoticed), magnitude(total.falseAlarm),
]);

/** The sum of all means against what a run may have. */
export const budgetText = (means: readonly MeansTotal[]): string => {
  const sum = falseAlarmsOf(means);
  const verdict = sum <= ALLOWED_FALSE_ALARMS ? 'allowed' : 'allowed: TOO MANY';
  return `false alarms expected in this run: ${magnitude(sum)}; ${magnitude(ALLOWED_FALSE_ALARMS)} ${verdict}`;
};

/** Legend, totals and budget, after the claims; '' where numbers were not asked for. */
export const matrixEnd = (means: readonly MeansTotal[], paint: Paint): string => {
  if (means.length === 0) return '';
  const within = falseAlarmsOf(means) <= ALLOWED_FALSE_ALARMS;
  return `\n${LEGEND.map((line) => `  ${paint.faint(line)}\n`).join('')}\n`
    + paint.faint(row('', COLUMNS)) + means.map(totalRow).join('')
    + `  ${within ? budgetText(means) : paint.failed(budgetText(means))}\n`;
};
