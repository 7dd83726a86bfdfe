/**
 * Families of settings of a document: what its symbols stand for, said in its own language.
 *
 * A symbol that is not spoken of is drawn freely, with its declared shape, symmetry and sign (src/numeric/families). Densities that
 * must solve a Fokker–Planck equation are carried mixtures, and the drift is the formula that makes it so; costs are the
 * formulas that make a freely drawn value a value. So every list of integers gives a well-posed setting, with full noise that depends on
 * x wherever the document allows it.
 *
 * The first choice is which of the family's settings it is, dimension and temperament; zeros give the simplest one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Condition, Expression, Field, Parameter, Space } from '../../src/kernel/expression.ts';
import { parseExpressionIn, readDocument } from '../../src/language/document.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import type { Drawn } from '../../src/numeric/families/document.ts';
import { documentFamily } from '../../src/numeric/families/document.ts';
import { familyOf } from '../../src/numeric/families/drawing.ts';
import type { Temperament } from '../../src/numeric/families/fields.ts';
import type { Choice, Family } from '../../src/numeric/instance/family.ts';
import type { ClosedForm } from '../../src/numeric/instance/instance.ts';
import { ROOT } from '../replay.ts';
import type { MovingMixture } from './moving-mixture.ts';
import { drawMovingMixture } from './moving-mixture.ts';
import type { Setting } from './setting.ts';
import type { Start } from './solved-in-time.ts';
import { solvedInTime } from './solved-in-time.ts';

export type Kind = readonly [dimension: number, temperament: Temperament];

export interface Given {
  /** Below derivations/, without `.md`. */
  readonly document: string;
  /** Apart from other families of the same document. */
  readonly name: string;
  /** Declarations beyond those of the document. */
  readonly adds?: string;
  /** A density and the velocity that carries it. */
  readonly carried?: readonly (readonly [density: string, velocity: string])[];
  /** Formulas in the document's language; of a field at its own slots. */
  readonly formulas?: Readonly<Record<string, string>>;
  /** Functions that decay in space. */
  readonly decaying?: readonly string[];
  /** Variables of what stands in an exponent under an integral. */
  readonly confined?: readonly string[];
  /** Scalars concave in their controls; else convex. */
  readonly concave?: boolean;
  /** Components of the spaces that the document names, beside n. */
  readonly spaces?: Readonly<Record<Space, number>>;
  readonly kinds: readonly Kind[];
  /** Functions of time that are assumed to solve equations: what they are at time 0, or at the horizon T. */
  readonly odes?: Readonly<Record<string, { readonly from: 'start' | 'horizon'; readonly value: string }>>;
  /** x > 0 in every claim. */
  readonly positive?: boolean;
  /** Further conditions on what is drawn, such as `r + N^2 P > 0`. */
  readonly where?: readonly string[];
}

const MODES = 2;

/** The document with the declarations that the family adds. Throws where these are wrong. */
export const documentOf = (given: Given): Document => {
  const path = join('derivations', `${given.document}.md`);
  const text = readFileSync(join(ROOT, path), 'utf8');
  const document = readDocument(given.adds === undefined ? text : `${text}\n\`\`\`claim\n${given.adds}\n\`\`\`\n`, path);
  if (document.diagnostics.length > 0) throw new Error(`${path}: ${document.diagnostics.map((d) => d.message).join('; ')}`);
  return document;
};

const parsed = (given: Given, document: Document, text: string): Expression => {
  const { expression, diagnostics } = parseExpressionIn(text, document);
  if (expression === null) throw new Error(`${given.document}: ${text}: ${diagnostics.map((d) => d.message).join('; ')}`);
  return expression;
};

const formulasOf = (given: Given, document: Document): ReadonlyMap<string, Expression> => new Map(Object.entries(given.formulas ?? {}).map(([name, text]) => {
  if (!document.symbols.has(name)) throw new Error(`${given.document} declares no ${name}`);
  return [name, parsed(given, document, text)];
}));

const startsOf = (given: Given, document: Document): Readonly<Record<string, Start>> => Object.fromEntries(
  Object.entries(given.odes ?? {}).map(([name, { from, value }]) => [name, { from, value: parsed(given, document, value) }]));

