/**
 * What is measured: one row a figure, printed as a table or as JSON.
 */
export interface Row {
  readonly area: string;
  readonly name: string;
  readonly ours: number;
  readonly unit: string;
  /** null: there is no peer for this figure, or it is not installed, or it ran out of time. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** ours / peer. */
  readonly ratio: number | null;
}

/** A row with a peer, or without one. */
export const row = (
  area: string, name: string, ours: number, unit: string, peer: number | null = null, peerName: string | null = null,
): Row => ({ area, name, ours, unit, peer, peerName, ratio: peer === null || peer === 0 ? null : ours / peer });

const figure = (value: number): string => {
  if (Number.isInteger(value)) return `${value}`;
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) < 0.001 ? value.toExponential(1) : value.toPrecision(3);
};

const cells = (r: Row): readonly string[] => [
  r.name, `${figure(r.ours)} ${r.unit}`,
  r.peerName === null ? '' : `${r.peer === null ? '—' : `${figure(r.peer)} ${r.unit}`} (${r.peerName})`,
  r.ratio === null ? '' : r.ratio > 0 && r.ratio < 0.1 ? `1/${figure(1 / r.ratio)}` : `${figure(r.ratio)} ×`,
];

/** The rows of one area as a table of text. */
export const tableOf = (area: string, rows: readonly Row[]): string => {
  const lines = [['', 'ours', 'peer', 'ours / peer'], ...rows.map(cells)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = lines.map((line) =>
    `  ${line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd());
  return [area, ...text, ''].join('\n');
};
