/**
 * Whether the page may use the microphone, which is what browsers take for the consent of RFC 8828 §5.2.
 * `denied`: by the user or a policy. `missing`: there is no microphone. `failed`: anything else.
 */
export type Microphone = 'unasked' | 'asking' | 'open' | 'denied' | 'missing' | 'failed';

export interface OpenMicrophone {
  readonly state: Extract<Microphone, 'open' | 'denied' | 'missing' | 'failed'>;
  /** Gives it back. */
  close(): void;
}

/** Asks for the microphone. Nothing is recorded: it is only held open. Never rejects. */
export async function openMicrophone(): Promise<OpenMicrophone> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return {
      state: 'open',
      close: () => {
        for (const track of stream.getTracks()) track.stop();
      },
    };
  } catch (thrown) {
    return { state: whyNot(thrown), close: () => undefined };
  }
}

function whyNot(thrown: unknown): 'denied' | 'missing' | 'failed' {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' ? 'missing' : 'failed';
}
