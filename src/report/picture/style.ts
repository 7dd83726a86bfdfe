/**
 * How the parts of a picture look: colours that can be told apart, also by most who see colours differently, on a light and on a
 * dark ground (contrast at least 3 with both), and told apart by line as well.
 *
 * The ground follows the reader's wish for dark pages where the viewer knows it; otherwise it is white. No font is asked for by name.
 */
import type { Part } from './model.ts';

export interface Look {
  readonly colour: string;
  readonly width: number;
  readonly opacity: number;
  /** As in `stroke-dasharray`; null: unbroken. */
  readonly dashes: string | null;
}

export const LOOK: Readonly<Record<Part, Look>> = {
  exact:     { colour: '#3a86c8', width: 4,   opacity: 0.6,  dashes: null },
  trained:   { colour: '#d9641e', width: 1.6, opacity: 1,    dashes: null },
  bound:     { colour: '#ad5aa6', width: 1.5, opacity: 1,    dashes: '6 4' },
  reference: { colour: '#2e9370', width: 1.6, opacity: 1,    dashes: '2 3' },
  sample:    { colour: '#d9641e', width: 0.8, opacity: 0.35, dashes: null },
  density:   { colour: '#7f8893', width: 1,   opacity: 0.25, dashes: null },
};

export const LIGHT = { ground: '#ffffff', ink: '#1f2328' } as const;
export const DARK = { ground: '#15181c', ink: '#e4e7eb' } as const;

export const STYLE_SHEET: string = [
  `.sheet{color:${LIGHT.ink}}.ground{fill:${LIGHT.ground}}`,
  `@media (prefers-color-scheme:dark){.sheet{color:${DARK.ink}}.ground{fill:${DARK.ground}}}`,
].join('');
