/**
 * The names of the reporters, apart from the reporters themselves, so that `--help` loads none of them.
 */
export const REPORTER_NAMES = ['text', 'json', 'jsonl', 'junit', 'github', 'sarif'] as const;
export type ReporterName = (typeof REPORTER_NAMES)[number];

export const isReporterName = (name: string): name is ReporterName => REPORTER_NAMES.some((known) => known === name);
