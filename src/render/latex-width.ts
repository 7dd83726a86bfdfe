/**
 * How wide a formula is when it is set, in characters of half an em: 69 of them fill a line of the article class.
 *
 * The estimate reads the LaTeX that was printed: letters have their widths of Computer Modern, scripts are small,
 * of a fraction the wider half counts, operators and relations come with the space that TeX puts around them.
 */
import { BRACKETS, LETTERS, NAMED, ROMAN, SPACES, operatorOf } from './latex-glyphs.ts';

const CHARACTER = 500;
/** Letters of scripts, and of scripts of scripts; smaller fonts are wider than they are small. */
const smaller = (scale: number): number => (scale === 1 ? 0.79 : 0.68);

/** In characters of half an em. */
export const latexWidth = (latex: string): number => measure({ text: latex, from: 0 }, 1, LETTERS).width / CHARACTER;

interface Place {
  readonly text: string;
  from: number;
}
type Font = Readonly<Record<string, number>>;

interface Measured {
  readonly width: number;
}

/** Up to the end of the text, or the brace that closes the group. Mends `from`. */
const measure = (place: Place, scale: number, font: Font): Measured => {
  let width = 0;
  let scripts = 0;
  let opens = true;
  while (place.from < place.text.length) {
    const token = nextToken(place);
    if (token === '}') break;
    if (token === '_' || token === '^') {
      const script = argument(place, smaller(scale), font);
      width += Math.max(0, script - scripts);
      scripts = Math.max(scripts, script);
      continue;
    }
    if (scripts > 0) width += 50;
    scripts = 0;
    width += widthOf(token, place, scale, font, opens);
    opens = token === '=' || token === '(' || token === '&';
  }
  return { width: width + (scripts > 0 ? 50 : 0) };
};

const TOKEN = /\\(?:[A-Za-z]+\*?|[^A-Za-z])|[^]/gu;

const nextToken = (place: Place): string => {
  TOKEN.lastIndex = place.from;
  const token = TOKEN.exec(place.text)?.[0] ?? ' ';
  place.from += token.length;
  return token;
};

/** The width of a macro's argument: a group, or one token. */
const argument = (place: Place, scale: number, font: Font): number => {
  while (place.text[place.from] === ' ') place.from += 1;
  const token = nextToken(place);
  if (token === '{') return measure(place, scale, font).width;
  const macro = token.startsWith('\\') ? token : '';
  return macro === '' ? letter(token, scale, font) : widthOf(macro, place, scale, font, true);
};

const letter = (token: string, scale: number, font: Font): number => scale * (font[token] ?? LETTERS[token] ?? 500);

const widthOf = (token: string, place: Place, scale: number, font: Font, opens: boolean): number => {
  const inFormula = font === LETTERS;
  if (token === '{') return measure(place, scale, font).width;
  if (token === ' ' || token === '&') return inFormula ? 0 : 333 * scale;
  if (!token.startsWith('\\')) return letter(token, scale, font) + (inFormula ? spaceAround(token, scale, opens) : 0);
  switch (token) {
    case '\\frac': case '\\dfrac': return 240 + Math.max(argument(place, scale, font), argument(place, scale, font));
    case '\\tfrac': return 240 + Math.max(argument(place, smaller(scale), font), argument(place, smaller(scale), font));
    case '\\sqrt': return 950 * scale + argument(place, scale, font);
    case '\\mathrm': case '\\operatorname': case '\\operatorname*': case '\\text': case '\\mathbf':
      return argument(place, scale, ROMAN) + (token.startsWith('\\operatorname') ? 333 * scale : 0);
    case '\\mathbb': case '\\mathcal': case '\\mathit': return argument(place, scale, font) * 1.15;
    default: return namedWidth(token, place, scale);
  }
};

const namedWidth = (token: string, place: Place, scale: number): number => {
  const bracket = BRACKETS[token];
  if (bracket !== undefined) {
    nextToken(place);
    return bracket;
  }
  const space = SPACES[token];
  if (space !== undefined) return space;
  const operator = operatorOf(token);
  if (operator !== null) return scale * ([...operator].reduce((sum, l) => sum + (ROMAN[l] ?? 500), 0) + 333);
  return scale * (NAMED[token] ?? 600) + spaceAround(token, scale, false);
};

/** In scripts there is none. */
const spaceAround = (token: string, scale: number, opens: boolean): number => {
  if (scale < 1) return 0;
  if (token === '+' || token === '-' || token === '\\cdot' || token === '\\otimes' || token === '\\times') return opens ? 0 : 444;
  if (token === '=' || token === '<' || token === '>' || token === ':' || RELATIONS.has(token)) return 556;
  return token === ',' || token === ';' ? 167 : 0;
};
const RELATIONS: ReadonlySet<string> = new Set(['\\le', '\\ge', '\\neq', '\\sim', '\\to', '\\propto', '\\mid']);
