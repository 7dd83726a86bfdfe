/**
 * What a command may touch: two streams, the checker, and the wish of the user to stop.
 *
 * Commands get this as a parameter and use no global, so that a test can put anything in its place.
 */
import type { Dependencies } from './dependencies.ts';

export interface Output {
  readonly write: (text: string) => void;
  /** Writes past the stream's queue: in the middle of what Control-C may break off, which would leave a stream half done. */
  readonly writeNow?: (text: string) => void;
  readonly coloured: boolean;
  /** A terminal whose cursor may be moved. */
  readonly interactive: boolean;
  /** Columns of the terminal; Infinity where there is none. */
  readonly columns: number;
}

export interface Surroundings {
  /** For results. */
  readonly stdout: Output;
  /** For diagnostics and progress. */
  readonly stderr: Output;
  readonly dependencies: Dependencies;
  /** Aborted when the user wants to stop. */
  readonly interruption: AbortSignal;
}

/** Something is wrong with how the program was called: its message is printed, and the exit code is 64. */
export class UsageError extends Error {}

/** Control-C while a claim was being decided. */
export class Interrupted extends Error {}
