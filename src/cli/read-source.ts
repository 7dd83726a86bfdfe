/**
 * Reads the text of a document, or says why it cannot be had.
 *
 * Only regular files are read, opened without waiting (a pipe would block), at most 50 MB, as strict UTF-8. A byte
 * order mark is dropped. The file may change or vanish meanwhile: what counts is what one open handle gives.
 */
import type { FileHandle } from 'node:fs/promises';
import type { FileProblem } from './file-problem.ts';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileProblem } from './file-problem.ts';

export const LARGEST_FILE = 50_000_000;

export type Source = { readonly text: string } | { readonly problem: FileProblem };

const refused = (code: FileProblem['code'], message: string): Source => ({ problem: { code, message } });

const tooLarge = (bytes: number): Source =>
  refused('F0004', `${Math.round(bytes / 1e6)} MB; documents of up to ${LARGEST_FILE / 1e6} MB are read`);

const lineOf = (bytes: Buffer, end: number): number => {
  let line = 1;
  for (let i = bytes.indexOf(10); i !== -1 && i < end; i = bytes.indexOf(10, i + 1)) line += 1;
  return line;
};

/** The first byte that starts no valid character: by halving, since decoding stops at no place that it tells. */
const firstInvalidByte = (bytes: Buffer): number => {
  const isValid = (end: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isValid(middle)) good = middle;
    else bad = middle;
  }
  return good;
};

const isUtf16 = (bytes: Buffer): boolean => bytes.length >= 2 && [0xfeff, 0xfffe].includes(bytes.readUInt16LE(0));

const decoded = (bytes: Buffer): Source => {
  if (isUtf16(bytes)) return refused('F0006', 'UTF-16, and not UTF-8');
  const zero = bytes.indexOf(0);
  if (zero !== -1) return refused('F0005', `not a text: a zero byte in line ${lineOf(bytes, zero)}`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refused('F0006', `not UTF-8, from line ${lineOf(bytes, firstInvalidByte(bytes))} on`);
  }
};

const readAll = async (file: FileHandle): Promise<Source> => {
  const about = await file.stat();
  if (!about.isFile()) return refused('F0003', 'not a regular file');
  if (about.size > LARGEST_FILE) return tooLarge(about.size);
  const bytes = await file.readFile();
  return bytes.length > LARGEST_FILE ? tooLarge(bytes.length) : decoded(bytes);
};

export const readSource = async (path: string): Promise<Source> => {
  let file: FileHandle | null = null;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return await readAll(file);
  } catch (error) {
    return { problem: fileProblem(error) };
  } finally {
    await file?.close().catch(() => undefined);
  }
};
