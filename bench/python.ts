/**
 * A Python that has SymPy: `python3` on the path, or the system's own, which is where Debian installs python3-sympy.
 */
import { spawnSync } from 'node:child_process';

const CANDIDATES = ['python3', '/usr/bin/python3'] as const;

const hasSympy = (python: string): boolean =>
  spawnSync(python, ['-c', 'import sympy'], { stdio: 'ignore' }).status === 0;

/** The command, or null where there is none. It is looked for when this is called. */
export const pythonWithSympy = (): string | null => CANDIDATES.find(hasSympy) ?? null;
