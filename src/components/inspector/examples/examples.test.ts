import { describe, expect, it } from 'vitest';
import { type DecodedStun, METHOD, decodeStun, encodeStun } from '#src/protocol/index.ts';
import { UDP_TRANSPORT, createTestWorld } from '#src/protocol/turn/testing.ts';
import { RFC5769 } from '#tests/vectors/rfc5769.ts';
import { inspect } from '../inspect.ts';
import { readHex } from '../read-hex.ts';
import { verify } from '../verify.ts';
import { MADE_NAMES, RFC5769_NAMES, exampleOf } from './index.ts';
import { MADE } from './made.ts';

function decoded(bytes: Uint8Array): DecodedStun {
  const result = decodeStun(bytes);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

const typesOf = (bytes: Uint8Array) => decoded(bytes).attributes.map(({ type }) => type);

it('the examples of RFC 5769 are those that were extracted from its text', () => {
  expect(RFC5769_NAMES.map((name) => readHex(exampleOf(name).text).bytes)).toEqual(
    RFC5769.map(({ bytes }) => bytes),
  );
  const passwords = RFC5769.map(({ parameters }) => parameters.password);
  expect(RFC5769_NAMES.map((name) => exampleOf(name).credential.password)).toEqual(passwords);
  expect(exampleOf('rfc5769-long-term-request').credential).toMatchObject({
    username: RFC5769[3]?.parameters.username,
    realm: RFC5769[3]?.parameters.realm,
  });
});

describe.each([...MADE_NAMES, ...RFC5769_NAMES])('%s', (name) => {
  it('is read without a problem and without a fault', () => {
    const reading = readHex(exampleOf(name).text);
    expect(reading.problem).toBeUndefined();
    expect(inspect(reading.bytes).faults).toEqual([]);
  });

  it('is proven by the credential that comes with it, as far as it has a proof', () => {
    const { text, credential } = exampleOf(name);
    const { integrity, integritySha256, fingerprint } = verify(inspect(readHex(text).bytes), credential);
    for (const verdict of [integrity, integritySha256, fingerprint])
      expect(['valid', 'absent']).toContain(verdict);
    expect([integrity, integritySha256].includes('valid')).toBe(credential.password !== '');
  });
});

describe('What is made for the examples is what the server of this site sends', () => {
  const world = createTestWorld();
  const client = world.client();

  it('401, with all that a client needs to try again', () => {
    const refused = client.request(METHOD.Allocate, [UDP_TRANSPORT], { integrity: 'none' });
    expect(typesOf(MADE['allocate-401']())).toEqual(refused.attributes.map(({ type }) => type));
  });

  it('the success of an Allocate request', () => {
    // The example's request, with the nonce of this server.
    const { attributes } = decoded(MADE['allocate-request']());
    const algorithms = attributes.filter(({ type }) => type.startsWith('PASSWORD-'));
    const allocated = client.request(METHOD.Allocate, [UDP_TRANSPORT, ...algorithms], {
      integrity: 'sha256',
    });
    expect(allocated.class).toBe('success');
    expect(typesOf(MADE['allocate-success']())).toEqual(allocated.attributes.map(({ type }) => type));
  });

  it('a Binding response', () => {
    const [action] = client.send(
      encodeStun({
        class: 'request',
        method: METHOD.Binding,
        transactionId: new Uint8Array(12),
        attributes: [],
      }),
    );
    if (action?.kind !== 'send-to-client') throw new Error('no answer');
    expect(typesOf(MADE['binding-response']())).toEqual(typesOf(action.bytes));
  });
});
