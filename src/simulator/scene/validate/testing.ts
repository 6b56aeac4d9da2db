import { PRESETS } from '../presets.ts';
import type { Scene } from '../types.ts';
import { type SceneError, readScene } from '../validate.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

/** A scene as it comes out of JSON. */
export const copyOf = (scene: Scene) => JSON.parse(JSON.stringify(scene)) as Json;

/**
 * A preset in which what stands at a place (`nodes.1.inside`) was set, or taken out where the value is undefined.
 * Of home-to-home: nodes 0 turn, 1 alice-router, 2 alice, 3 bob-router, 4 bob; networks 0 internet, 1 and 2 the LANs.
 */
export function withChange(
  path: string,
  value: Json | undefined,
  scene: Scene = PRESETS['home-to-home'],
): Json {
  const root = copyOf(scene);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = root as JsonObject;
  for (const key of keys) at = at[key] as JsonObject;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
  return root;
}

/** What is wrong with it. */
export function errorOf(value: unknown): SceneError {
  const read = readScene(value);
  if (read.ok) throw new Error('the scene was found good');
  return read.error;
}
