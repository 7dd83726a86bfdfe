/**
 * The part of TensorFlow.js that its engine uses, written out, so that the project is type-checked on machines that do not have
 * it. Everything is in floats; shapes are arrays of whole numbers.
 */
export interface Tensor {
  readonly shape: readonly number[];
  /**
   * A copy of its numbers. Not to be returned from `tidy`, which looks for tensors in whatever it is given, number by number.
   */
  dataSync(): Float32Array;
  dispose(): void;
}

/** A function of tensors with a gradient of its own; `gradFunc` gets the gradient by the value, and what was saved. */
export type WithGradient<Arguments extends readonly Tensor[]> = (
  ...given: [...Arguments, (saved: readonly Tensor[]) => void]
) => {
  readonly value: Tensor;
  readonly gradFunc: (dy: Tensor, saved: readonly Tensor[]) => Tensor | readonly Tensor[];
};

export interface TensorLibrary {
  setBackend(name: string): Promise<boolean>;
  /** Named from the moment that it is to be set, and so also where it did not start. */
  getBackend(): string | undefined;
  /** When the backend has started, or another one in its place. */
  ready(): Promise<void>;
  memory(): { readonly numTensors: number; readonly numBytes: number };

  tensor(values: Float32Array, shape: readonly number[]): Tensor;
  scalar(value: number): Tensor;
  zeros(shape: readonly number[]): Tensor;
  /** Disposes what was made inside, but for what is returned. */
  tidy<T extends Tensor | readonly Tensor[]>(run: () => T): T;
  keep(tensor: Tensor): Tensor;

  /** A number stands for a scalar. */
  add(a: Tensor | number, b: Tensor | number): Tensor;
  sub(a: Tensor | number, b: Tensor | number): Tensor;
  mul(a: Tensor | number, b: Tensor | number): Tensor;
  div(a: Tensor | number, b: Tensor | number): Tensor;
  sqrt(a: Tensor): Tensor;
  sigmoid(a: Tensor): Tensor;

  /** Of each matrix of a stack with the matrix of the other at the same place. */
  matMul(a: Tensor, b: Tensor): Tensor;
  transpose(a: Tensor, axes: readonly number[]): Tensor;
  reshape(a: Tensor, shape: readonly number[]): Tensor;
  slice(a: Tensor, begin: readonly number[], size: readonly number[]): Tensor;
  concat(parts: readonly Tensor[], axis: number): Tensor;
  /** `widths`: for each axis, how many times `value` is written before and after. */
  pad(a: Tensor, widths: readonly (readonly [number, number])[], value: number): Tensor;

  customGrad<Arguments extends readonly Tensor[]>(f: WithGradient<Arguments>): (...given: Arguments) => Tensor;
  /** The gradients of a scalar by each of its arguments. */
  grads(f: (...given: readonly Tensor[]) => Tensor): (given: readonly Tensor[]) => readonly Tensor[];
}

/** Of the package with the WebAssembly backend. */
export interface BackendLibrary {
  /** The folder of the modules, with a slash at its end; before the backend is started. */
  setWasmPaths(folder: string): void;
}
