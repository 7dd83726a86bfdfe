/**
 * Which claims `--only` means: those whose name contains the pattern, or those of a place `file.md:12`.
 *
 * Upper and lower case are the same, and `*` stands for anything. With several patterns one has to fit.
 */
export interface Selectable {
  readonly name: string;
  readonly line: number;
}

const PLACE = /^(?<file>.+):(?<line>\d+)$/;

const isPlace = (pattern: string, document: string, claim: Selectable): boolean => {
  const place = PLACE.exec(pattern)?.groups;
  if (place?.['file'] === undefined || Number(place['line']) !== claim.line) return false;
  return document === place['file'] || document.endsWith(`/${place['file']}`);
};

/** The parts of the pattern between the stars have to follow each other in the text. */
const isIn = (pattern: string, text: string): boolean => {
  let from = 0;
  for (const part of pattern.toLowerCase().split('*')) {
    const found = text.toLowerCase().indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return true;
};

export const isSelected = (patterns: readonly string[], document: string, claim: Selectable): boolean =>
  patterns.length === 0 || patterns.some((p) => isIn(p, claim.name) || isPlace(p, document, claim));
