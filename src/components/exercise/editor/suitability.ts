import type { EditorChoice } from '#src/storage/preferences.ts';

/** What is known of a device when it has to be decided which editor it gets. */
export interface Device {
  /** Touch is the main way to point. (A machine without any pointer is no touch device.) */
  readonly touch: boolean;
  readonly widthPx: number;
  /** The reader asked the browser to save data. */
  readonly saveData: boolean;
}

/** Below this the full editor's widgets have no room. */
const MIN_WIDTH_PX = 700;

/**
 * Whether an exercise loads the full editor: the learner's choice, or else only where it is of use.
 * (It is 2.5 MB, and touch keyboards and it don't get on.)
 */
export function wantsFullEditor(choice: EditorChoice, device: Device): boolean {
  if (choice !== 'auto') return choice === 'full';
  return !device.touch && device.widthPx >= MIN_WIDTH_PX && !device.saveData;
}

/** This device, as the browser tells. */
export function thisDevice(): Device {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return {
    touch: matchMedia('(pointer: coarse)').matches,
    widthPx: innerWidth,
    saveData: connection?.saveData === true || matchMedia('(prefers-reduced-data: reduce)').matches,
  };
}
