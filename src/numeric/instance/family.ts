/**
 * A family of random instances: a flat list of small integers, and how to build an instance from them.
 *
 * The same family serves the command line, which draws the integers from a counter-based stream, and the property tests,
 * which let fast-check draw and shrink them. Each integer is written so that 0 gives the simplest instance; nothing that is
 * drawn is ever rejected: every list of integers within the bounds builds a well-posed instance.
 */
export interface Choice {
  readonly name: string;
  /** least ≤ 0 ≤ most. */
  readonly least: number;
  readonly most: number;
}

export interface Family<Built> {
  readonly name: string;
  /** What its instances are, in a line. */
  readonly about: string;
  /** Which errors it cannot show, in a line; null: none that is known. Such a family is never used alone. */
  readonly hides: string | null;
  readonly choices: readonly Choice[];
  /** One integer a choice. */
  readonly build: (drawn: readonly number[]) => Built;
}
