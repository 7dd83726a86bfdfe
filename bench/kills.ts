/**
 * `npm run kills`: of all false claims, how many does each family of each means of evidence kill alone, and all together?
 *
 * `--json`: `[{family, method, killed, total, survivors, …}]`. `--only PART`: documents whose path has this part.
 * `--sample N --seed S`: at most N mutants and N slips of the catalogue, drawn at random. `--method NAME`: one means.
 * Progress on stderr. The kernel says which claims are false; one that it proves and a means contradicts ends the run
 * with exit code 5.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_OPTIONS } from '../src/check/check.ts';
import { disagreementsIn } from '../src/check/witness/disagreement.ts';
import { accepted } from '../src/check/witness/testimony.ts';
import { disagreementLines } from '../src/report/matrix.ts';
import { duration } from '../src/report/wording.ts';
import type { Evidence } from '../src/check/witness/witness.ts';
import type { Falsehood } from './kills/falsehoods.ts';
import { candidates, decided, resultOf } from './kills/falsehoods.ts';
import { killTable } from './kills/table.ts';
import type { Rival } from './kills/rivals.ts';
import { MEANS, rivalsOf } from './kills/rivals.ts';
import { newKillTally } from './kills/tally.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false }, only: { type: 'string', multiple: true, default: [] }, method: { type: 'string', multiple: true },
    sample: { type: 'string' }, seed: { type: 'string', default: '1' },
  },
});

const refuse = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(64);
};
const wholeNumber = (text: string, name: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : refuse(`--${name} is a whole number, not '${text}'`));

const seed = wholeNumber(values.seed, 'seed');
const sample = values.sample === undefined ? null : wholeNumber(values.sample, 'sample');
const unknown = (values.method ?? []).filter((name) => !MEANS.some((method) => method === name));
if (unknown.length > 0) refuse(`no means ${unknown.join(', ')}; there are ${MEANS.join(', ')}`);
const methods = MEANS.filter((method) => values.method?.includes(method) ?? true);

const start = performance.now();
const rivals = (await Promise.all(methods.map(rivalsOf))).flat();
const tally = newKillTally(rivals);
const chosen = candidates({ only: values.only, sample, seed });
if (chosen.length === 0) refuse(`no claim of a document with ${values.only.join(' or ')} in its path`);

const counts = { refuted: 0, proved: 0, undecided: 0 };

/** A means against a proof: told, and the end of the run. */
const disagree = (claim: Falsehood, rival: Rival, evidence: Evidence): never => {
  const [found] = disagreementsIn({ ...resultOf(claim), evidence: [evidence] }, DEFAULT_OPTIONS.budget);
  const lines = found === undefined ? [] : disagreementLines(found);
  process.stderr.write(`\n${claim.name} (${rival.witness.method}, ${rival.family})\n${lines.join('\n')}\n`);
  process.exit(5);
};

let told = start;
for (const [index, candidate] of chosen.entries()) {
  const claim = decided(candidate);
  counts[claim?.verdict ?? 'undecided'] += 1;
  for (const rival of claim === null ? [] : rivals) {
    const evidence = accepted(await rival.witness.testify(candidate.document, candidate.claim, seed), rival.witness.method);
    if (claim?.verdict === 'refuted') tally.take(rival, claim, evidence);
    else if (evidence.outcome === 'contradicts') disagree(claim as Falsehood, rival, evidence);
  }
  if (performance.now() - told > 2000) {
    told = performance.now();
    process.stderr.write(`${index + 1} of ${chosen.length} claims, ${duration(told - start)}: ${candidate.document.path}\n`);
  }
}

if (values.json) process.stdout.write(`${JSON.stringify(tally.rows(), null, 2)}\n`);
else {
  const drawn = sample === null ? 'all mutants and all slips' : `a sample of at most ${sample} mutants and ${sample} slips of the catalogue (seed ${seed}), not all`;
  process.stdout.write(`${drawn}${values.only.length === 0 ? '' : ` of documents with ${values.only.join(' or ')} in their path`}: ${chosen.length} claims, of which the kernel `
    + `refuted ${counts.refuted}, proved ${counts.proved} (none of them contradicted) and left ${counts.undecided} undecided; ${duration(performance.now() - start)}\n\n`);
  process.stdout.write(killTable(tally.rows()));
}
