/**
 * One line on stderr that says what is being decided, on a terminal and on long runs only.
 *
 * It is rewritten in place and erased before anything else is printed, since both streams may be one terminal.
 */
import type { Output } from './surroundings.ts';
import { onOneLine, shortened } from '../report/printable.ts';

export interface Progress {
  readonly show: (text: string) => void;
  readonly erase: () => void;
}

/** Runs shorter than this show nothing. */
const PATIENCE_MS = 300;
/** The line is rewritten at most so often. */
const PAUSE_MS = 100;
const ERASE = '\r\u001b[2K';

const SILENT: Progress = { show: () => undefined, erase: () => undefined };

export const newProgress = (stderr: Output, now: () => number = () => performance.now()): Progress => {
  if (!stderr.interactive) return SILENT;
  let next = now() + PATIENCE_MS;
  let shown = false;
  return {
    show: (text) => {
      if (now() < next) return;
      next = now() + PAUSE_MS;
      shown = true;
      stderr.write(`${ERASE}${shortened(onOneLine(text), Math.min(stderr.columns, 120) - 1)}`);
    },
    erase: () => {
      if (!shown) return;
      shown = false;
      stderr.write(ERASE);
    },
  };
};
