/**
 * A stream of random numbers that is a function of its key: any number of it can be drawn again by its position.
 */
export interface Stream {
  /** A stream of its own for each label: independent of this one and of the others. */
  readonly split: (label: number | string) => Stream;
  /** The uniform number of this index, in (0, 1): the midpoint of one of 2^32 cells. */
  readonly uniform: (index: number) => number;
  /** The standard normal number of this index. */
  readonly normal: (index: number) => number;
  /** An integer in [least, most], uniform. */
  readonly integer: (index: number, least: number, most: number) => number;
}
