/** The process that runs exported scripts behaves, for each of them, as Python does that is started for it alone. */
import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { PYTHON, runScript, stopScripts } from '../../bench/sympy-scripts.ts';

const withSympy = test.skipIf(PYTHON === null);
afterAll(stopScripts);

withSympy.each([
  ['prints', 'import sys\nprint("ü", sys.argv[1:], __name__)'],
  ['ends with a number', 'print("before")\nimport sys; sys.exit(3)'],
  ['ends with a message', 'import sys; sys.exit("no")'],
  ['ends well', 'import sys; sys.exit()'],
  ['reads what there is to read', 'import sys; print(repr(sys.stdin.read()))'],
])('a script that %s does the same', async (_, script) => {
  const { stdout, stderr, status } = spawnSync(PYTHON ?? 'python3', ['-', '1', '2'], { input: script, encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
  expect(await runScript(script, ['1', '2'])).toEqual({ stdout, stderr, status });
});

withSympy('a script that fails says where, and the next one runs', async () => {
  const { stdout, stderr, status } = await runScript('print("first")\n1 / 0', []);
  expect({ stdout, status }).toEqual({ stdout: 'first\n', status: 1 });
  expect(stderr).toMatch(/line 2[\s\S]*ZeroDivisionError/);
  expect((await runScript('print("second")', [])).stdout).toBe('second\n');
});

withSympy('what a script changes ends with it', async () => {
  await runScript('import sympy, builtins\nsympy.x = builtins.x = x = 1', []);
  expect((await runScript('import sympy\nprint("x" in globals(), hasattr(sympy, "x"), hasattr(__builtins__, "x"))', [])).stdout).toBe('False False False\n');
});

withSympy('scripts that are handed in together are answered each', async () => {
  const answers = await Promise.all([1, 2, 3].map((n) => runScript(`print(${n})`, [])));
  expect(answers.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n']);
});
