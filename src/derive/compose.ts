/**
 * From proposed sections to a derivation in which every statement is proved.
 *
 * The sections are written as a document, which is read back and checked as any document is: by the kernel, and by the
 * second checker. A step that is not proved, or that cannot be read since it builds on such a step, is taken out and
 * reported as not found; then what is left is written again.
 */
import type { CheckOptions } from '../check/check.ts';
import { checkClaim } from '../check/check.ts';
import { diagnose } from '../check/diagnose.ts';
import type { ClaimResult } from '../check/verdict.ts';
import { readDocument } from '../language/document.ts';
import type { Claim, Document } from '../language/statement.ts';
import type { NotFound, Section, Step } from './derivation.ts';
import type { Written, WrittenStep } from './write-document.ts';
import { conditionReader } from './readable-conditions.ts';
import { textsWithNames } from './with-names.ts';
import { writeDocument } from './write-document.ts';

export interface ProvedClaim {
  readonly claim: Claim;
  readonly result: ClaimResult;
}

export interface ProvedStep {
  readonly step: Step;
  readonly claims: readonly ProvedClaim[];
}

export interface ProvedSection {
  readonly heading: string;
  readonly steps: readonly ProvedStep[];
}

/** A derivation: every claim of its document is proved. */
export interface Derivation {
  readonly title: string;
  readonly document: Document;
  readonly sections: readonly ProvedSection[];
  /** Proposals that were not proved: closed forms, ansätze, conditions. */
  readonly notFound: readonly NotFound[];
  /** Steps that follow by calculus and were not proved all the same: faults of this program. */
  readonly unproved: readonly NotFound[];
}

interface Dropped {
  readonly step: Step;
  readonly reason: string;
}

/** Proves what is proposed, and leaves out what is not proved. `document` is what everything starts from. */
export const compose = (
  title: string, document: Document, proposed: readonly Section[], notFound: readonly NotFound[], options: CheckOptions,
): Derivation => {
  /** By the text of the claim. */
  let verdicts = new Map<string, ClaimResult>();
  const dropped: Dropped[] = [];
  // What is written is Markdown, whatever it started from.
  const path = document.path.replace(/\.claim$/i, '.md');
  let sections = proposed;
  for (;;) {
    const { written, read } = withNames(title, document, sections, path);
    const fault = assumptionsFirst(unreadable(written, read) ?? unproved(written, read, verdicts, options));
    if (fault.length === 0) return proved(title, written, read, verdicts, notFound, dropped);
    dropped.push(...fault);
    sections = without(sections, new Set(fault.map(({ step }) => step)));
    // What was proved from a declaration that is no longer there is proved again, or not.
    if (fault.some(({ step }) => step.declarations.length > 0)) verdicts = new Map();
  }
};

/** What a proposal assumes holds for every claim: where it cannot be met none is proved, so it is taken out before others. */
const assumptionsFirst = (fault: readonly Dropped[]): readonly Dropped[] => {
  const assuming = fault.filter(({ step }) => step.standing === 'proposed' && step.declarations.some((text) => text.startsWith('assume ')));
  return assuming.length === 0 ? fault : assuming;
};

interface Reading {
  readonly written: Written;
  readonly read: Document;
}

/** The document with names put into its claims, or without where it cannot be read. */
const withNames = (title: string, document: Document, sections: readonly Section[], path: string): Reading => {
  const plain = readingOf(title, document, sections, path);
  if (!isSound(plain.read)) return plain;
  // What is wrong with its meaning is looked for in the document that is kept, once.
  const texts = textsWithNames(plain.read);
  const renamed = plain.written.sections.map(({ heading, steps }): Section => ({
    heading, steps: steps.map(({ step, names }) => ({ ...step, claims: step.claims.map((claim, k) => ({ ...claim, text: shorter(claim.text, texts.get(names[k] ?? '')) })) })),
  }));
  const reading = readingOf(title, document, renamed, path);
  const named = { ...reading, read: diagnose(reading.read) };
  return isSound(named.read) ? { ...named, written: withSteps(named.written, plain.written) } : { ...plain, read: diagnose(plain.read) };
};

