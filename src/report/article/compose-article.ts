/**
 * A document and its verdicts as an article: the prose as it stands, declarations as the setting, claims as numbered
 * statements with what was found about them.
 */
import { basename } from 'node:path';
import type { RuleName } from '../../calculus/rules.ts';
import type { CheckOptions } from '../../check/check.ts';
import type { ClaimResult } from '../../check/verdict.ts';
import type { NotFound } from '../../derive/derivation.ts';
import { findBlocks } from '../../language/markdown.ts';
import type { Claim, Document, Span, Statement as Written } from '../../language/statement.ts';
import { sortedSources } from '../bibliography.ts';
import { repairedClaims } from './again.ts';
import type { FindingSettings } from './finding.ts';
import { findingBlocks, markMeanings } from './finding.ts';
import { Fold } from './fold.ts';
import { mentionsDimension, mentionsState } from './formulas.ts';
import type { Article, Block, Inline, Statement } from './model.ts';
import { inlinesOf, math, paragraph, text } from './model.ts';
import { linkDefinitions, proseReader } from './prose.ts';
import type { ProseReader } from './prose.ts';
import { EquationNumbers, settingBlocks } from './setting.ts';
import { statedBlocks } from './stated.ts';

export interface ArticleRequest {
  readonly document: Document;
  /** Claims without a result are left out. */
  readonly results: readonly ClaimResult[];
  readonly options: CheckOptions;
  /** Of displayed formulas, in characters of half an em. */
  readonly width: number;
  /** The rule of the step of a derivation that a claim belongs to. */
  readonly ruleOf?: (claim: Claim) => RuleName | null;
  readonly notFound?: readonly NotFound[];
  /** Whether proofs are told term by term. */
  readonly proofs?: boolean;
}

export const composeArticle = async (request: ArticleRequest): Promise<Article> => {
  const { document } = request;
  const read = await proseReader();
  const results = resultsByClaim(request);
  const settings: FindingSettings = {
    document, options: request.options, width: request.width, ruleOf: request.ruleOf ?? (() => null),
    repaired: repairedClaims(document, results), proofs: request.proofs ?? false,
  };
  const blocks = new Composition(settings, results, read).run();
  const { title, rest } = withTitle(blocks, document);
  const all = [...conventions(request, rest), ...rest, ...notFoundBlocks(request.notFound ?? [])];
  const cited = [...inlinesOf(all)].flatMap((inline) => (inline.kind === 'cite' ? inline.keys : []));
  return { title, blocks: all, cited: sortedSources(cited) };
};

const resultsByClaim = ({ document, results }: ArticleRequest): ReadonlyMap<Claim, ClaimResult> => {
  const byPlace = new Map(results.map((r) => [`${r.line}:${r.column}`, r]));
  return new Map(document.claims.flatMap((claim) => {
    const result = byPlace.get(`${claim.line}:${claim.column}`);
    return result === undefined ? [] : [[claim, result] as const];
  }));
};

// ── The blocks, in the order of the document ─────────────────────────────────────────────────────────────────

class Composition {
  readonly #settings: FindingSettings;
  readonly #results: ReadonlyMap<Claim, ClaimResult>;
  readonly #read: ProseReader;
  readonly #claims: ReadonlyMap<number, Claim>;
  readonly #equations = new EquationNumbers();
  #statements = 0;
  /** The words of the heading above, which a claim of that name need not repeat. */
  #heading = '';

  constructor(settings: FindingSettings, results: ReadonlyMap<Claim, ClaimResult>, read: ProseReader) {
    this.#settings = settings;
    this.#results = results;
    this.#read = read;
    this.#claims = new Map(settings.document.claims.map((claim) => [claim.span.start, claim]));
  }

