/**
 * The tapes of a network (places.ts) in its memory, one after the other: one for what is evaluated piece by piece; that of each
 * copy for a batch; then, where derivatives are asked for, those of the copies' tangents.
 *
 * What is evaluated has a tape of its own, so that a loss may ask for it between a batch's way forward and its way back.
 */
import type { NetworkShape } from '../engine.ts';
import type { LentMemory } from './memory.ts';
import type { Places } from './places.ts';
import { FLOAT, padded } from './product.ts';
import { putRows, takeRows } from './rows.ts';

/** A tape with room for so many rows, at a place in bytes. */
export interface Tape {
  readonly at: number;
  readonly capacity: number;
}

/** Rows that are evaluated together: many small pieces take longer, larger ones save nothing. */
export const PIECE = 256;

export class Tapes {
  readonly #shape: NetworkShape;
  readonly #places: Places;
  readonly #start: number;
  readonly #batch: number;

  /** From this place in bytes, for batches of so many rows. */
  constructor(shape: NetworkShape, places: Places, start: number, batch: number) {
    this.#shape = shape;
    this.#places = places;
    this.#start = start;
    this.#batch = padded(batch);
  }

  /** For what is evaluated, of one copy after the other. */
  piece(): Tape {
    return { at: this.#start, capacity: PIECE };
  }

  /** Of a copy's batch; of its tangents: copies + copy. */
  of(index: number): Tape {
    return { at: this.end(index), capacity: this.#batch };
  }

  /** Where so many tapes of batches end. */
  end(count: number): number {
    return this.#start + (PIECE + count * this.#batch) * this.#places.row;
  }

  putInputs(memory: LentMemory, tape: Tape, rows: Float32Array): void {
    putRows(memory.floats(), tape.at / FLOAT, rows, this.#shape.inputs);
  }

  /** Gradients by them, after a way back. */
  takeInputs(memory: LentMemory, tape: Tape, rows: Float32Array): void {
    takeRows(memory.floats(), tape.at / FLOAT, rows, this.#shape.inputs);
  }

  /** Gradients by the outputs, before a way back. */
  putOutputs(memory: LentMemory, tape: Tape, rows: Float32Array): void {
    putRows(memory.floats(), this.#outputs(tape), rows, this.#shape.outputs);
  }

  takeOutputs(memory: LentMemory, tape: Tape, rows: Float32Array): void {
    takeRows(memory.floats(), this.#outputs(tape), rows, this.#shape.outputs);
  }

  #outputs({ at, capacity }: Tape): number {
    return (at + this.#places.levels.at(-1)!.values * capacity) / FLOAT;
  }
}
