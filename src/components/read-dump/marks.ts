/** The questions that one asks of a dump, in this order. Each marks what answers it. */
export const MARKS = ['own', 'errors', 'theirs', 'checks', 'pair', 'states'] as const;

export type Mark = (typeof MARKS)[number];
