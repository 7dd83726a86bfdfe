/**
 * Offsets → lines and columns, both 1-based; a column counts UTF-16 units. Line breaks are `\n`, `\r\n` and `\r`.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The offsets at which lines begin. */
export const lineStarts = (source: string): number[] => {
  const starts = [0];
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 10 || (code === 13 && source.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
};

/** A function from offsets to positions; the lines are counted when it is first used. */
export const lineAndColumn = (source: string): ((offset: number) => Position) => {
  let starts: number[] | null = null;
  return (offset) => {
    starts ??= lineStarts(source);
    const line = lastAtMost(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
};

/** The index of the last entry of an increasing list that is at most `value`. */
const lastAtMost = (list: readonly number[], value: number): number => {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
};
