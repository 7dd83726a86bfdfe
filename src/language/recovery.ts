/**
 * After an error in a declaration its names are taken as declared, but broken: what uses them is passed over, so that
 * one mistake is one message.
 */
import type { Scope } from './scope.ts';
import { normaliseName } from './spelling.ts';
import { isOpeningWord } from './words.ts';

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;
const HEADS = /^(?:param|field|variable|control|process|density|stationary\s+density|expectation|problem|value|let)\b/;

/** Marks the names that a failed statement would have declared: those before its first `:`, `=` or `of`. */
export const breakNames = (scope: Scope, text: string): void => {
  const head = HEADS.exec(text)?.[0];
  if (head === undefined) return;
  const rest = text.slice(head.length);
  const end = rest.search(/[:=]|\bof\b/);
  const declared = end < 0 ? rest : rest.slice(0, end);
  const pair = /^\s*\(([^()]*)\)/.exec(declared)?.[1];
  if (pair !== undefined) scope.breakName(`(${normaliseName(pair.replaceAll(/\s/g, ''))})`);
  for (const word of declared.match(WORD) ?? []) {
    const name = normaliseName(word);
    if (!isOpeningWord(name)) scope.breakName(name);
  }
};
