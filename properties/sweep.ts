/**
 * What is run of a sweep that takes many minutes: with SWEEP=all everything, otherwise the part that says most for its time.
 */
export const WHOLE_SWEEP: boolean = process.env['SWEEP'] === 'all';
