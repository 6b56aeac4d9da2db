import type { Scene, Trace } from '#src/simulator/index.ts';

/** What came of a link: `shown` where the browser lets nothing be copied, and it stands in the address bar only. */
export type Linked = 'copied' | 'shown' | 'tooLong';

/** Puts a link to a scene into the address bar and the clipboard. The scene is in its fragment: nothing is sent. */
export async function linkTo(scene: Scene): Promise<Linked> {
  const { sceneToFragment } = await import('../link/scene-link.ts');
  const fragment = await sceneToFragment(scene);
  if (!fragment.ok) return 'tooLong';
  const url = location.origin + location.pathname + fragment.value;
  history.replaceState(history.state, '', url);
  try {
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch {
    return 'shown';
  }
}

/** Lets the reader save a trace as JSON. */
export async function saveJson(trace: Trace): Promise<void> {
  const { traceToJson } = await import('#src/simulator/export/json.ts');
  save('nat-lab.json', new Blob([traceToJson(trace)], { type: 'application/json' }));
}

/** Lets the reader save the packets of a trace as a capture file. */
export async function savePcapng(trace: Trace): Promise<void> {
  const { traceToPcapng } = await import('#src/simulator/export/pcapng.ts');
  save('nat-lab.pcapng', new Blob([Uint8Array.from(traceToPcapng(trace))], { type: 'application/x-pcapng' }));
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
