/**
 * What can be wrong with a file before anybody reads a word of it, with codes of its own: F0001, F0002, ….
 */
import { onOneLine } from '../report/printable.ts';

export const FILE_CODES = {
  F0001: 'There is no file or folder of this name. A pattern such as `*.md` is for the shell to expand; here it is taken as a name.',
  F0002: 'The system refused to give the file: its permissions, or a fault of the disk or the network.',
  F0003: 'Only regular files and folders are read. A pipe, a socket or a device might never end.',
  F0004: 'The file is larger than any document that a person would read. Split it.',
  F0005: 'The file holds bytes that no text has. Is it an image or an archive?',
  F0006: 'Documents are read as UTF-8, and this one is Latin-1, UTF-16, or damaged. Save it as UTF-8.',
} as const;

export type FileCode = keyof typeof FILE_CODES;

export interface FileProblem {
  readonly code: FileCode;
  readonly message: string;
}

/** The problem as it is shown on stderr. */
export const problemFrame = (path: string, problem: FileProblem, help: string | null = null): string =>
  `error[${problem.code}]: ${problem.message}\n  --> ${onOneLine(path)}\n${help === null ? '' : `  help: ${help}\n`}`;

/** The system's words for the errors that a user meets, without the call and the path that Node puts around them. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied', EPERM: 'not permitted', ELOOP: 'a loop of symbolic links', EIO: 'input/output error',
  ENAMETOOLONG: 'the name is too long', EMFILE: 'too many open files', ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder', EISDIR: 'it is a folder', EROFS: 'nothing can be written there', ENOSPC: 'no space is left',
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** Why the system refused, in its words or ours. */
export const systemReason = (error: unknown): string => REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));

/** The problem that an error of the file system stands for. */
export const fileProblem = (error: unknown): FileProblem => {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'F0001', message: systemReason(error) };
  if (code === 'ENXIO') return { code: 'F0003', message: 'not a regular file' };
  return { code: 'F0002', message: `cannot be read: ${systemReason(error)}` };
};
