/**
 * Colours by what they mean. The only file that knows the colour library.
 */
import picocolors from 'picocolors';

type Dye = (text: string) => string;

export interface Paint {
  readonly passed: Dye;
  readonly failed: Dye;
  readonly undecided: Dye;
  /** What may be skipped when reading. */
  readonly faint: Dye;
  readonly strong: Dye;
  /** Advice. */
  readonly hint: Dye;
  readonly heading: Dye;
}

export const paint = (coloured: boolean): Paint => {
  const colours = picocolors.createColors(coloured);
  return {
    passed: colours.green,
    failed: colours.red,
    undecided: colours.yellow,
    faint: colours.dim,
    strong: colours.bold,
    hint: colours.cyan,
    heading: colours.underline,
  };
};
