/**
 * `npm run false-alarms`: many runs with different seeds of the tests that draw paths, on claims that are true. None may be contradicted.
 *
 * Each run takes one claim of a fixed set in turn, with a seed of its own, so that worlds, laws and paths are all drawn anew. `--runs N`
 * (1,000 if not said), `--seed S` the first seed (1), `--dimension D` (1; in the plane a run takes some times as long), `--json`. Progress on
 * stderr. Every test enters the ledger before it is run, which refuses to exceed one false alarm in a million runs. Ends with exit
 * code 1 where a true claim was contradicted, and tells how to see it again.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pathsIn } from '../src/check/witness/paths.ts';
import { accepted } from '../src/check/witness/testimony.ts';
import type { Evidence } from '../src/check/witness/witness.ts';
import { readDocument } from '../src/language/document.ts';
import type { Claim, Document } from '../src/language/statement.ts';
import { budget } from '../src/numeric/statistics/budget.ts';
import { duration } from '../src/report/wording.ts';

/** Of each kind of claim that paths are drawn for, with solved fields and with closed forms. */
const DOCUMENTS: readonly string[] = [
  'ornstein-uhlenbeck', 'time-reversal', 'time-reversal-matrix', 'probability-flow', 'doob-transform', 'langevin', 'gaussian-kernels', 'edm',
  'stratonovich', 'log-density', 'hopf-cole', 'linear-quadratic-regulator', 'linearly-solvable-control', 'schroedinger-bridge', 'samplers',
  'geometric-brownian-motion', 'underdamped-langevin',
];

interface Asked {
  readonly path: string;
  readonly document: Document;
  readonly claim: Claim;
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' }, dimension: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
});
const wholeNumber = (text: string, name: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  process.stderr.write(`--${name} is a whole number above 0, not '${text}'\n`);
  process.exit(64);
};
const [runs, firstSeed, dimension] = [wholeNumber(values.runs, 'runs'), wholeNumber(values.seed, 'seed'), wholeNumber(values.dimension, 'dimension')];

const questions: readonly Asked[] = DOCUMENTS.flatMap((name): readonly Asked[] => {
  const path = `derivations/${name}.md`;
  const document = readDocument(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'), path);
  return document.claims
    .filter((claim) => claim.declared === 'claim' && claim.body.kind !== 'equation' && claim.body.kind !== 'chain')
    .map((claim) => ({ path, document, claim }));
});

const witness = pathsIn([dimension]);
const ledger = budget();
const counts: Record<Evidence['outcome'], number> = { supports: 0, contradicts: 0, silent: 0 };
const alarms: string[] = [];
let largest = { share: 0, where: '' };
let spent = 0;
const start = performance.now();
let told = start;

for (let run = 0; run < runs; run += 1) {
  // A stride without a common factor with the number of questions would do as well; in turn is easier to follow.
  const { path, document, claim } = questions[run % questions.length] as Asked;
  const seed = firstSeed + run;
  ledger.enter(claim.body.kind, 1e-9);
  const evidence = accepted(await witness.testify(document, claim, seed), 'paths');
  counts[evidence.outcome] += 1;
  spent += evidence.falseAlarm;
  const where = `${path}:${claim.line} "${claim.name}", seed ${seed}`;
  if (evidence.outcome === 'contradicts') alarms.push(`${where}: ${evidence.against?.left} against ${evidence.against?.right}`);
  const share = evidence.figure === null || evidence.bound === null || evidence.bound === 0 ? 0 : evidence.figure / evidence.bound;
  if (share > largest.share) largest = { share, where };
  if (performance.now() - told > 10_000) {
    told = performance.now();
    process.stderr.write(`${run + 1} of ${runs} runs, ${duration(told - start)}: ${counts.supports} support, ${counts.silent} silent, ${counts.contradicts} false alarms\n`);
  }
}

const summary = { runs, questions: questions.length, ...counts, largest, falseAlarmProbability: spent, milliseconds: Math.round(performance.now() - start) };
if (values.json) process.stdout.write(`${JSON.stringify({ ...summary, alarms, ledger: ledger.entries() }, null, 2)}\n`);
else {
  process.stdout.write([
    `${runs} runs on ${questions.length} true claims in dimension ${dimension}, ${duration(summary.milliseconds)}`,
    `${counts.supports} support, ${counts.silent} silent, ${counts.contradicts} contradicted`,
    `largest statistic: ${largest.share.toFixed(3)} of its bound (${largest.where})`,
    `probability of a false alarm that was spent: ${spent.toExponential(2)}`, ...ledger.print(), ...alarms, '',
  ].join('\n'));
}
process.exitCode = alarms.length === 0 ? 0 : 1;
