/**
 * A derivation as JSON: each step with its rule, its sources and its claims, each claim as text, in LaTeX, and with the
 * result of its check. schema/derivation.schema.json describes it.
 */
import { RULES } from '../../calculus/rules.ts';
import type { ClaimResult } from '../../check/verdict.ts';
import type { Derivation, ProvedClaim, ProvedStep } from '../../derive/compose.ts';
import type { NotFound } from '../../derive/derivation.ts';
import type { Expression } from '../../kernel/expression.ts';
import { mapClaimBody } from '../../language/map-claim.ts';
import { abbreviateBy } from '../../render/abbreviations.ts';
import { latexClaimBody } from '../../render/latex.ts';
import { printClaimBody } from '../../render/text.ts';
import type { Tool } from '../json.ts';
import { proseText } from './text.ts';

export const DERIVATION_VERSION = 1;

export interface ClaimRecord {
  readonly name: string;
  /** In the claim language. */
  readonly statement: string;
  readonly latex: string;
  readonly result: ClaimResult;
}

export interface StepRecord {
  readonly title: string;
  readonly rule: string;
  /** Keys of BibTeX entries. */
  readonly sources: readonly string[];
  readonly prose: string;
  /** Statements of the claim language that the claims, and later steps, need. */
  readonly declarations: readonly string[];
  readonly claims: readonly ClaimRecord[];
}

/** What `derive --to json` writes. */
export interface DerivationRecord {
  readonly schemaVersion: number;
  readonly tool: Tool;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly steps: readonly StepRecord[] }[];
  readonly notFound: readonly NotFound[];
  readonly unproved: readonly NotFound[];
  /** The whole derivation in the claim language. */
  readonly document: string;
}

type Naming = (e: Expression) => Expression;

const claimRecord = ({ claim, result }: ProvedClaim, named: Naming): ClaimRecord => {
  const body = mapClaimBody(claim.body, named);
  return { name: claim.name, statement: printClaimBody(body), latex: latexClaimBody(body), result };
};

const stepRecord = ({ step, claims }: ProvedStep, named: Naming): StepRecord => ({
  title: step.title, rule: step.rule, sources: RULES[step.rule].sources, prose: proseText(step.prose),
  declarations: step.declarations, claims: claims.map((claim) => claimRecord(claim, named)),
});

export const derivationToJson = (derivation: Derivation, tool: Tool): string => {
  const named = abbreviateBy(derivation.document.declarations.filter((d) => d.kind === 'let'), 'reference');
  const record: DerivationRecord = {
    schemaVersion: DERIVATION_VERSION, tool, title: derivation.title,
    sections: derivation.sections.map(({ heading, steps }) => ({ heading, steps: steps.map((step) => stepRecord(step, named)) })),
    notFound: derivation.notFound, unproved: derivation.unproved, document: derivation.document.source,
  };
  return `${JSON.stringify(record, null, 2)}\n`;
};
