/**
 * What can be typed after `hopfcole`, as plain data: the shells' completions are written from it.
 */
export interface OptionOutline {
  /** `--seed`. */
  readonly long: string;
  /** `-o`, or null. */
  readonly short: string | null;
  readonly description: string;
  readonly takesValue: boolean;
  /** The words that fit as its value; none: anything, or a file. */
  readonly values: readonly string[];
}

export interface CommandOutline {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionOutline[];
  /** The words that fit as its argument; none: files. */
  readonly values: readonly string[];
}

export type Outline = readonly CommandOutline[];
