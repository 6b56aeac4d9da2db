import type { Attachment } from 'svelte/attachments';

/**
 * Tells where along an element the pointer is while it is pressed, as a share of the width. A convenience beside a
 * slider, which does the same by keyboard.
 */
export function draggedTo(move: (share: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const tell = (event: PointerEvent): void => {
      const { left, width } = element.getBoundingClientRect();
      if (event.buttons === 1 && width > 0) move(Math.min(1, Math.max(0, (event.clientX - left) / width)));
    };
    const press = (event: PointerEvent): void => {
      element.setPointerCapture(event.pointerId);
      tell(event);
    };
    element.addEventListener('pointerdown', press);
    element.addEventListener('pointermove', tell);
    return () => {
      element.removeEventListener('pointerdown', press);
      element.removeEventListener('pointermove', tell);
    };
  };
}