  run(): readonly Block[] {
    const { document } = this.#settings;
    if (document.path.endsWith('.claim')) return this.#statementsIn({ start: 0, end: document.source.length });
    const blocks: Block[] = [];
    const definitions = linkDefinitions(document.source);
    let from = 0;
    for (const span of findBlocks(document.source).blocks) {
      blocks.push(...this.#prose(from, openingOf(document.source, span), definitions), ...this.#statementsIn(span));
      from = endOfLine(document.source, span.end);
    }
    return [...blocks, ...this.#prose(from, document.source.length, definitions)];
  }

  #prose(from: number, to: number, definitions: string): readonly Block[] {
    const blocks = this.#read(this.#settings.document.source.slice(from, to), definitions);
    const last = blocks.findLast((block) => block.kind === 'heading');
    if (last !== undefined) this.#heading = wordsOf(last.content);
    return blocks;
  }

  #statementsIn({ start, end }: Span): readonly Block[] {
    const { document, width } = this.#settings;
    const blocks: Block[] = [];
    let declared: Written[] = [];
    const flush = (): void => {
      blocks.push(...settingBlocks(document, declared, this.#equations, width));
      declared = [];
    };
    for (const statement of document.statements.filter(({ span }) => span.start >= start && span.end <= end)) {
      const claim = this.#claims.get(statement.span.start);
      const result = claim === undefined ? undefined : this.#results.get(claim);
      if (statement.word !== 'claim' && statement.word !== 'refute') declared.push(statement);
      else if (claim !== undefined && result !== undefined) {
        flush();
        blocks.push(this.#statement(claim, result));
      }
    }
    flush();
    return blocks;
  }

  #statement(claim: Claim, result: ClaimResult): Statement {
    this.#statements += 1;
    const unnamed = claim.name === `line ${claim.line}` || claim.name === this.#heading;
    return {
      kind: 'statement', number: this.#statements, declared: claim.declared, verdict: result.verdict, passed: result.passed,
      title: unnamed ? null : [text(claim.name)], content: statedBlocks(Fold.for(this.#settings.document, claim.text).claim(claim), this.#settings.width),
      finding: findingBlocks(claim, result, this.#settings),
    };
  }
}

const openingOf = (source: string, { start }: Span): number => source.lastIndexOf('\n', Math.max(0, start - 2)) + 1;

/** Past the line of the closing fence. */
const endOfLine = (source: string, offset: number): number => {
  const end = source.indexOf('\n', offset);
  return end === -1 ? source.length : end + 1;
};

const wordsOf = (content: readonly Inline[]): string =>
  content.map((inline) => (inline.kind === 'text' || inline.kind === 'code' ? inline.text : '')).join('');

/** The first heading of the first level, where nothing stands above it; else the name of the file. */
const withTitle = (blocks: readonly Block[], document: Document): { readonly title: readonly Inline[]; readonly rest: readonly Block[] } => {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'heading' || first.level !== 1) return { title: [text(basename(document.path).replace(/\.(?:md|claim)$/, ''))], rest: raised(blocks) };
  return { title: first.content, rest: raised(rest) };
};

/** Below the title, sections begin at the first level. */
const raised = (blocks: readonly Block[]): readonly Block[] => {
  const least = Math.min(...blocks.map((block) => (block.kind === 'heading' ? block.level : Infinity)));
  return blocks.map((block) => (block.kind === 'heading' ? { ...block, level: block.level - least + 1 } : block));
};

// ── What is said once ────────────────────────────────────────────────────────────────────────────────────────

/** Nothing is said of what does not occur. */
const dimensionSentences = (blocks: readonly Block[]): readonly (readonly Inline[])[] => {
  if (mentionsState(blocks)) return [[text('Here '), math('x \\in \\mathbb{R}^n'), text(' for any '), math('n'), text('.')]];
  return mentionsDimension(blocks) ? [[text('Here '), math('n'), text(' is any dimension.')]] : [];
};

const conventions = ({ document, results }: ArticleRequest, blocks: readonly Block[]): readonly Block[] => {
  const sentences: readonly (readonly Inline[])[] = [
    ...(document.dimension === null && results.length > 0 ? dimensionSentences(blocks) : []),
    ...markMeanings(results),
  ];
  return sentences.length === 0 ? [] : [paragraph(...sentences.flatMap((s, i) => (i === 0 ? s : [text(' '), ...s])))];
};

const notFoundBlocks = (notFound: readonly NotFound[]): readonly Block[] => (notFound.length === 0 ? [] : [
  { kind: 'heading', level: 1, content: [text('What was not found')] },
  { kind: 'list', ordered: false, start: 1, items: notFound.map(({ what, reason }) => [paragraph(text(`${what}: ${inOneLine(reason)}.`))]) },
]);

/** Of a frame with a caret, which points into what was typed, the message. */
const inOneLine = (reason: string): string => (reason.includes('\n') ? reason.slice(0, reason.indexOf('\n')).replace(/^error\[\w+\]: /, '') : reason);
