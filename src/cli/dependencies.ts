/**
 * The checker as the command line sees it, each part loaded when it is first needed.
 *
 * `--help` must not wait for the kernel, and no command for a part that it does not use.
 */
import type { CheckOptions } from '../check/check.ts';
import type { NarrativePart } from '../check/narrative.ts';
import type { ClaimResult } from '../check/verdict.ts';
import type { Testify } from '../check/witness/testimony.ts';
import type { Diagnostic } from '../language/diagnostic.ts';
import type { Colour } from '../language/frame.ts';
import type { Claim, Document } from '../language/statement.ts';
import type { Derivation } from '../derive/compose.ts';
import type { DeriveOptions } from '../derive/derive.ts';
import type { Mutant } from '../report/mutations.ts';
import { interruptible } from './interruptible.ts';

export interface Language {
  /** Never throws: what is wrong is in the document's diagnostics. */
  readonly readDocument: (source: string, path: string) => Document;
  /** A frame with a caret, ending with a line break. */
  readonly renderDiagnostic: (diagnostic: Diagnostic, document: Pick<Document, 'path' | 'source'>, colours: Colour) => string;
}

/** Deriving, and the forms in which derivations are written. */
export interface Derivations {
  readonly derive: (document: Document, title: string, options: DeriveOptions) => Promise<Derivation>;
  readonly text: (derivation: Derivation, coloured: boolean, width: number) => string;
  readonly json: (derivation: Derivation) => string;
  readonly markdown: (derivation: Derivation, width: number | null) => Promise<string>;
  readonly latex: (derivation: Derivation, form: 'article' | 'fragment', width: number | null) => Promise<string>;
}

export interface Dependencies {
  readonly language: () => Promise<Language>;
  readonly checkClaim: () => Promise<(document: Document, claim: Claim, options: CheckOptions) => ClaimResult>;
  /** What numbers say of a claim. */
  readonly testify: () => Promise<Testify>;
  /** The parts of a proof or refutation as a person would write them; none where nothing was decided. */
  readonly narrateClaim: () => Promise<(document: Document, claim: Claim, options: CheckOptions) => readonly NarrativePart[]>;
  readonly mutateClaim: () => Promise<(document: Document, claim: Claim, options: CheckOptions) => Iterable<Mutant>>;
  readonly derivations: () => Promise<Derivations>;
  /** A script that proves the claims of these names again. */
  readonly exportSympy: () => Promise<(document: Document, names: readonly string[]) => string>;
  /** What an error code means; null: there is no such code. */
  readonly meaningOf: () => Promise<(code: string) => string | null>;
}

export const DEPENDENCIES: Dependencies = {
  language: async () => {
    const [{ readAndDiagnose }, { renderDiagnostic }] = await Promise.all([
      import('../check/diagnose.ts'), import('../language/frame.ts'),
    ]);
    return { readDocument: (source, path) => interruptible(() => readAndDiagnose(source, path)), renderDiagnostic };
  },
  checkClaim: async () => {
    const { checkClaim } = await import('../check/check.ts');
    return (document, claim, options) => interruptible(() => checkClaim(document, claim, options));
  },
  testify: async () => {
    const { testify } = await import('../check/witness/testimony.ts');
    return (document, claim, result, methods, seed, documents) => testify(document, claim, result, methods, seed, documents, interruptible);
  },
  narrateClaim: async () => {
    const { narrateClaim } = await import('../check/narrative.ts');
    return (document, claim, options) => interruptible(() => narrateClaim(document, claim, options));
  },
  mutateClaim: async () => {
    const { mutateClaim } = await import('../check/mutate.ts');
    return function* (document, claim, options) {
      const mutants = mutateClaim(document, claim, options)[Symbol.iterator]();
      for (;;) {
        const next = interruptible(() => mutants.next());
        if (next.done === true) return;
        yield next.value;
      }
    };
  },
  derivations: async () => {
    const [{ derive }, { derivationToText }, { derivationToJson }, { paint }, { tool }] = await Promise.all([
      import('../derive/derive.ts'), import('../report/derivation/text.ts'), import('../report/derivation/json.ts'),
      import('../report/colour.ts'), import('./tool.ts'),
    ]);
    return {
      derive, json: (derivation) => derivationToJson(derivation, tool()),
      text: (derivation, coloured, width) => derivationToText(derivation, paint(coloured), width),
      markdown: async (derivation, width) => (await import('../report/article/derivation.ts')).derivationToMarkdown(derivation, width),
      latex: async (derivation, form, width) => (await import('../report/article/derivation.ts')).derivationToLatex(derivation, form, width),
    };
  },
  exportSympy: async () => (await import('../check/sympy.ts')).exportSympy,
  meaningOf: async () => {
    const { explainCode } = await import('../language/codes.ts');
    return (code) => {
      const found = explainCode(code);
      return found === null ? null : `${found.title}\n\n${found.text}`;
    };
  },
};
