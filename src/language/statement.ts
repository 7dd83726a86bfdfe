/**
 * What a document says, after names and types are resolved: declarations with a meaning, and claims about them.
 *
 * Nothing here is differentiated or decided; `calculus` turns each declaration into its partial differential
 * equation, and `check` turns each claim into goals for the kernel.
 */
import type { Condition, Expression, Field, Hypothesis, Parameter, Space, Variable } from '../kernel/expression.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { OpeningWord } from './words.ts';

/** Half-open range of UTF-16 offsets into the source text of the document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One term `G dW` of a stochastic differential. `wiener` names the Brownian motion: equal names, equal noise. */
export interface Noise {
  /** Shape: the block's variable's shape followed by the noise's space ([] for scalar state and scalar noise).
   *  A scalar coefficient of a vector block has been written out as coefficient·I. */
  readonly coefficient: Expression;
  readonly wiener: string;
  /** The number of components of the Brownian motion; null: scalar. */
  readonly space: Space | null;
  readonly stratonovich: boolean;
}

/** dX = drift dt + Σ noise, one block of the state. */
export interface Block {
  /** The name in the differential: X of dX. */
  readonly name: string;
  readonly variable: Variable;
  readonly drift: Expression;
  readonly noises: readonly Noise[];
}

export interface Process {
  readonly kind: 'process';
  /** '' where the process is written out inside a statement. */
  readonly name: string;
  readonly blocks: readonly Block[];
  /** Printed with dt < 0: the clock runs down, drift and noise as written. */
  readonly backward: boolean;
  readonly span: Span;
}

export interface Density {
  readonly kind: 'density';
  readonly field: Field;
  readonly process: Process;
  readonly stationary: boolean;
  readonly span: Span;
}

/** h = E[ e^{−∫r} phi(X_T) + ∫ e^{−∫r} c | X_t = x ], T the horizon. */
export interface Expectation {
  readonly kind: 'expectation';
  readonly field: Field;
  readonly terminal: Expression;
  readonly process: Process;
  readonly discount: Expression | null;
  readonly running: Expression | null;
  readonly horizon: Expression;
  readonly span: Span;
}

export interface Problem {
  readonly kind: 'problem';
  readonly name: string;
  readonly sense: 'minimize' | 'maximize';
  readonly running: Expression;
  /** null: infinite horizon. */
  readonly terminal: Expression | null;
  readonly horizon: Expression | null;
  readonly controls: readonly Variable[];
  readonly process: Process;
  readonly discount: Expression | null;
  readonly span: Span;
}

export interface Value {
  readonly kind: 'value';
  readonly field: Field;
  readonly problem: Problem;
  readonly span: Span;
}

/** An abbreviation; `parameters` are its slots, in the order in which it is called. */
export interface Abbreviation {
  readonly kind: 'let';
  readonly name: string;
  readonly slots: readonly Variable[];
  readonly value: Expression;
  readonly span: Span;
}

export interface Assumption {
  readonly kind: 'assume';
  readonly hypothesis: Hypothesis;
  readonly span: Span;
}

export type Declaration = Process | Density | Expectation | Problem | Value | Abbreviation | Assumption;

export interface ChainStep {
  readonly right: Expression;
  /** The hypothesis or rule named after `by`. */
  readonly by: string | null;
  readonly span: Span;
}

export type ClaimBody =
  | { readonly kind: 'equation'; readonly left: Expression; readonly right: Expression; readonly iff: readonly Condition[] | null; readonly by: string | null }
  | { readonly kind: 'chain'; readonly first: Expression; readonly steps: readonly ChainStep[] }
  | { readonly kind: 'density'; readonly density: Expression; readonly process: Process; readonly stationary: boolean }
  | { readonly kind: 'value'; readonly value: Expression; readonly problem: Problem }
  | {
      readonly kind: 'expectation'; readonly expectation: Expression; readonly terminal: Expression;
      readonly process: Process; readonly discount: Expression | null; readonly running: Expression | null;
      readonly horizon: Expression;
    }
  /** `control = law is optimal for problem`, against the declared value (null) or the one given. */
  | {
      readonly kind: 'optimal'; readonly control: Variable; readonly law: Expression; readonly problem: Problem;
      readonly value: Expression | null;
    }
  /** d(of) = drift dt + Σ noise along process; `noises` by the name of the Brownian motion. A noise coefficient
   *  has the shape of `of` followed by the noise's space, as Itô's formula gives it: for scalar `of`, a vector
   *  that is dotted with dW. */
  | {
      readonly kind: 'differential'; readonly of: Expression; readonly drift: Expression;
      readonly noises: readonly { readonly coefficient: Expression; readonly wiener: string }[];
      readonly process: Process;
      /** Stratonovich noise on the left-hand side: the formula is claimed in Stratonovich form. */
      readonly stratonovich: boolean;
    };

export interface Claim {
  readonly declared: 'claim' | 'refute';
  readonly name: string;
  /** Side conditions after `where`. */
  readonly where: readonly Condition[];
  readonly body: ClaimBody;
  readonly span: Span;
  /** 1-based, of the statement's first character. */
  readonly line: number;
  readonly column: number;
  /** The statement's text as written. */
  readonly text: string;
}

/** One statement of a document, by the word that it begins with. */
export interface Statement {
  readonly word: OpeningWord;
  readonly span: Span;
}

export interface Document {
  readonly path: string;
  readonly source: string;
  /** null: every dimension. */
  readonly dimension: number | null;
  /** Where each statement is that was read without an error, in the order of the text. */
  readonly statements: readonly Statement[];
  /** Declared parameters, variables, controls and fields by name, in the order of the text. */
  readonly symbols: ReadonlyMap<string, Parameter | Variable | Field>;
  /** In the order of the text. */
  readonly declarations: readonly Declaration[];
  /** Every declared field, by name; densities, expectations and values among them. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly claims: readonly Claim[];
  readonly diagnostics: readonly Diagnostic[];
}
