import type { Endpoint } from '../../ports.ts';
import { validPort } from '../errors.ts';

type Callback = () => void;

/** What `localhost` and an address that was left out mean to a server, which takes IPv4 by `::` as well. */
const NAMES: Readonly<Record<string, string>> = { localhost: '127.0.0.1', '': '::' };

/** `listen([port], [host], [backlog], [callback])` or `listen(options, [callback])`. */
export function listenArguments(args: readonly unknown[]): Endpoint & { readonly callback?: Callback } {
  const callback = args.find((argument) => typeof argument === 'function') as Callback | undefined;
  const [first, second] = args;
  const options =
    typeof first === 'object' && first !== null
      ? (first as { readonly port?: unknown; readonly host?: unknown })
      : { port: typeof first === 'function' ? undefined : first, host: second };
  const host = typeof options.host === 'string' ? options.host : '';
  return {
    port: validPort(Number(options.port ?? 0), true),
    address: NAMES[host] ?? host,
    ...(callback && { callback }),
  };
}
