/**
 * How far a training is, on stderr: a bar that is rewritten in place on a terminal, and a line for each fifth elsewhere.
 *
 * It writes while the program is busy and no timer runs, so the caller's steps are its clock; and without a queue, since Control-C may break
 * off what is running at any point.
 */
import type { Output } from './surroundings.ts';

export interface ProgressBar {
  readonly show: (done: number, of: number) => void;
  readonly erase: () => void;
}

const PAUSE_MS = 100;
const ERASE = '\r\u001b[2K';
const CELLS = 30;
/** Lines are written where so many parts of the whole are done. */
const PARTS = 5;

const SILENT: ProgressBar = { show: () => undefined, erase: () => undefined };

const barOf = (share: number): string => {
  const full = Math.round(share * CELLS);
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)}`;
};

const remaining = (seconds: number, share: number): string =>
  (share > 0 && share < 1 ? `, about ${Math.ceil((seconds * (1 - share)) / share)} s more` : '');

type Write = (text: string) => void;

const onTerminal = (write: Write, columns: number, what: string, now: () => number): ProgressBar => {
  const start = now();
  let [next, shown] = [start, false];
  return {
    show: (done, of) => {
      if (now() < next && done < of) return;
      next = now() + PAUSE_MS;
      shown = true;
      const share = done / of;
      const line = `${what} ${barOf(share)} ${done}/${of}${remaining((now() - start) / 1000, share)}`;
      write(ERASE + line.slice(0, Math.max(1, Math.min(columns, 120) - 1)));
    },
    erase: () => {
      if (shown) write(ERASE);
      shown = false;
    },
  };
};

const inLines = (write: Write, what: string): ProgressBar => {
  let told = 0;
  return {
    show: (done, of) => {
      const part = Math.floor((PARTS * done) / of);
      if (part <= told) return;
      told = part;
      write(`${what}: ${done} of ${of}\n`);
    },
    erase: () => undefined,
  };
};

export const newProgressBar = (stderr: Output, what: string, quiet: boolean, now: () => number = () => performance.now()): ProgressBar => {
  if (quiet) return SILENT;
  const write = stderr.writeNow ?? stderr.write;
  return stderr.interactive ? onTerminal(write, stderr.columns, what, now) : inLines(write, what);
};
