import type { Handles } from '../../handles.ts';
import {
  createPorts,
  ephemeralPort,
  isAny,
  loopbackBeside,
  type BindProblem,
  type Endpoint,
  type Taken,
} from '../../ports.ts';
import type { Later } from '../../tasks.ts';

/** Header lines in their order, with their names as they were written. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

export interface RequestHead {
  readonly method: string;
  /** What stands in the request line: path and query. */
  readonly url: string;
  readonly headers: HeaderLines;
}

export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderLines;
}

/** What the asking end hears. After `end` or `fail` it hears nothing more. */
export interface ClientEnd {
  head(head: ResponseHead): void;
  data(chunk: Uint8Array): void;
  end(): void;
  /** Nobody listens, or the server went away in the middle. */
  fail(why: 'ECONNREFUSED' | 'ECONNRESET'): void;
}

/** What the answering end hears. After `gone` it hears nothing more. */
export interface ServerEnd {
  data(chunk: Uint8Array): void;
  end(): void;
  /** The client went away. */
  gone(): void;
}

/** Both ends of the connection that a request came by, as the server sees them. */
export interface Addresses {
  readonly remote: Endpoint;
  readonly local: Endpoint;
}

export type Accept = (head: RequestHead, addresses: Addresses, client: ClientEnd) => ServerEnd;

/** Carries requests and responses between the clients and servers of one program, as objects and not as bytes. */
export interface HttpLoopback {
  listen(wanted: Endpoint, accept: Accept): Taken | BindProblem;
  /** Asks whoever listens there; the way to say the rest of the request, and to go away. */
  open(to: Endpoint, head: RequestHead, client: ClientEnd): ServerEnd;
}

/**
 * An exchange is a connection of its own. What one end says reaches the other in the order in which it was said, each
 * in a task of its own. An exchange under way holds the program, as a socket does in Node.
 */
export function createHttpLoopback(handles: Handles, later: Later): HttpLoopback {
  const ports = createPorts<Accept>({ isDual: true });

  function open(to: Endpoint, head: RequestHead, client: ClientEnd): ServerEnd {
    const handle = handles.open();
    let server: ServerEnd | undefined;
    let isOver = false;
    let isAsked = false;
    let isAnswered = false;
    const over = (): void => {
      isOver = true;
      handle.end();
    };
    const say = (call: () => void): void =>
      later(() => {
        if (!isOver) call();
      });
    const overIfDone = (): void => {
      if (isAsked && isAnswered) over();
    };

    say(() => {
      const accept = ports.holderOf(to);
      if (!accept) {
        over();
        return client.fail('ECONNREFUSED');
      }
      const remote = { address: loopbackBeside(to.address), port: ephemeralPort() };
      const local = isAny(to.address) ? { ...to, address: loopbackBeside(to.address) } : to;
      server = accept(
        head,
        { remote, local },
        {
          head: (response) => say(() => client.head(response)),
          data: (chunk) => say(() => client.data(chunk)),
          end: () =>
            say(() => {
              isAnswered = true;
              overIfDone();
              client.end();
            }),
          fail: (why) =>
            say(() => {
              over();
              client.fail(why);
            }),
        },
      );
    });
    return {
      data: (chunk) => say(() => server?.data(chunk)),
      end: () =>
        say(() => {
          isAsked = true;
          overIfDone();
          server?.end();
        }),
      gone: () =>
        say(() => {
          over();
          server?.gone();
        }),
    };
  }

  return { listen: (wanted, accept) => ports.take(wanted, accept), open };
}
