/**
 * Published numbers that can be reached at this scale: as published (recalled) or exact, ours, and what ours may be off by.
 */
import { publishedTable } from '../../src/networks/published/table.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

const SEED = 5;

/** Three rows a figure would be hard to read: the bound is in the name. */
export const published = (): readonly Row[] => publishedTable(SEED).map(({ name, published: value, source, ours, bound }) =>
  row('published', `${name} ± ${bound.toPrecision(1)}`, ours, '', value, source === 'recalled' ? 'published, recalled' : 'exact, second computation'));
