/**
 * A claim and what is promised of its verdict, for ever: `not proved` and `not refuted` may become a decision the other
 * way, never the one that is named.
 */
export type Promised = 'proved' | 'refuted' | 'not proved' | 'not refuted';
export type Case = readonly [name: string, promised: Promised, document: string];
