/**
 * The other side of a job: a process that takes documents one at a time and answers with their events.
 *
 * It ends with its parent; Control-C ends it by itself, since the parent has what was answered.
 */
import type { Found } from './collect.ts';
import type { Dependencies } from './dependencies.ts';
import type { InspectSettings } from './inspect.ts';
import type { Answer, Assignment } from './jobs.ts';
import { inspect } from './inspect.ts';

const NEVER = new AbortController().signal;

const answer = (message: Answer): void => void process.send?.(message);

const work = async (found: Found, settings: InspectSettings, dependencies: Dependencies): Promise<void> => {
  for await (const event of inspect(found, settings, dependencies, NEVER)) answer(event);
  answer({ kind: 'done' });
};

export const serve = (dependencies: Dependencies): void => {
  process.on('disconnect', () => process.exit());
  process.on('message', (message) => {
    const { found, settings } = message as Assignment;
    void work(found, settings, dependencies).catch(() => process.exit(1));
  });
};
