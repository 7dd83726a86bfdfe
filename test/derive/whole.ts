/**
 * What is promised of every whole derivation, whatever it starts from: each promise is a test for each source.
 */
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/calculus/sameness.ts';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import type { GoalsOfClaim } from '../../src/check/goals.ts';
import { goalsOf } from '../../src/check/goals.ts';
import type { Derivation, ProvedClaim } from '../../src/derive/compose.ts';
import { derive } from '../../src/derive/derive.ts';
import { provesIn } from '../../src/derive/setting.ts';
import type { Expression, Variable } from '../../src/kernel/expression.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import { latexClaimBody, latexClaimLines, latexDeclaration, latexDeclarationLines } from '../../src/render/latex.ts';
import { printClaim } from '../../src/render/text.ts';
import { takeOutMath } from '../../src/report/article/math-spans.ts';
import { aligned, complaintAbout } from '../render/katex.ts';
import type { Source } from './sources.ts';

/** What a derivation must have, by the names of the sources. */
export interface Promised {
  /** Titles of steps; there may be others. */
  readonly steps: readonly string[];
  /** Names of claims that are not the title of their step. */
  readonly claims?: readonly string[];
  /** What must be said to be missing; there may be more. */
  readonly notFound?: readonly string[];
}

const OPTIONS = { ...DEFAULT_OPTIONS, only: [], ansatz: null };
/** Longer than any derivation takes beside other work. */
const MILLISECONDS = 120_000;
/** Characters of half an em. */
const WIDTH = 69;

export const derivedFrom = async (name: string, { text, fromProblem = false }: Source): Promise<Derivation> => {
  const document = readAndDiagnose(text, `${name}.claim`);
  expect(document.diagnostics.map((d) => d.message)).toEqual([]);
  return derive(document, name, { ...OPTIONS, fromProblem });
};

export const claimsOf = ({ sections }: Derivation): readonly ProvedClaim[] =>
  sections.flatMap(({ steps }) => steps.flatMap(({ claims }) => claims));

/** One `describe` for each source. */
export const describeWhole = (sources: Readonly<Record<string, Source>>, promised: Readonly<Record<string, Promised>>): void => {
  test('every source has its promises', () => expect(Object.keys(promised)).toEqual(Object.keys(sources)));
  for (const [name, source] of Object.entries(sources)) describe(name, () => { promises(name, source, promised[name] ?? { steps: [] }); });
};

const promises = (name: string, source: Source, promised: Promised): void => {
  let made: Promise<Derivation> | null = null;
  const derivation = (): Promise<Derivation> => (made ??= derivedFrom(name, source));
  const promise = (title: string, check: (d: Derivation) => void): void => {
    test(title, async () => { check(await derivation()); }, MILLISECONDS);
  };
  promise('no step that follows is unproved', (d) => { expect(d.unproved).toEqual([]); });
  promise('nothing that belongs there is missing, and what is missing is said', (d) => { expectComplete(d, promised); });
  promise('every claim is proved, and the second checker accepts the proof', expectAccepted);
  promise('the document reads without complaint, and has the claims of the steps', expectReadable);
  promise('each claim, printed and read back, has the same normal form', expectSameMeaning);
  promise('each formula is LaTeX that KaTeX reads in its strict mode', expectStrictLatex);
};

const expectComplete = ({ sections, notFound, document }: Derivation, promised: Promised): void => {
  const titles = sections.flatMap(({ steps }) => steps.map(({ step }) => step.title));
  expect(promised.steps.filter((title) => !titles.includes(title))).toEqual([]);
  expect((promised.claims ?? []).filter((name) => !document.claims.some((claim) => claim.name === name))).toEqual([]);
  expect((promised.notFound ?? []).filter((what) => !notFound.some((one) => one.what === what))).toEqual([]);
  expect(notFound.filter(({ reason }) => reason.trim() === '')).toEqual([]);
};

const expectAccepted = (derivation: Derivation): void => {
  const claims = claimsOf(derivation);
  expect(claims.length).toBeGreaterThan(0);
  const faults = claims.filter(({ result }) => result.verdict !== 'proved' || result.certificate?.acceptedBySecondChecker !== true);
  expect(faults.map(({ claim, result }) => `${claim.name}: ${result.verdict}, ${result.certificate?.acceptedBySecondChecker}`)).toEqual([]);
  expect(claims.filter(({ claim }) => claim.declared !== 'claim')).toEqual([]);
};

const expectReadable = (derivation: Derivation): void => {
  const again = readAndDiagnose(derivation.document.source, derivation.document.path);
  expect(again.diagnostics).toEqual([]);
  expect(again.claims.map(({ name }) => name)).toEqual(claimsOf(derivation).map(({ claim }) => claim.name));
};

// ── Print, read back, compare ────────────────────────────────────────────────────────────────────────────────

const expectSameMeaning = ({ document }: Derivation): void => {
  const printed = readAndDiagnose(withPrintedClaims(document), document.path);
  expect(printed.diagnostics.map((d) => d.message)).toEqual([]);
  expect(printed.claims.map(({ name }) => name)).toEqual(document.claims.map(({ name }) => name));
  const changed = document.claims.filter((claim, k) => {
    const other = printed.claims[k];
    return other === undefined || !haveSameGoals(document, goalsOf(document, claim), goalsOf(printed, other));
  });
  expect(changed.map((claim) => printClaim(claim))).toEqual([]);
};

/** The document with each claim as the text renderer has it, in its place. */
const withPrintedClaims = ({ source, claims }: Document): string =>
  claims.reduceRight((text, claim) => text.slice(0, claim.span.start) + onOwnLines(claim) + text.slice(claim.span.end), source);

const onOwnLines = (claim: Claim): string => printClaim(claim).split('\n').map((line, k) => (k === 0 ? line : `  ${line.trim()}`)).join('\n');

const haveSameGoals = (document: Document, a: GoalsOfClaim, b: GoalsOfClaim): boolean =>
  a.goals.length === b.goals.length && a.optimal.length === b.optimal.length &&
  a.goals.every((goal, k) => {
    const other = b.goals[k];
    return other !== undefined && namesOf(goal.under) === namesOf(other.under)
      && isSame(document, goal.left, other.left) && isSame(document, goal.right, other.right);
  }) &&
  a.optimal.every((goal, k) => {
    const other = b.optimal[k];
    return other !== undefined && goal.sense === other.sense && goal.control.name === other.control.name
      && isSame(document, goal.law, other.law) && isSame(document, goal.hamiltonian, other.hamiltonian);
  });

const namesOf = (variables: readonly Variable[] | null): string => variables?.map(({ name }) => name).join() ?? '';

/** Written alike, or the kernel’s normal form of the difference is 0, from nothing but the formulas themselves. */
const isSame = (document: Document, a: Expression, b: Expression): boolean =>
  fingerprint(a) === fingerprint(b) || provesIn(document, a, b, { hypotheses: [] });

// ── LaTeX ────────────────────────────────────────────────────────────────────────────────────────────────────

const expectStrictLatex = ({ document }: Derivation): void => {
  const { formulas } = takeOutMath(document.source);
  expect(formulas.length).toBeGreaterThan(0);
  const all = [
    ...formulas.map(({ source }) => source),
    ...document.claims.flatMap(({ body }) => [latexClaimBody(body), latexClaimBody(body, 'display'), aligned(latexClaimLines(body, WIDTH))]),
    ...document.declarations.flatMap((d) => [latexDeclaration(d), aligned(latexDeclarationLines(d, WIDTH))]),
  ];
  expect(all.map(complaintAbout).filter((complaint) => complaint !== null)).toEqual([]);
};
