import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../src/recheck/', import.meta.url));
const files = readdirSync(FOLDER);

test.each(files)('%s uses nothing of the kernel but its types and its rational numbers', (file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  for (const [, types, path] of text.matchAll(/^(?:import|export)\s+(type\s+)?[^;]*?from\s+'([^']+)'/gm)) {
    if (path?.startsWith('./') || path === 'node:crypto') continue;
    expect(['../kernel/expression.ts', '../kernel/goal.ts', '../kernel/rational.ts']).toContain(path);
    if (path !== '../kernel/rational.ts') expect(types).toBeDefined();
  }
});
