import type { Plugin } from 'vite';

const DEFAULT_HOST = 'https://stackblitz.com';

/**
 * Who serves WebContainers to this site's pages, by the build's settings: an origin, or undefined when `WEBCONTAINER=off`.
 *
 * @param env `WEBCONTAINER` and `WEBCONTAINER_HOST`
 * @throws when one of them says something else, so that a slip of the pen doesn't switch a third party on
 */
export function containerHostOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { WEBCONTAINER: choice = '', WEBCONTAINER_HOST: host = '' } = env;
  if (!['', 'on', 'off'].includes(choice))
    throw new Error(`WEBCONTAINER is "${choice}": it can be on or off.`);
  if (choice === 'off') return undefined;
  const url = URL.parse(host || DEFAULT_HOST);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new Error(`WEBCONTAINER_HOST is "${host}": it has to be an origin, as ${DEFAULT_HOST}.`);
  }
  return url.origin;
}

/** Gives `import { host } from 'virtual:webcontainer'` to what is rendered at build time. */
export function containerSettings(host: string | undefined): Plugin {
  const id = 'virtual:webcontainer';
  return {
    name: 'icebreaker:webcontainer',
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
    load: (asked) =>
      asked === `\0${id}` ? `export const host = ${JSON.stringify(host ?? null)};\n` : undefined,
  };
}
