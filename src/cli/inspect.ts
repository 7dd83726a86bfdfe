/**
 * One document, from its file to its verdicts, as a stream of events.
 *
 * A document with errors gives its diagnostics and no verdict. An exception of the checker is an event of its own
 * and never a verdict; the other claims are still decided. Where numbers contradict a proof, nothing more is decided.
 */
import type { CheckOptions } from '../check/check.ts';
import type { ClaimResult } from '../check/verdict.ts';
import type { Disagreement } from '../check/witness/disagreement.ts';
import type { Method } from '../check/witness/witness.ts';
import type { Diagnostic } from '../language/diagnostic.ts';
import type { Claim, Document } from '../language/statement.ts';
import type { Crash, DocumentReport, Located } from '../report/run.ts';
import type { Found } from './collect.ts';
import type { Dependencies, Language } from './dependencies.ts';
import type { FileProblem } from './file-problem.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { disagreementsIn } from '../check/witness/disagreement.ts';
import { wantsNumbers } from '../check/witness/registry.ts';
import { lineAndColumn } from '../language/position.ts';
import { problemFrame } from './file-problem.ts';
import { framesOf } from './frames.ts';
import { readSource } from './read-source.ts';
import { isSelected } from './selection.ts';
import { Interrupted } from './surroundings.ts';

export type RunEvent =
  /** `frames` is the rendering of its diagnostics, for stderr. `claimsAtAll` counts before the selection. */
  | { readonly kind: 'document'; readonly report: DocumentReport; readonly frames: string; readonly named: boolean; readonly claimsAtAll: number }
  | { readonly kind: 'deciding'; readonly document: string; readonly name: string }
  | { readonly kind: 'claim'; readonly result: ClaimResult }
  /** Comes after its claim, and is the last event of its document. */
  | { readonly kind: 'disagreement'; readonly disagreement: Disagreement }
  | { readonly kind: 'crash'; readonly crash: Crash };

export interface InspectSettings {
  /** false: parse and types only. */
  readonly decide: boolean;
  /** Patterns; none: every claim. */
  readonly only: readonly string[];
  readonly options: CheckOptions;
  /** By which means claims are looked at; `exact` alone: no numbers. */
  readonly methods: readonly Method[];
  /** How many documents the run has: numbers divide their false alarms among them. Left out: this one. */
  readonly documents?: number;
  /** Whether the frames are coloured. */
  readonly coloured: boolean;
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const crashOf = (document: string, claim: string | null, error: unknown): RunEvent =>
  ({ kind: 'crash', crash: { document, claim, message: messageOf(error) } });

const located = (document: Document): readonly Located[] => {
  const place = lineAndColumn(document.source);
  return document.diagnostics.map(({ severity, code, message, span, help }: Diagnostic) => {
    const [start, end] = [place(span.start), place(span.end)];
    return { severity, code, message, help, ...start, endLine: end.line, endColumn: end.column };
  });
};

/** A single word that is no file may have been meant as a command. */
const helpFor = (found: Found, problem: FileProblem): string | null =>
  problem.code === 'F0001' && /^[a-z]+$/.test(found.path) ? 'there is no such command either; `hopfcole --help` lists them'
    : null;

const unreadable = (found: Found, problem: FileProblem): RunEvent => {
  const help = helpFor(found, problem);
  return {
    kind: 'document', named: found.named, claimsAtAll: 0, frames: problemFrame(found.path, problem, help),
    report: {
      path: found.path, state: 'unreadable', claims: [],
      diagnostics: [{ severity: 'error', ...problem, line: 0, column: 0, endLine: 0, endColumn: 0, help }],
    },
  };
};

const hasErrors = (document: Document): boolean => document.diagnostics.some((d) => d.severity === 'error');

const documentEvent = (
  document: Document, claims: readonly Claim[], found: Found, settings: InspectSettings, language: Language,
): RunEvent => ({
  kind: 'document', named: found.named, claimsAtAll: document.claims.length,
  frames: framesOf(document, language, settings.coloured),
  report: {
    path: found.path, state: hasErrors(document) ? 'faulty' : 'sound', diagnostics: located(document),
    claims: claims.map(({ name, declared, line, column }) => ({ name, declared, line, column })),
  },
});

async function* decide(
  document: Document, claims: readonly Claim[], settings: InspectSettings, dependencies: Dependencies,
  interruption: AbortSignal,
): AsyncGenerator<RunEvent> {
  const checkClaim = await dependencies.checkClaim();
  for (const claim of claims) {
    yield { kind: 'deciding', document: document.path, name: claim.name };
    // Between two claims, signals and timers have their turn.
    await turn();
    if (interruption.aborted) throw new Interrupted('interrupted');
    try {
      const result = checkClaim(document, claim, settings.options);
      if (!wantsNumbers(settings.methods)) yield { kind: 'claim', result };
      else if (yield* isContradicted(document, claim, result, settings, dependencies)) return;
    } catch (error) {
      if (error instanceof Interrupted) throw error;
      yield crashOf(document.path, claim.name, error);
    }
  }
}

/** Yields the claim with its evidence: a fault of a means does not take the verdict with it. Do numbers contradict a proof? */
async function* isContradicted(
  document: Document, claim: Claim, result: ClaimResult, settings: InspectSettings, dependencies: Dependencies,
): AsyncGenerator<RunEvent, boolean> {
  const { methods, options, documents = 1 } = settings;
  let told = result;
  let fault: RunEvent | null = null;
  try {
    const testify = await dependencies.testify();
    told = { ...result, evidence: await testify(document, claim, result, methods, options.seed, documents) };
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    fault = crashOf(document.path, claim.name, error);
  }
  yield { kind: 'claim', result: told };
  if (fault !== null) yield fault;
  const disagreements = disagreementsIn(told, options.budget);
  for (const disagreement of disagreements) yield { kind: 'disagreement', disagreement };
  return disagreements.length > 0;
}

/** A Markdown file of a folder that says nothing in the claim language is no document. */
const isDocument = (document: Document, found: Found): boolean =>
  found.named || document.claims.length > 0 || document.declarations.length > 0 || document.diagnostics.length > 0;

/** Throws `Interrupted` as soon as the user wants to stop. */
export async function* inspect(
  found: Found, settings: InspectSettings, dependencies: Dependencies, interruption: AbortSignal,
): AsyncGenerator<RunEvent> {
  const source = found.problem === null ? await readSource(found.path) : { problem: found.problem };
  if ('problem' in source) return yield unreadable(found, source.problem);
  let document: Document;
  let language: Language;
  try {
    language = await dependencies.language();
    document = language.readDocument(source.text, found.path);
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return yield crashOf(found.path, null, error);
  }
  if (!isDocument(document, found)) return;
  const claims = document.claims.filter((c) => isSelected(settings.only, found.path, c));
  yield documentEvent(document, claims, found, settings, language);
  if (settings.decide && !hasErrors(document)) yield* decide(document, claims, settings, dependencies, interruption);
}
