/** What the program hears of its call. `time` comes when `wakeAtMs` has come, and may come at any other moment. */
export type Happening = 'connected' | 'disconnected' | 'failed' | 'network-changed' | 'time';

export interface Settings {
  /** How long `disconnected` may last before you restart. */
  patienceMs: number;
  /** How long an attempt may take before it counts as failed. */
  attemptMs: number;
  /** The pause after the first failed attempt; it doubles after each. */
  pauseMs: number;
  /** So many failed attempts in a row are enough. */
  attempts: number;
}

export interface Decision {
  action: 'wait' | 'restart' | 'give-up';
  /** When you want to hear `time`, later than now; null if you needn't. It takes the place of an earlier wish. */
  wakeAtMs: number | null;
  /** Comes back with the next happening. */
  memory: Memory;
}

/** What has to be remembered from one decision to the next. */
export interface Memory {
  phase: 'well' | 'in-doubt' | 'restarting' | 'pausing' | 'given-up';
  /** Attempts since the path last worked or the network last changed. */
  attempts: number;
  /** When the phase has lasted long enough. */
  untilMs: number | null;
}

const WELL: Memory = { phase: 'well', attempts: 0, untilMs: null };

/** What to do now. Nothing but the arguments decides. */
export function decide(
  memory: Memory | null,
  happening: Happening,
  atMs: number,
  settings: Settings,
): Decision {
  const now = memory ?? WELL;
  const isUnharmed = now.phase === 'well' || now.phase === 'in-doubt';
  switch (happening) {
    case 'connected':
      return wait(WELL);
    case 'disconnected':
      // The mistake: it might have passed by itself.
      return isUnharmed ? attempt(now.attempts, atMs, settings) : wait(now);
    case 'failed':
      return isUnharmed ? attempt(now.attempts, atMs, settings) : wait(now);
    case 'network-changed':
      return now.phase === 'restarting' ? wait(now) : attempt(0, atMs, settings);
    case 'time':
      return now.untilMs !== null && atMs >= now.untilMs ? over(now, atMs, settings) : wait(now);
  }
}

/** The phase has lasted long enough. */
function over({ phase, attempts }: Memory, atMs: number, settings: Settings): Decision {
  if (phase !== 'restarting') return attempt(attempts, atMs, settings);
  if (attempts >= settings.attempts) {
    return { action: 'give-up', wakeAtMs: null, memory: { phase: 'given-up', attempts, untilMs: null } };
  }
  return wait({ phase: 'pausing', attempts, untilMs: atMs + settings.pauseMs * 2 ** (attempts - 1) });
}

function attempt(before: number, atMs: number, { attemptMs }: Settings): Decision {
  const untilMs = atMs + attemptMs;
  return {
    action: 'restart',
    wakeAtMs: untilMs,
    memory: { phase: 'restarting', attempts: before + 1, untilMs },
  };
}

function wait(memory: Memory): Decision {
  return { action: 'wait', wakeAtMs: memory.untilMs, memory };
}

/** Does what was decided, and answers with the call that goes on: the same. */
function restart(call: Call, _connectAnew: () => Call): Call {
  call.a.restartIce(); // negotiationneeded follows, and with it an offer with new credentials
  return call;
}

// From here on nothing needs to be changed.

/** Two real peers of this page, and the channel from A to B. */
interface Call {
  a: RTCPeerConnection;
  b: RTCPeerConnection;
  channel: RTCDataChannel;
}

type Hear = (happening: Happening) => void;

/** A call in which texts go from A to B, while A hears at some moments that its network has changed. */
export async function rehearse(
  texts: string[],
  changesAtMs: number[],
  signallingMs: number,
  settings: Settings,
): Promise<void> {
  let memory: Memory | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear: Hear = (happening) => {
    const nowMs = performance.now();
    const decision = decide(memory, happening, nowMs, settings);
    memory = decision.memory;
    clearTimeout(timer);
    if (decision.wakeAtMs !== null) timer = setTimeout(hear, decision.wakeAtMs - nowMs, 'time');
    if (decision.action === 'restart') call = restart(call, () => connect(hear, signallingMs));
  };
  let call = connect(hear, signallingMs);
  await new Promise((resolve) => {
    call.channel.addEventListener('open', resolve);
  });
  for (const atMs of changesAtMs) setTimeout(hear, atMs, 'network-changed');
  for (const text of texts) {
    if (call.channel.readyState === 'open') call.channel.send(text);
    await sleep(100);
  }
  await sleep(500); // the last ones are still on their way
  clearTimeout(timer);
  call.a.close();
  call.b.close();
}

/** Connects two new peers. Whenever A needs to negotiate, it makes an offer, and B answers. */
function connect(hear: Hear, signallingMs: number): Call {
  const a = new RTCPeerConnection();
  const b = new RTCPeerConnection();
  a.addEventListener('negotiationneeded', async () => {
    await a.setLocalDescription();
    await sleep(signallingMs);
    if (!a.localDescription || b.signalingState === 'closed') return;
    await b.setRemoteDescription(a.localDescription);
    await b.setLocalDescription();
    await sleep(signallingMs);
    if (!b.localDescription || a.signalingState === 'closed') return;
    await a.setRemoteDescription(b.localDescription);
    // The state may have been "connected" all the time, on the old pair.
    if (a.connectionState === 'connected') hear('connected');
  });
  a.addEventListener('connectionstatechange', () => {
    const state = a.connectionState;
    if (state === 'connected' || state === 'disconnected' || state === 'failed') hear(state);
  });
  passOn(a, b, signallingMs);
  passOn(b, a, signallingMs);
  return { a, b, channel: a.createDataChannel('call') };
}

function passOn(from: RTCPeerConnection, to: RTCPeerConnection, signallingMs: number): void {
  from.addEventListener('icecandidate', async ({ candidate }) => {
    await sleep(signallingMs);
    if (candidate && to.signalingState !== 'closed') await to.addIceCandidate(candidate);
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
