/**
 * From the words on the command line to an exit code. Never throws, and never takes an error of its own for a verdict.
 */
import type { ExitCode } from './exit-code.ts';
import type { Surroundings } from './surroundings.ts';
import { EXIT } from './exit-code.ts';
import { buildProgram, exitCodeOfReading } from './program.ts';
import { Interrupted, UsageError } from './surroundings.ts';

const internalError = (error: unknown): string => {
  const what = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  return `internal error: this is a fault of hopfcole, and no verdict about any claim\n${what}\n`;
};

/** The disk of a redirected stream is full, or the like: nobody's fault, but no verdict can be told. */
const isFailedWrite = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && error.syscall === 'write';

/** The message of an error that ended the program, and its exit code. */
export const endedBy = (error: unknown): { readonly code: ExitCode; readonly message: string } => {
  const code = exitCodeOfReading(error);
  if (code !== null) return { code, message: '' };
  if (error instanceof UsageError) return { code: EXIT.usage, message: `error: ${error.message}\n` };
  if (error instanceof Interrupted) return { code: EXIT.interrupted, message: 'interrupted\n' };
  if (isFailedWrite(error)) return { code: EXIT.internal, message: `error: the output cannot be written: ${error.message}\n` };
  return { code: EXIT.internal, message: internalError(error) };
};

/** `words` are what follows the program's name. */
export const commandLine = async (words: readonly string[], surroundings: Surroundings): Promise<ExitCode> => {
  let code: ExitCode = EXIT.passed;
  try {
    const program = buildProgram(surroundings, async (action) => {
      code = await action();
    });
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    const ended = endedBy(error);
    surroundings.stderr.write(ended.message);
    return ended.code;
  }
};
