/**
 * A Python process with SymPy loaded, asked one task after the other: `NAME DIMENSION SECONDS` in, one line of JSON out.
 */
import { PythonProcess } from './python-process.ts';
import { pythonWithSympy } from './python.ts';

/** SymPy's time for one task; beyond it, the peer has no figure. */
const SECONDS = 20;

export interface Answer {
  /** null: out of time. */
  readonly milliseconds: number | null;
  readonly proved: boolean;
}

export class Peer {
  readonly #process: PythonProcess;

  private constructor(python: string, script: string) {
    this.#process = new PythonProcess(python, script);
  }

  /** null: there is no SymPy. */
  static start(script: string): Peer | null {
    const python = pythonWithSympy();
    return python === null ? null : new Peer(python, script);
  }

  async ask(name: string, dimension: number): Promise<Answer> {
    return JSON.parse(await this.#process.ask(`${name} ${dimension} ${SECONDS}`)) as Answer;
  }

  stop(): void {
    this.#process.stop();
  }
}
