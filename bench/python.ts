/**
 * A Python that has the modules that a peer needs: `python3` on the path, or the system's own, which is where Debian
 * installs python3-sympy and python3-scipy.
 */
import { spawnSync } from 'node:child_process';

const CANDIDATES = ['python3', '/usr/bin/python3'] as const;

/** The command, or null where there is none that has them all. It is looked for when this is called. */
export const pythonWith = (modules: readonly string[]): string | null => CANDIDATES.find((python) =>
  spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0) ?? null;

export const pythonWithSympy = (): string | null => pythonWith(['sympy']);
