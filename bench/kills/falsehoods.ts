/**
 * False claims to try means of evidence on: the mutants of the claims of derivations/ that the kernel refutes, and its
 * catalogue of slips, the `refute` claims.
 *
 * Mutants that the kernel proves come too: a means that contradicts one of these is at odds with a proof.
 */
import type { ClaimResult } from '../../src/check/verdict.ts';
import { DEFAULT_OPTIONS, checkClaim } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import { decide } from '../../src/check/decide.ts';
import { editText } from '../../src/check/wording.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import { printClaim } from '../../src/render/text.ts';
import { singleEdits } from '../../src/search/edits.ts';
import { derivations } from '../documents.ts';
import type { Random } from '../fuzz/random.ts';
import { randomOf } from '../fuzz/random.ts';

export type Kind = 'mutant' | 'catalogue';

/** A claim that may be false; it is decided when its turn comes. */
export interface Candidate {
  readonly kind: Kind;
  readonly document: Document;
  readonly claim: Claim;
  /** `derivations/bessel.md:14 h is harmonic: sign: a → −a`. */
  readonly name: string;
}

export interface Falsehood extends Candidate {
  readonly verdict: 'refuted' | 'proved';
  readonly statement: string;
}

export interface Choice {
  /** Parts of the paths of documents; none: every document. */
  readonly only: readonly string[];
  /** At most so many of each kind, drawn at random; null: all. */
  readonly sample: number | null;
  readonly seed: number;
}

const placeOf = (document: Document, claim: Claim): string => `${document.path}:${claim.line} ${claim.name}`;

function* mutantsOf(document: Document, claim: Claim): Generator<Candidate> {
  for (const { edit, claim: mutant } of singleEdits(claim)) {
    yield { kind: 'mutant', document, claim: mutant, name: `${placeOf(document, claim)}: ${editText(edit)}` };
  }
}

const documents = ({ only }: Choice): readonly Document[] => derivations()
  .filter(({ path }) => only.length === 0 || only.some((part) => path.includes(part)))
  .map(({ path, text }) => readAndDiagnose(text, path));

function* candidatesOf(kind: Kind, read: readonly Document[]): Generator<Candidate> {
  for (const document of read) {
    for (const claim of document.claims) {
      if (kind === 'mutant' && claim.declared === 'claim') yield* mutantsOf(document, claim);
      if (kind === 'catalogue' && claim.declared === 'refute') yield { kind, document, claim, name: placeOf(document, claim) };
    }
  }
}

/** So many of the items, each as likely as any other, in their order (Vitter, Algorithm R, 1985); null: all. */
export const drawn = <Item>(items: Iterable<Item>, most: number | null, random: Random): readonly Item[] => {
  const kept: { readonly index: number; readonly item: Item }[] = [];
  let index = 0;
  for (const item of items) {
    const place = most === null || index < most ? index : random.below(index + 1);
    if (most === null || place < most) kept[place] = { index, item };
    index += 1;
  }
  return kept.toSorted((a, b) => a.index - b.index).map(({ item }) => item);
};

export const candidates = (choice: Choice): readonly Candidate[] => {
  const read = documents(choice);
  return (['mutant', 'catalogue'] as const).flatMap((kind, index) =>
    drawn(candidatesOf(kind, read), choice.sample, randomOf(choice.seed, index)));
};

/** Whether it is false, by the kernel; null: it cannot tell. */
export const decided = (candidate: Candidate): Falsehood | null => {
  const { verdict } = decide(candidate.document, candidate.claim, DEFAULT_OPTIONS);
  return verdict === 'undecided' ? null : { ...candidate, verdict, statement: printClaim(candidate.claim) };
};

/** The kernel's full answer, where it is at odds with a means. */
export const resultOf = ({ document, claim }: Candidate): ClaimResult => checkClaim(document, claim);
