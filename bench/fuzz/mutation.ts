/**
 * Short inputs made from the documents under derivations/: all declarations of a document and one of its claims, with
 * one to three small changes.
 */
import type { Document } from '../../src/language/statement.ts';
import type { Random } from './random.ts';

/** A document cut into what a claim needs: everything that is no claim, and the claims one by one. */
export interface Pieces {
  readonly declarations: string;
  readonly claims: readonly string[];
}

const FENCE = /^```claim[^\n]*\n([\s\S]*?)^```/gm;

/** The text of all claim blocks, without the claims; they are given by their place in the text. */
export const piecesOf = (document: Document): Pieces => {
  const { source, claims } = document;
  const blocks = [...source.matchAll(FENCE)].map((m) => {
    const start = m.index + m[0].indexOf('\n') + 1;
    return { start, end: start + (m[1] ?? '').length };
  });
  const declarations = blocks.map(({ start, end }) => {
    let text = source.slice(start, end);
    for (const { span } of claims.toReversed()) {
      if (span.start >= start && span.end <= end) text = text.slice(0, span.start - start) + text.slice(span.end - start);
    }
    return text;
  });
  return { declarations: declarations.join('\n'), claims: claims.map((c) => source.slice(c.span.start, c.span.end)) };
};

const SCRAPS = [
  '-', '+', '^2', '1/2 ', 'grad ', 'div ', 'lap ', '∂t ', '(', ')', 'p', 'x', 't', ' · ', '^T', '0', ' = ', '|', 'log ',
  'exp ', '[', ']', ', ', ': ', '"', '\n', '\n  ', '#', '$', '∇', '´', '\u0000', '\u202e', '𝕏', '10^99', '0.0', '1/0', 'T-t',
] as const;

const change = (random: Random, text: string): string => {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + random.below(6));
  switch (random.below(5)) {
    case 0: return text.slice(0, at) + text.slice(to);
    case 1: return text.slice(0, at) + random.pick(SCRAPS) + text.slice(at);
    case 2: return text.slice(0, at) + random.pick(SCRAPS) + text.slice(to);
    case 3: return text.slice(0, to) + text.slice(at);
    default: {
      const words = text.split(/(\s+)/);
      const [i, j] = [random.below(words.length), random.below(words.length)];
      [words[i], words[j]] = [words[j] ?? '', words[i] ?? ''];
      return words.join('');
    }
  }
};

/** Changes fall on the claim three times in four, otherwise on the declarations. */
export const mutated = (random: Random, documents: readonly Pieces[]): string => {
  const { declarations, claims } = random.pick(documents);
  let [before, claim] = [declarations, random.pick(claims)];
  for (let edits = random.below(3); edits >= 0; edits -= 1) {
    if (random.below(4) === 0) before = change(random, before);
    else claim = change(random, claim);
  }
  return `${before}\n${claim}\n`;
};
