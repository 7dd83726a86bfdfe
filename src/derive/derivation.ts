/**
 * A derivation before it is proved: sections of numbered steps, each with the statements that say what follows.
 *
 * A derivation is written as a document of the claim language (write-document.ts), which is read back and checked like
 * any other. Nothing of it is shown that was not proved there: the steps below are proposals.
 */
import type { Condition, Expression } from '../kernel/expression.ts';
import type { Process } from '../language/statement.ts';
import type { RuleName } from '../calculus/rules.ts';

/** A formula inside a sentence. */
export type Formula =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'equation'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'process'; readonly process: Process };

/** Plain words and formulas in turn. Words may cite: `[@anderson1982]`, a key of calculus/sources.ts. */
export type Prose = readonly (string | Formula)[];

/** What is claimed: the text after `claim "name":`, in the claim language. */
export interface Statement {
  /** Without it, the title of its step. Names are unique in a derivation; the composer adds a number where they are not. */
  readonly name?: string;
  /** Between the name and the colon: `where x > 0`. */
  readonly where?: string;
  readonly text: string;
}

export interface Step {
  /** `Fokker–Planck equation` */
  readonly title: string;
  /** The rule of calculus that the step applies: its name and source are printed with it. */
  readonly rule: RuleName;
  /** What is done, in a sentence or two, before the formulas. */
  readonly prose: Prose;
  /** Statements of the claim language that the claims of this step, and later ones, need: `density p(x,t) of X`. */
  readonly declarations: readonly string[];
  readonly claims: readonly Statement[];
  /**
   * `derived`: it follows by calculus, and not proving it is a fault of this program. `proposed`: a guess (a closed
   * form, an ansatz, a condition); where it is not proved it is left out and reported as not found.
   */
  readonly standing: 'derived' | 'proposed';
}

export interface Section {
  readonly heading: string;
  readonly steps: readonly Step[];
}

/** What was looked for and not found, or cannot be had, and why. */
export interface NotFound {
  readonly what: string;
  /** `the Hamiltonian is linear in u` */
  readonly reason: string;
  /** The user asked for it by name, as for an ansatz: not finding it is a failure of the run. */
  readonly requested?: true;
}

/** What a module of this folder gives back for one process or problem. */
export interface Derived {
  readonly sections: readonly Section[];
  readonly notFound: readonly NotFound[];
}

/**
 * Prose with formulas: say`The drift is ${b}, so that ${equation(left, right)}.`
 * A text among the values is kept as words.
 */
export const say = (words: TemplateStringsArray, ...values: readonly (string | Expression | Formula)[]): Prose =>
  words.flatMap((text, k): (string | Formula)[] => {
    const value = values[k];
    const own = text === '' ? [] : [text];
    return value === undefined ? own : [...own, typeof value === 'string' ? value : formulaOf(value)];
  });

/** `left = right` as a formula of a sentence. */
export const equation = (left: Expression, right: Expression): Formula => ({ kind: 'equation', left, right });

const formulaOf = (value: Expression | Formula): Formula => (isFormula(value) ? value : { kind: 'expression', expression: value });

const isFormula = (value: Expression | Formula): value is Formula =>
  value.kind === 'expression' || value.kind === 'equation' || value.kind === 'condition' || value.kind === 'process';
