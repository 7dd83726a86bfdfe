/**
 * A folder for a test, and the command line run in this process on what stands in it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Output } from '../../src/cli/surroundings.ts';
import { commandLine } from '../../src/cli/command-line.ts';
import { TOY } from './toy.ts';

/** An empty folder that is removed when the test ends, with files in it. */
export const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'hopfcole-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
};

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Collects what is written. */
export const recorder = (): { readonly output: Output; readonly text: () => string } => {
  const parts: string[] = [];
  return {
    output: { write: (text) => void parts.push(text), coloured: false, interactive: false, columns: Infinity },
    text: () => parts.join(''),
  };
};

/** Runs `hopfcole` with the toy language. */
export const hopfcole = async (words: readonly string[], signal: AbortSignal = new AbortController().signal): Promise<Ran> => {
  const [stdout, stderr] = [recorder(), recorder()];
  const code = await commandLine(words, { stdout: stdout.output, stderr: stderr.output, dependencies: TOY, interruption: signal });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
};
