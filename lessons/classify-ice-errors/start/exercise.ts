/** Something that went wrong, as it was written down. */
export type Report =
  /** An error answer of the TURN server, decoded from its bytes. `authenticated`: the request carried a credential. */
  | {
      kind: 'turn-answer';
      code: number;
      authenticated: boolean;
      /** Of the request; the expiry that it may begin with is in seconds. */
      username: string | null;
      realm: string | null;
      nonce: string | null;
      /** When it came, in milliseconds since 1970. */
      atMs: number;
    }
  /** An `icecandidateerror` event of the browser. */
  | {
      kind: 'candidate-error';
      code: number;
      url: string;
      username: string;
      /** Whether this server has given a candidate all the same. */
      gaveCandidate: boolean;
      atMs: number;
    }
  /** Nothing at all: no candidate of this server, no event, for so long. */
  | { kind: 'silence'; url: string; waitedMs: number; deadlineMs: number };

/** What to do about it. */
export type Decision =
  | { action: 'authenticate'; realm: string; nonce: string }
  | { action: 'repeat'; nonce: string }
  | { action: 'new-credentials' }
  | { action: 'wait'; seconds: number }
  | { action: 'try-tcp' }
  | { action: 'tell-somebody' }
  | { action: 'keep-waiting' }
  | { action: 'nothing' };

/** Says what to do about one report. */
export function whatToDo(report: Report): Decision {
  console.log(report);
  return { action: 'tell-somebody' };
}
