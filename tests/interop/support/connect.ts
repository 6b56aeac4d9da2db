import type { AgentShell } from './agent-shell.ts';
import type { PeerConnection } from './peer-connection.ts';
import { describeAgent, iceOf } from './session-description.ts';

export interface ConnectOptions {
  /** `theirs`: the peer connection offers, and is controlling unless our agent insists. */
  readonly offerer: 'ours' | 'theirs';
  /** Candidates come by themselves, as they are found; otherwise all of ours stand in the description. */
  readonly trickle: boolean;
}

/**
 * Offer and answer between our agent and a peer connection, and our candidates. Theirs are told as well; those with a
 * name of mDNS can't be looked up here, and are found by their checks.
 */
export async function connect(
  ours: AgentShell,
  theirs: PeerConnection,
  options: ConnectOptions,
): Promise<void> {
  const { offerer, trickle } = options;
  const early: string[] = [];
  let add = (line: string): unknown => early.push(line);
  if (trickle) ours.onCandidate = (line) => line !== undefined && add(line);
  const gathering = ours.gather();
  const candidates = trickle ? [] : await gathering;
  if (offerer === 'ours') {
    const answer = await theirs.answer(describeAgent(ours.credentials, 'offer', { candidates }));
    ours.setRemote(iceOf(answer));
  } else {
    const offer = await theirs.offer();
    ours.setRemote(iceOf(offer));
    await theirs.accept(describeAgent(ours.credentials, 'answer', { candidates }));
  }
  add = (line) => theirs.addCandidate(line);
  for (const line of early) await theirs.addCandidate(line);
  await gathering;
  void tellTheirs(ours, theirs);
}

/** Their candidates, for two seconds as they come. */
async function tellTheirs(ours: AgentShell, theirs: PeerConnection): Promise<void> {
  let told = 0;
  for (const end = Date.now() + 2_000; Date.now() < end;) {
    const lines = await theirs.candidates().catch(() => []);
    for (const line of lines.slice(told)) ours.addRemoteCandidate(line);
    told = lines.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
