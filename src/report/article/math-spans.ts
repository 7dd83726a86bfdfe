/**
 * Where the mathematics of a Markdown text is: `$…$` and `$$…$$`, taken out before the text is read as Markdown, which
 * would take `_` and `*` in a formula for emphasis and drop the backslash of `\{`.
 *
 * A dollar opens a formula where no space follows it, and closes it where no space stands before it and no digit after;
 * so `$5 and $6` is money. Code keeps its dollars. Formulas do not go over an empty line.
 */

export interface TakenOut {
  /** The text with a place holder for each formula. */
  readonly text: string;
  readonly formulas: readonly Formula[];
}

export interface Formula {
  /** Between the dollars. */
  readonly source: string;
  readonly display: boolean;
  /** With the dollars. */
  readonly written: string;
}

/** Private-use characters, which are letters to Markdown: a place holder is OPEN, its number in DIGITS, CLOSE. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
const ZERO = 0xe010;

/** A place holder, with its number in the group. */
export const PLACE_HOLDER: RegExp = /\ue000([\ue010-\ue019]+)\ue001/u;

export const placeHolderNumber = (digits: string): number =>
  Number([...digits].map((digit) => (digit.codePointAt(0) ?? ZERO) - ZERO).join(''));

const placeHolder = (number: number): string =>
  `${OPEN}${[...String(number)].map((digit) => String.fromCodePoint(ZERO + Number(digit))).join('')}${CLOSE}`;

/** Code, escapes, displayed and inline formulas, in this order at each place. */
const PIECE = new RegExp([
  String.raw`(?<fence>^ {0,3}(?<marker>\x60{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\k<marker>[\x60~]*[ \t]*$|$(?![\s\S])))`,
  String.raw`(?<code>(?<!\x60)(?<ticks>\x60+)(?!\x60)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!\x60)\k<ticks>(?!\x60))`,
  String.raw`(?<escape>\\[\s\S])`,
  String.raw`\$\$(?<display>(?:(?!\n[ \t]*\n)[^$\\]|\\[\s\S])+)\$\$`,
  String.raw`\$(?<inline>(?![\s$])(?:(?!\n[ \t]*\n)[^$\\]|\\[\s\S])*?(?<!\s))\$(?!\d)`,
].join('|'), 'gmu');

export const takeOutMath = (source: string): TakenOut => {
  const formulas: Formula[] = [];
  const text = source.replaceAll(/[\ue000-\ue019]/gu, '?').replaceAll(PIECE, (written: string, ...more: readonly unknown[]) => {
    const groups = more.at(-1) as Readonly<Record<string, string | undefined>>;
    const { display, inline } = groups;
    if (display === undefined && inline === undefined) return written;
    formulas.push({ source: display ?? inline ?? '', display: display !== undefined, written });
    return placeHolder(formulas.length - 1);
  });
  return { text, formulas };
};

/** The text as it was before the formulas were taken out. */
export const withMath = (text: string, formulas: readonly Formula[]): string =>
  text.replaceAll(new RegExp(PLACE_HOLDER, 'gu'), (_, digits: string) => formulas[placeHolderNumber(digits)]?.written ?? '');
