/**
 * One of the two computer algebra libraries in a process of its own, since it may not come back: a question a line in,
 * one line of JSON out, {"answer": text or null, "milliseconds": number}; null: it threw. `nerdamer` or `nerdamer-prime`.
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { TIMEOUT } from '../src/search/nerdamer.ts';

type Ask = (question: string) => { readonly text: (form: string) => string };
type Library = Ask & { readonly set?: (name: string, value: number | boolean) => void };

const load = async (name: string | undefined): Promise<Ask> => {
  if (name === 'nerdamer') return createRequire(import.meta.url)('nerdamer/all.js') as Library;
  const { default: library } = await import('nerdamer-prime');
  library.set('TIMEOUT', TIMEOUT);
  library.set('SILENCE_WARNINGS', true);
  return library as unknown as Library;
};

const answerOf = (ask: Ask, question: string): string | null => {
  try {
    return ask(question).text('fractions');
  } catch {
    return null;
  }
};

const ask = await load(process.argv[2]);
for await (const question of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const answer = answerOf(ask, question);
  process.stdout.write(`${JSON.stringify({ answer, milliseconds: performance.now() - start })}\n`);
}
