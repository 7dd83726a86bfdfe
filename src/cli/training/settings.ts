/**
 * What is asked of a training on the command line, whatever is trained.
 */
import type { Engine } from '../../networks/engine/engine.ts';
import type { EngineName } from './choices.ts';

export interface TrainingFlags {
  readonly engine: EngineName;
  readonly seed: number;
  /** null: what the recipe takes. */
  readonly steps: number | null;
  readonly batch: number | null;
  readonly rate: number | null;
}

/** What a training is given besides: its engine, and who listens. */
export interface Underway {
  readonly engine: Engine;
  readonly signal: { readonly aborted: boolean };
  readonly onProgress: (done: number, of: number) => void;
}

export const loadEngine = async (name: EngineName): Promise<Engine> => {
  switch (name) {
    case 'wasm': return (await import('../../networks/engine/wasm.ts')).wasmEngine();
    case 'plain': return (await import('../../networks/engine/plain.ts')).plainEngine;
    case 'tensorflow': return (await import('../../networks/engine/tensorflow.ts')).tensorflowEngine();
  }
};
