/**
 * Makes a long synchronous computation stop at Control-C.
 *
 * A claim is decided without pause, so no signal handler can run meanwhile. Node's script runner can be told to end
 * a running script at SIGINT; so the computation is called from a script. The script is a constant: nothing of a
 * document ever becomes code. What was interrupted may be half done, so the caller must go on with nothing of it.
 *
 * A signal that arrives in the moment between the last turn of the event loop and the start of the script waits for
 * the end of the computation; a second Control-C then ends it.
 */
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { Interrupted } from './surroundings.ts';

const KEY = Symbol.for('hopfcole.computation');
const CALL = new Script("globalThis[Symbol.for('hopfcole.computation')]()");

const isInterruption = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';

/** The value of the computation. Throws what it throws, and `Interrupted` at SIGINT. Does not nest. */
export const interruptible = <T>(computation: () => T): T => {
  if (!isMainThread) return computation();
  const outcome: { value?: T } = {};
  Reflect.set(globalThis, KEY, () => {
    outcome.value = computation();
  });
  try {
    CALL.runInThisContext({ breakOnSigint: true, displayErrors: false });
  } catch (error) {
    throw isInterruption(error) ? new Interrupted('interrupted') : error;
  } finally {
    Reflect.deleteProperty(globalThis, KEY);
  }
  return outcome.value as T;
};
