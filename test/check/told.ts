/** What tests look for in a narrative. */
import type { Narrative, NarrativePart, NarrativeStep } from '../../src/check/narrative.ts';

export type Step<K extends NarrativeStep['kind']> = Extract<NarrativeStep, { kind: K }>;

export const stepsOf = <K extends NarrativeStep['kind']>(n: Narrative, kind: K): readonly Step<K>[] =>
  n.steps.filter((s): s is Step<K> => s.kind === kind);

/** Throws where a part was not told in full. */
export const narrativeIn = (part: NarrativePart | undefined): Narrative => {
  if (part?.told.kind !== 'narrative') throw new Error('no narrative');
  return part.told.narrative;
};
