import type { Term } from './term.ts';
import { CANDIDATE_TERMS } from './terms/candidates.ts';
import { SERVER_AND_NAT_TERMS } from './terms/servers-and-nats.ts';
import { SESSION_TERMS } from './terms/session.ts';

/** Every term, grouped as one learns them; the glossary sorts them by its own edition's order. */
export const TERMS: readonly Term[] = [...CANDIDATE_TERMS, ...SESSION_TERMS, ...SERVER_AND_NAT_TERMS];