const spacesOf = (given: Given, document: Document, dimension: number): ReadonlyMap<Space, number> => {
  const named = [...document.symbols.values()].flatMap((s) => (s.kind === 'variable' ? (s.space === null ? [] : [s.space]) : s.shape));
  return new Map([...new Set(['n', ...named])].map((space) => [space, space === 'n' ? dimension : given.spaces?.[space] ?? dimension + 1]));
};

const nameOfKind = ([dimension, temperament]: Kind): string => `d = ${dimension}, ${temperament}`;

const settingFamily = (given: Given, document: Document, kind: Kind): Family<Setting> => {
  const [dimension, temperament] = kind;
  const spaces = spacesOf(given, document, dimension);
  const formulas = formulasOf(given, document);
  const carried = given.carried ?? [];
  const starts = startsOf(given, document);
  const said = new Set([...formulas.keys(), ...carried.flat(), ...Object.keys(starts)]);
  const free = [...document.symbols.values()].filter((s): s is Parameter | Field => s.kind !== 'variable' && !said.has(s.name));
  const symbols: Family<Drawn> = documentFamily({
    parameters: free.filter((s): s is Parameter => s.kind === 'parameter'), fields: free.filter((s): s is Field => s.kind === 'field'),
    gradients: new Map(), divergenceFree: new Set(), decaying: new Set(given.decaying ?? []), confined: new Set(given.confined ?? []), horizons: new Set(['T']),
  }, spaces, temperament, given.concave ?? false);
  const mixtures: Family<readonly MovingMixture[]> = familyOf({ name: 'carried', about: 'carried mixtures', hides: null }, (draw) =>
    carried.map(([density]) => drawMovingMixture(draw, density, dimension, MODES)));
  return {
    name: nameOfKind(kind), about: symbols.about, hides: symbols.hides, choices: [...mixtures.choices, ...symbols.choices],
    build: (drawn) => {
      const moving = mixtures.build(drawn.slice(0, mixtures.choices.length));
      const closed = new Map<string, ClosedForm>(carried.flatMap(([density, velocity], k) => {
        const mixture = moving[k] as MovingMixture;
        return [[density, mixture.density], [velocity, mixture.velocity]];
      }));
      const setting: Setting = { document, dimension, spaces, closed, formulas, solved: new Map(), drawn: symbols.build(drawn.slice(mixtures.choices.length)) };
      return Object.keys(starts).length === 0 ? setting : solvedInTime(starts, setting);
    },
  };
};

/** One of several families: the first choice says which, and each has choices of its own, so that all shrink by themselves. */
const oneOf = (about: Pick<Family<Setting>, 'name' | 'about' | 'hides'>, families: readonly Family<Setting>[]): Family<Setting> => {
  const starts = families.map((_, k) => 1 + families.slice(0, k).reduce((sum, f) => sum + f.choices.length, 0));
  const which: readonly Choice[] = [{ name: 'setting', least: 0, most: families.length - 1 }];
  return {
    ...about, choices: [...which, ...families.flatMap((f) => f.choices.map((c) => ({ ...c, name: `${c.name} (${f.name})` })))],
    build: (drawn) => {
      const k = drawn[0] ?? 0;
      const [family, start] = [families[k], starts[k]];
      if (family === undefined || start === undefined) throw new RangeError(`there is no setting ${k}`);
      return family.build(drawn.slice(start, start + family.choices.length));
    },
  };
};

export const settingsOf = (given: Given, document: Document): Family<Setting> => {
  const kinds = document.dimension === null ? given.kinds : given.kinds.filter(([dimension]) => dimension === document.dimension);
  return oneOf(
    { name: `${given.document}: ${given.name}`, about: kinds.map(nameOfKind).join('; '), hides: null },
    kinds.map((kind) => settingFamily(given, document, kind)),
  );
};

/** A claim of the document, with the conditions that the family adds. */
export const claimIn = (given: Given, document: Document, claim: Claim): Claim => {
  const relation = (text: string): Condition => {
    const [left = '', right = ''] = text.split('>');
    return { relation: '>', left: parsed(given, document, left), right: parsed(given, document, right) };
  };
  return { ...claim, where: [...claim.where, ...[...(given.positive === true ? ['x > 0'] : []), ...(given.where ?? [])].map(relation)] };
};
