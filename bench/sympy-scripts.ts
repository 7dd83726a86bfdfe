/**
 * Python scripts that need SymPy, run one after the other as `python3 - ARGUMENTS` runs them, by one process that has
 * loaded SymPy once (half a second of processor time that each script would spend).
 */
import { PythonProcess } from './python-process.ts';
import { pythonWithSympy } from './python.ts';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** null: there is no SymPy. It is looked for once. */
export const PYTHON: string | null = pythonWithSympy();

let running: PythonProcess | null = null;

/** What a script printed, and its exit status. The process is started by the first script. */
export const runScript = async (script: string, scriptArguments: readonly string[]): Promise<Ran> => {
  if (PYTHON === null) throw new Error('there is no Python with SymPy');
  running ??= new PythonProcess(PYTHON, 'sympy_scripts.py', { PYTHONIOENCODING: 'utf-8' });
  return JSON.parse(await running.ask(JSON.stringify({ script, arguments: scriptArguments }))) as Ran;
};

/** Ends the process when it has answered; the next script starts another one. */
export const stopScripts = (): void => {
  running?.stop();
  running = null;
};
