#!/usr/bin/env node
/**
 * The program `hopfcole`: joins the command line to this process, its streams and its signals.
 */
import type { WriteStream } from 'node:tty';
import type { Output } from './surroundings.ts';
import { writeSync } from 'node:fs';
import { commandLine, endedBy } from './command-line.ts';
import { DEPENDENCIES } from './dependencies.ts';
import { EXIT } from './exit-code.ts';
import { wantsColour } from '../report/wants-colour.ts';

/** A reader that goes away (`| head`) is no error: the run goes on, so that its exit code is right. */
const quietWhenClosed = (stream: NodeJS.WriteStream): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
};

/** What cannot be written at once is not needed any more later. */
const writeNow = (file: number) => (text: string): void => {
  try {
    writeSync(file, text);
  } catch {
    // The reader is slow, or gone.
  }
};

const output = (stream: WriteStream, file: number): Output => {
  quietWhenClosed(stream);
  const terminal = stream.isTTY === true;
  return {
    write: (text) => void (stream.writable && stream.write(text)), writeNow: writeNow(file),
    coloured: wantsColour(terminal, process.env),
    interactive: terminal && process.env['TERM'] !== 'dumb',
    columns: terminal && stream.columns > 0 ? stream.columns : Infinity,
  };
};

const fail = (error: unknown): void => {
  const { code, message } = endedBy(error);
  process.stderr.write(message);
  process.exit(code);
};

const interruption = new AbortController();
process.on('SIGINT', () => {
  // The second time the user does not want to wait for what is left to print.
  if (interruption.signal.aborted) process.exit(EXIT.interrupted);
  interruption.abort();
});
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

process.exitCode = await commandLine(process.argv.slice(2), {
  stdout: output(process.stdout, 1), stderr: output(process.stderr, 2), dependencies: DEPENDENCIES,
  interruption: interruption.signal,
});
