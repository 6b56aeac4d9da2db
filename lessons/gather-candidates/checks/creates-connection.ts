import { text } from '#lessons/contract.ts';
import type { CheckContext, Json, Verdict } from '#lessons/contract.ts';
import { fail, PASS } from './answer.ts';
import { isEntry, serverUrls } from './observed.ts';
import type { Observed } from './observed.ts';

/** A real connection was made, and every server that the function was given was given to one. */
export function createsConnection({ observations }: Observed, { iceServers }: CheckContext): Verdict {
  const configurations = observations.flatMap((seen) =>
    seen.kind === 'connection-created' ? [seen.configuration] : [],
  );
  if (configurations.length === 0) {
    return fail(
      text('an RTCPeerConnection', '一个 RTCPeerConnection'),
      text('none was created', '没有创建任何连接'),
      'ask-the-browser',
    );
  }
  const used = new Set(configurations.flatMap(configuredUrls));
  const unused = serverUrls(iceServers).filter((url) => !used.has(url));
  if (unused.length === 0) return PASS;
  return fail(
    text('a connection that knows every server in iceServers', '连接配置了 iceServers 中的每一个服务器'),
    text(`not passed on: ${unused.join(', ')}`, `没有传给连接：${unused.join('、')}`),
    'ask-the-browser',
  );
}

function configuredUrls(configuration: Json): string[] {
  const servers = isEntry(configuration) ? configuration.iceServers : undefined;
  return Array.isArray(servers) ? serverUrls(servers) : [];
}
