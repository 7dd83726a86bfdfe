/**
 * A Python process with SymPy loaded, asked one task after the other: `NAME DIMENSION SECONDS` in, one line of JSON out.
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './documents.ts';
import { pythonWithSympy } from './python.ts';

/** SymPy's time for one task; beyond it, the peer has no figure. */
const SECONDS = 20;

export interface Answer {
  /** null: out of time. */
  readonly milliseconds: number | null;
  readonly proved: boolean;
}

export class Peer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  private constructor(python: string, script: string) {
    this.#child = spawn(python, [join(ROOT, 'bench', script)]);
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** null: there is no SymPy. */
  static start(script: string): Peer | null {
    const python = pythonWithSympy();
    return python === null ? null : new Peer(python, script);
  }

  async ask(name: string, dimension: number): Promise<Answer> {
    this.#child.stdin.write(`${name} ${dimension} ${SECONDS}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error('the SymPy process ended');
    return JSON.parse(line.value) as Answer;
  }

  stop(): void {
    this.#child.stdin.end();
  }
}
