/**
 * The input of a number: one of four kinds, by turns.
 */
import { grammatical, wordSalad } from './grammar.ts';
import type { Pieces } from './mutation.ts';
import { mutated } from './mutation.ts';
import { randomOf } from './random.ts';

export interface Input {
  readonly kind: 'grammar' | 'mutation' | 'words' | 'bytes';
  readonly path: string;
  readonly text: string;
}

const bytes = (below: (limit: number) => number): string => {
  const length = 1 + below(200);
  // Mostly printable, some control characters, some far away, and single halves of surrogate pairs.
  const code = (): number => [32 + below(95), below(32), below(0x3000), 0xd800 + below(0x800)][Math.max(0, below(8) - 4)] ?? 65;
  return Array.from({ length }, () => String.fromCharCode(code())).join('');
};

/** The same seed, number and documents give the same input. */
export const inputOf = (seed: number, number: number, documents: readonly Pieces[]): Input => {
  const random = randomOf(seed, number);
  const claim = 'fuzz.claim';
  switch (number % 8) {
    case 0: return { kind: 'bytes', path: claim, text: bytes(random.below) };
    case 1: return { kind: 'words', path: claim, text: wordSalad(random) };
    case 2: return { kind: 'words', path: 'fuzz.md', text: `Text.\n\n\`\`\`claim\n${wordSalad(random)}\n\`\`\`\n` };
    case 3: case 4: return { kind: 'mutation', path: claim, text: mutated(random, documents) };
    default: return { kind: 'grammar', path: claim, text: grammatical(random) };
  }
};
