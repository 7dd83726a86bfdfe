/**
 * What passes between the fuzz run's main thread and its worker.
 */
export interface Job {
  readonly seed: number;
  readonly first: number;
  readonly last: number;
  /** The budget of a claim. */
  readonly milliseconds: number;
  readonly shared: SharedArrayBuffer;
}

export interface Outcome {
  readonly number: number;
  readonly kind: string;
  readonly endings: readonly string[];
  readonly milliseconds: number;
  readonly input: string;
  readonly thrown?: string;
}

export type Message =
  | { readonly kind: 'counts'; readonly counts: Readonly<Record<string, number>> }
  | { readonly kind: 'finding'; readonly outcome: Outcome };
