/**
 * The program's own name and version, from the package that it stands in.
 */
import type { Tool } from '../report/json.ts';
import { readFileSync } from 'node:fs';

const versionIn = (text: string): string => {
  const data: unknown = JSON.parse(text);
  const found = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  return typeof found === 'string' ? found : 'unknown';
};

export const tool = (): Tool => ({
  name: 'hopfcole', version: versionIn(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
});