/** A name that a step has put in itself may be lost in reading: −(−a) is a. */
const shorter = (own: string, renamed: string | undefined): string => (renamed !== undefined && renamed.length < own.length ? renamed : own);

/** The new text, but the steps as they were proposed, by which they are known. */
const withSteps = (named: Written, plain: Written): Written => ({
  ...named,
  sections: named.sections.map(({ heading, steps }, i) => ({
    heading, steps: steps.map((one, k) => ({ ...one, step: plain.sections[i]?.steps[k]?.step ?? one.step })),
  })),
});

const readingOf = (title: string, document: Document, sections: readonly Section[], path: string): Reading => {
  const written = writeDocument(title, document, sections);
  return { written, read: readDocument(written.text, path) };
};

const isSound = (document: Document): boolean => document.diagnostics.every((d) => d.severity !== 'error');

const without = (sections: readonly Section[], steps: ReadonlySet<Step>): readonly Section[] =>
  sections.map((section) => ({ ...section, steps: section.steps.filter((step) => !steps.has(step)) })).filter((section) => section.steps.length > 0);

const stepsOf = (written: Written): readonly WrittenStep[] => written.sections.flatMap((section) => section.steps);

/** The step in which the first error is; null: there is none. An error outside of every step is thrown: nothing can be taken out. */
const unreadable = (written: Written, read: Document): readonly Dropped[] | null => {
  const error = read.diagnostics.find((d) => d.severity === 'error');
  if (error === undefined) return null;
  const found = stepsOf(written).findLast(({ start }) => start <= error.span.start);
  if (found === undefined) throw new Error(`a derivation that cannot be read: ${error.code} ${error.message}`);
  return [{ step: found.step, reason: error.message }];
};

const unproved = (written: Written, read: Document, verdicts: Map<string, ClaimResult>, options: CheckOptions): readonly Dropped[] => {
  const claims = new Map(read.claims.map((claim) => [claim.name, claim]));
  return stepsOf(written).flatMap(({ step, names }): readonly Dropped[] => {
    for (const name of names) {
      const claim = claims.get(name);
      if (claim === undefined) return [{ step, reason: 'it could not be read back' }];
      const result = verdicts.get(claim.text) ?? checkClaim(read, claim, options);
      verdicts.set(claim.text, result);
      if (result.verdict !== 'proved') return [{ step, reason: reasonOf(result) }];
    }
    return [];
  });
};

const reasonOf = (result: ClaimResult): string =>
  result.verdict === 'refuted' ? `it does not hold: what is left is ${result.residual ?? 'not zero'}` : (result.stuckOn ?? 'it could not be decided');

const proved = (
  title: string, written: Written, read: Document, verdicts: ReadonlyMap<string, ClaimResult>, notFound: readonly NotFound[], dropped: readonly Dropped[],
): Derivation => {
  const claims = new Map(read.claims.map((claim) => [claim.name, claim]));
  const readCondition = conditionReader(read);
  const told = (standing: Step['standing']): NotFound[] =>
    dropped.filter(({ step }) => step.standing === standing).map(({ step, reason }) => ({ what: step.title, reason }));
  return {
    title, document: read,
    sections: written.sections.map(({ heading, steps }) => ({
      heading, steps: steps.map(({ step, names }) => ({
        step, claims: names.flatMap((name) => {
          const claim = claims.get(name);
          const result = claim === undefined ? undefined : verdicts.get(claim.text);
          return claim === undefined || result === undefined ? [] : [{ claim, result: { ...result, line: claim.line, column: claim.column, conditions: [...new Set(result.conditions.map(readCondition))] } }];
        }),
      })),
    })),
    notFound: [...notFound, ...told('proposed')], unproved: told('derived'),
  };
};
