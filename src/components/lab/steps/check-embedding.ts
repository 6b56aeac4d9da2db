import { PRESETS, type PresetId, simulate } from '#src/simulator/index.ts';
import { createTimeline } from '#src/visuals/index.ts';
import { type Part, readParts } from '../parts.ts';
import { findMoment, type MomentName, readSteps } from './named-moments.ts';

export interface Embedding {
  readonly preset: PresetId;
  readonly parts: readonly Part[];
  readonly steps: readonly MomentName[];
}

/**
 * Reads the attributes with which a chapter embeds the Lab, while the site is built.
 * @throws where a scene, a part or a moment is unknown, or a moment never comes in that scene
 */
export function checkEmbedding({
  scene,
  show,
  steps,
}: Readonly<Record<'scene' | 'show' | 'steps', string>>): Embedding {
  if (!isPreset(scene)) {
    throw new Error(`<Lab>: “${scene}” is no scene. There are: ${Object.keys(PRESETS).join(', ')}.`);
  }
  const names = readSteps(steps);
  const timeline = createTimeline(simulate(PRESETS[scene]));
  for (const name of names) {
    if (!findMoment(timeline, name)) throw new Error(`<Lab>: “${name}” never comes in “${scene}”.`);
  }
  return { preset: scene, parts: readParts(show), steps: names };
}

function isPreset(name: string): name is PresetId {
  return Object.hasOwn(PRESETS, name);
}
