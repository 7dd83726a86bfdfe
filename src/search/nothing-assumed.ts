/**
 * No assumptions, in a list of its own: the kernel remembers symbols by the list of hypotheses that it met them with, so
 * that one list for all documents would mix up letters that these declare differently.
 */
import type { Assuming } from './closed-form/normal-sum.ts';

export const nothingAssumed = (): Assuming => ({ hypotheses: [], conditions: [] });
