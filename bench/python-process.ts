/**
 * A Python process that is kept open and answers one line with one line, in order: what the peers of SymPy and SciPy share.
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './documents.ts';

export class PythonProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #complaints = '';

  /** `script` is a file of bench/. */
  constructor(python: string, script: string, environment: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(python, [join(ROOT, 'bench', script)], { env: { ...process.env, ...environment } });
    this.#child.stderr.on('data', (text: Buffer) => { this.#complaints += text.toString(); });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async ask(line: string): Promise<string> {
    this.#child.stdin.write(`${line}\n`);
    const answer = await this.#lines.next();
    if (answer.done === true) throw new Error(`the Python process ended: ${this.#complaints}`);
    return answer.value;
  }

  stop(): void {
    this.#child.stdin.end();
  }
}
