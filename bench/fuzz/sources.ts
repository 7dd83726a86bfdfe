/**
 * The documents under derivations/ in pieces, from which inputs are made.
 */
import { readDocument } from '../../src/language/document.ts';
import { derivations } from '../documents.ts';
import type { Pieces } from './mutation.ts';
import { piecesOf } from './mutation.ts';

export const pieces = (): readonly Pieces[] =>
  derivations().map(({ path, text }) => piecesOf(readDocument(text, path))).filter(({ claims }) => claims.length > 0);
