import { mount, unmount, type ComponentProps } from 'svelte';
import type TwoPeersHere from './TwoPeersHere.svelte';

/**
 * Shows the trial by two peers before the place for frames, once it is loaded; answers with what takes it away.
 * By hand, because a block in the bench's markup would leave its marks in the HTML of every chapter.
 */
export function showTrial(props: ComponentProps<typeof TwoPeersHere>): () => void {
  const { frames } = props;
  let isGone = false;
  let takeAway = (): void => undefined;
  const show = async (): Promise<void> => {
    const { default: Trial } = await import('./TwoPeersHere.svelte');
    if (isGone || !frames.parentElement) return;
    const shown = mount(Trial, { target: frames.parentElement, anchor: frames, props });
    takeAway = () => void unmount(shown);
  };
  // Without it the exercise is whole; somebody who is offline can still run the checks.
  show().catch(() => undefined);
  return () => {
    isGone = true;
    takeAway();
  };
}
