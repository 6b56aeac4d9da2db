import { type Result, err, ok } from '#src/protocol/index.ts';
import type { Scene } from './types.ts';
import { Refusal, type SceneError } from './validate/error.ts';
import { checkMeaning } from './validate/meaning.ts';
import { sceneShape } from './validate/shape.ts';

export type { SceneError } from './validate/error.ts';

/**
 * Reads a scene of foreign data: what JSON.parse made of a link, or of a file. Its shape and its meaning are checked,
 * and every number and list is bounded; what comes out shares nothing with the value. Never throws.
 */
export function readScene(value: unknown): Result<Scene, SceneError> {
  try {
    const scene = sceneShape(value, '');
    checkMeaning(scene);
    return ok(scene);
  } catch (thrown) {
    if (thrown instanceof Refusal) return err(thrown.error);
    throw thrown;
  }
}
