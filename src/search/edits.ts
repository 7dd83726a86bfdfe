/**
 * Every claim that is one small edit away: for repairs, where a false claim may be a slip of a true one, and for
 * mutation, where a true claim's neighbours should be refuted.
 *
 * The order is fixed and starts with the likeliest slips; no edit gives the claim itself or one given before; every
 * edited formula has the shape of the one it replaces.
 */
import { dependsOn } from '../calculus/dependence.ts';
import type { Claim, ClaimBody, Process } from '../language/statement.ts';
import { argument, optimumSense } from './edits/argument-rules.ts';
import { addDivergence, logarithm, moveDerivative } from './edits/derivative-rules.ts';
import type { Edit, EditKind, Rule, Surroundings } from './edits/edit.ts';
import { EDIT_KINDS } from './edits/edit.ts';
import { fitsFor } from './edits/fit.ts';
import { insertFactor, order, removeFactor, square, transposition } from './edits/factor-rules.ts';
import type { Place } from './edits/places.ts';
import { placesIn } from './edits/places.ts';
import type { Site } from './edits/sites.ts';
import { sitesOf } from './edits/sites.ts';
import { surroundingsOf } from './edits/surroundings.ts';
import { drop, factor, sign, swap } from './edits/term-rules.ts';
import { Written } from './edits/written.ts';

export type { Edit, EditKind } from './edits/edit.ts';

export interface EditedClaim {
  readonly edit: Edit;
  readonly claim: Claim;
}

/** The rule of each kind; null for those that change the process as a whole. */
const RULES: Readonly<Record<EditKind, Rule | null>> = {
  'sign': sign,
  'factor': factor,
  'square': square,
  'transpose': transposition,
  'divergence': addDivergence,
  'derivative': moveDerivative,
  'drop': drop,
  'order': order,
  'logarithm': logarithm,
  'optimum': optimumSense,
  'argument': argument,
  'clock': null,
  'noise': null,
  'remove-factor': removeFactor,
  'swap': swap,
  'insert-factor': insertFactor,
};

/** All claims that differ from this one by a single edit. */
export function* singleEdits(claim: Claim): Generator<EditedClaim> {
  const written = new Written();
  const seen = new Set([written.number(claim.body)]);
  for (const { edit, body } of allEdits(claim)) {
    const key = written.number(body);
    if (seen.has(key)) continue;
    seen.add(key);
    yield { edit, claim: { ...claim, body } };
  }
}

interface EditedBody {
  readonly edit: Edit;
  readonly body: ClaimBody;
}

function* allEdits(claim: Claim): Generator<EditedBody> {
  const around = surroundingsOf(claim);
  const sites = sitesOf(claim).map((site) => ({ site, places: placesIn(site.formula) }));
  for (const kind of EDIT_KINDS) {
    const rule = RULES[kind];
    if (rule === null) yield* processEdits(kind, claim.body);
    else for (const { site, places } of sites) yield* siteEdits(kind, rule, site, places, around);
  }
}

function* siteEdits(
  kind: EditKind, rule: Rule, site: Site, places: readonly Place[], around: Surroundings,
): Generator<EditedBody> {
  for (const place of places) {
    if (place.parent === null && site.idle.includes(kind)) continue;
    for (const { phrase, after } of rule(place, around)) {
      if (!fitsFor(after, place.expression)) continue;
      yield { edit: { kind, phrase, before: place.expression, after }, body: site.put(place.put(after)) };
    }
  }
}

/** The clock turned round; Itô's noise read as Stratonovich's and the reverse. */
function* processEdits(kind: EditKind, body: ClaimBody): Generator<EditedBody> {
  if (body.kind !== 'density') return;
  const { process } = body;
  if (kind === 'clock') {
    const edit: Edit = { kind, phrase: 'direction of the clock', before: null, after: null };
    yield { edit, body: { ...body, process: { ...process, name: '', backward: !process.backward } } };
  }
  if (kind === 'noise' && dependsOnState(process)) {
    const edit: Edit = { kind, phrase: noisePhrase(process), before: null, after: null };
    yield { edit, body: { ...body, process: otherNoise(process) } };
  }
}

const dependsOnState = (process: Process): boolean =>
  process.blocks.some((block) => block.noises.some((noise) =>
    process.blocks.some((other) => dependsOn(noise.coefficient, other.variable))));

const otherNoise = (process: Process): Process => ({
  ...process, name: '',
  blocks: process.blocks.map((block) => ({
    ...block, noises: block.noises.map((noise) => ({ ...noise, stratonovich: !noise.stratonovich })),
  })),
});

const noisePhrase = (process: Process): string =>
  process.blocks.some((block) => block.noises.some((noise) => noise.stratonovich))
    ? 'Stratonovich noise read as Itô’s'
    : 'Itô noise read as Stratonovich’s';
