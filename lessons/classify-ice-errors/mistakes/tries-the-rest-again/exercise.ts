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

/** RFC 8656 §7.4: "at least 1 minute before trying to create any more allocations". */
const QUOTA_PAUSE_S = 60;

/** Says what to do about one report. */
export function whatToDo(report: Report): Decision {
  switch (report.kind) {
    case 'turn-answer':
      return afterAnswer(report);
    case 'candidate-error':
      return afterEvent(report);
    case 'silence':
      return report.waitedMs < report.deadlineMs ? { action: 'keep-waiting' } : otherWay(report.url);
  }
}

function afterAnswer(answer: Extract<Report, { kind: 'turn-answer' }>): Decision {
  const { code, authenticated, username, realm, nonce, atMs } = answer;
  // The first request never carries a credential: this 401 is a question, not a refusal.
  if (code === 401 && !authenticated && realm !== null && nonce !== null) {
    return { action: 'authenticate', realm, nonce };
  }
  // Only the nonce was too old. The credential may be as good as ever.
  if (code === 438 && nonce !== null) return { action: 'repeat', nonce };
  return afterCode(code, username ?? '', atMs);
}

function afterEvent(event: Extract<Report, { kind: 'candidate-error' }>): Decision {
  const { code, url, username, gaveCandidate, atMs } = event;
  // 701 is the browser's own number: from one of its addresses it could not reach the server.
  if (code === 701) return gaveCandidate ? { action: 'nothing' } : otherWay(url);
  return afterCode(code, username, atMs);
}

/** What a code means wherever it was seen. */
function afterCode(code: number, username: string, atMs: number): Decision {
  if (code === 401 && hasExpired(username, atMs)) return { action: 'new-credentials' };
  if (code === 486 || code === 508) return { action: 'wait', seconds: QUOTA_PAUSE_S };
  if (code === 401) return { action: 'tell-somebody' };
  return { action: 'wait', seconds: QUOTA_PAUSE_S };
}

/** Credentials that expire by themselves carry the second in which they do: `1767225600:ada`. */
function hasExpired(username: string, atMs: number): boolean {
  const seconds = /^(\d+):/.exec(username)?.[1];
  return seconds !== undefined && Number(seconds) * 1000 <= atMs;
}

/** Where UDP doesn't get through, TCP may; who is silent over TCP already needs a person. */
function otherWay(url: string): Decision {
  const isTcp = url.startsWith('turns:') || url.includes('transport=tcp');
  return { action: isTcp ? 'tell-somebody' : 'try-tcp' };
}
