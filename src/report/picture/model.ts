/**
 * What a picture shows, as plain data: panels side by side, a legend that follows from them, and a table of numbers.
 *
 * Every curve says which part it plays, and the same part looks the same in every picture (style.ts).
 */

/** `exact`: what the formulas say. `trained`: what the network does. `bound`: how far the two may be apart. */
export type Part = 'exact' | 'trained' | 'bound' | 'reference' | 'sample' | 'density';

export interface Curve {
  readonly part: Part;
  /** In the legend; '': the title of the panel says it. */
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Each point is marked, too. */
  readonly dots?: boolean;
}

export interface Band {
  readonly part: Part;
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** A line at one height. */
export interface Level {
  readonly part: Part;
  readonly name: string;
  readonly y: number;
}

interface Axes {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

export interface CurvesPanel extends Axes {
  readonly kind: 'curves';
  readonly logX?: boolean;
  readonly logY?: boolean;
  readonly curves: readonly Curve[];
  readonly bands: readonly Band[];
  readonly levels: readonly Level[];
  /** The axis goes at least as far as this. */
  readonly least?: number;
  readonly most?: number;
  /** In the background, without an axis: it is drawn to the height of the panel. */
  readonly density?: { readonly name: string; readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };
}

export interface Arrow {
  readonly part: Part;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** A vector field on the plane, over the contours of a density. */
export interface FieldPanel extends Axes {
  readonly kind: 'field';
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
  readonly density: (x: number, y: number) => number;
  readonly arrows: readonly Arrow[];
  readonly names: Readonly<Partial<Record<Part, string>>>;
}

/** What is measured against what is exact: on the diagonal they agree. */
export interface DiagonalPanel extends Axes {
  readonly kind: 'diagonal';
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export type Panel = CurvesPanel | FieldPanel | DiagonalPanel;

export interface Picture {
  readonly title: string;
  readonly subtitle: string;
  /** Panels, row after row. */
  readonly rows: readonly (readonly Panel[])[];
  /** The first row is the heading; the first column stands on the left, numbers on the right. */
  readonly table: readonly (readonly string[])[];
  /** What has to be known of the numbers; a line each. */
  readonly notes: readonly string[];
}
