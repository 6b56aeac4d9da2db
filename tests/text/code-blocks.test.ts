import { describe, expect, it } from 'vitest';
import { codeBlocks, typeErrors } from './code-blocks.ts';
import { sources } from './sources.ts';

/** What the text around a piece of code has named. */
const GIVEN = `
  declare const connection: RTCPeerConnection;
  declare const description: RTCSessionDescriptionInit;
  declare const isOffering: boolean;
  declare const isPolite: boolean;
  declare const thisSideRestarts: boolean;
  declare const secret: string;
  declare function send(message: unknown): void;
`;

const CODE = new Set(['ts', 'js']);
const BLOCKS = sources('content/**/*.mdx', 'lessons/*/exercise.yaml')
  .flatMap(codeBlocks)
  .filter(({ language }) => CODE.has(language));

describe('code that a text shows', () => {
  it('type-checks', () => {
    expect(BLOCKS.length).toBeGreaterThan(2);
    expect(typeErrors(BLOCKS, GIVEN)).toEqual([]);
  });
});

describe('the check itself', () => {
  const wrong = (code: string, language = 'ts') =>
    typeErrors([{ path: 'a.mdx', line: 7, language, code }], 'declare const connection: RTCPeerConnection;');

  it('finds a block and its line', () => {
    expect(codeBlocks({ path: 'a.mdx', text: 'One\n\n```ts\nlet a = 1;\n```\n' })).toEqual([
      { path: 'a.mdx', line: 4, language: 'ts', code: 'let a = 1;\n' },
    ]);
  });

  it.each([
    ['a method that no connection has', 'connection.gatherCandidates();'],
    ['an unknown name', 'peer.close();'],
    ['a wrong type', 'const port: number = connection.iceGatheringState;'],
  ])('finds %s', (_what, code) => {
    expect(wrong(`\n${code}`)).toEqual([expect.stringMatching(/^a\.mdx:8 /)]);
  });

  it('reads JavaScript and Node’s modules too', () => {
    expect(wrong("import { createHmac } from 'node:crypto';\ncreateHmac('sha1', 7);", 'js')).toHaveLength(1);
    expect(wrong("import { createHmac } from 'node:crypto';\ncreateHmac('sha1', 'x');", 'js')).toEqual([]);
  });
});
