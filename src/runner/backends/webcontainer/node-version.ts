import type { WebContainer } from '@webcontainer/api';
import { lastOutput } from './last-output.ts';

/** Type stripping came with 22.6, behind the flag that we give. */
const FIRST_WITH_TYPES = [22, 6] as const;

/** @param version as `node --version` prints it: `v22.18.0` */
export function runsTypeScript(version: string): boolean {
  const [, major, minor] = /v(\d+)\.(\d+)\./.exec(version) ?? [];
  const [firstMajor, firstMinor] = FIRST_WITH_TYPES;
  return Number(major) > firstMajor || (Number(major) === firstMajor && Number(minor) >= firstMinor);
}

/** What `node --version` prints in a container. */
export async function nodeVersionIn(container: WebContainer): Promise<string> {
  const process = await container.spawn('node', ['--version']);
  let printed = '';
  const output = process.output
    .pipeTo(new WritableStream({ write: (text) => void (printed += text) }))
    .catch(() => undefined);
  await process.exit;
  await lastOutput(output);
  return printed.trim();
}
