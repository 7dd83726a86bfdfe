/**
 * What is used of the two libraries that draw, in types of our own: theirs need the types of a browser.
 */
declare module '@observablehq/plot' {
  interface Mark { readonly render?: unknown }
  type Options = Readonly<Record<string, unknown>>;
  export function plot(options: Options): unknown;
  export function line(data: readonly unknown[], options: Options): Mark;
  export function areaY(data: readonly unknown[], options: Options): Mark;
  export function dot(data: readonly unknown[], options: Options): Mark;
  export function arrow(data: readonly unknown[], options: Options): Mark;
  export function contour(data: null, options: Options): Mark;
  export function ruleX(data: readonly unknown[], options?: Options): Mark;
  export function ruleY(data: readonly unknown[], options?: Options): Mark;
  export function axisX(options: Options): Mark;
  export function axisY(options: Options): Mark;
}

declare module 'linkedom' {
  export function parseHTML(html: string): { readonly document: object };
}
