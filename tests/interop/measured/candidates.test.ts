import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers } from '#tests/e2e/driver/index.ts';
import type { IceServerEntry } from '#src/ice-server/ice-server.ts';
import { type Candidate, parseCandidate } from '#src/protocol/ice/index.ts';
import { type BlankPage, serveBlankPage } from '../support/blank-page.ts';
import { ownAddresses } from '../support/own-address.ts';
import { type OwnServer, startOwnServer } from '../support/own-server.ts';
import { openWithTools } from '../support/page-tools.ts';

/* What browsers offer, as the chapters 4, 5 and 6 tell it: lines of real gathering, with this site's own server. */

const NAME = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\.local$/;

/** The machine of chapter 5 has “one interface with an IPv4 and an IPv6 address”; so has the network of `npm test`. */
const ADDRESSES = ownAddresses();
const isDualStack =
  ADDRESSES.length === 2 && new Set(ADDRESSES.map((address) => address.includes(':'))).size === 2;

let blank: BlankPage;
let own: OwnServer;
beforeAll(async () => {
  [blank, own] = [await serveBlankPage(), await startOwnServer()];
});
afterAll(async () => {
  blank.close();
  await own.server.close();
});

interface Gathered {
  /** The candidate of each event: a line, `""` or null. */
  readonly events: readonly (string | null)[];
  readonly candidates: readonly Candidate[];
  /** What each candidate of those has as its `usernameFragment`. */
  readonly ufrags: readonly (string | null)[];
  /** The local description at once, and when all was gathered. */
  readonly sdp: { readonly first: string; readonly last: string };
}

interface Wish {
  readonly servers: readonly IceServerEntry[];
  readonly policy?: RTCIceTransportPolicy;
  /** Takes a microphone before, which is an imitation. */
  readonly microphone?: 'remembered' | 'for-once';
}

describeInBrowsers('what a browser offers', (browser) => {
  async function gather({ servers, policy = 'all', microphone }: Wish): Promise<Gathered> {
    const fakeMedia = microphone === 'remembered' ? true : microphone;
    const options = fakeMedia === undefined ? {} : { fakeMedia };
    const page = await openWithTools(browser, blank.url, options);
    const { events, sdp, ufrags } = await page.evaluate(
      async (iceServers, iceTransportPolicy, holdsMicrophone) => {
        const { tools } = window;
        if (holdsMicrophone) await navigator.mediaDevices.getUserMedia({ audio: true });
        const configuration = { iceServers: iceServers as RTCIceServer[], iceTransportPolicy };
        const connection = tools.open('one', configuration);
        const ufrags: (string | null)[] = [];
        connection.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate?.candidate) ufrags.push(candidate.usernameFragment);
        });
        connection.createDataChannel('');
        await connection.setLocalDescription();
        const first = connection.localDescription?.sdp ?? '';
        await tools.gathered(connection);
        // The last event follows the state.
        await tools.wait(200);
        const last = connection.localDescription?.sdp ?? '';
        connection.close();
        return { events: tools.notes['one']?.candidates ?? [], sdp: { first, last }, ufrags };
      },
      servers,
      policy,
      microphone !== undefined,
    );
    const candidates = events
      .filter((line) => line !== null && line !== '')
      .map((line) => {
        const parsed = parseCandidate(line ?? '');
        if (!parsed.ok) throw new Error(`${line}: ${JSON.stringify(parsed.error)}`);
        return parsed.value;
      });
    return { events, candidates, sdp, ufrags };
  }

  /** A page and a gathering for all of the tests that only look at it. */
  let all: Gathered;
  let relayOnly: Gathered;
  beforeAll(async () => {
    const servers = await own.server.iceServers();
    [all, relayOnly] = [await gather({ servers }), await gather({ servers, policy: 'relay' })];
  });
  const of = (type: string, transport = 'udp') =>
    all.candidates.filter((candidate) => candidate.type === type && candidate.transport === transport);

  describe('without media permission (chapters 4 and 6)', () => {
    it('has a random name in each host candidate, one name for each address', () => {
      const names = of('host').map(({ address }) => address);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(name).toMatch(NAME);
      expect(new Set(names).size).toBe(names.length);
      if (isDualStack) expect(names).toHaveLength(2);
    });

    it('hides the base of srflx: raddr 0.0.0.0, rport 0', () => {
      expect(of('srflx')).not.toEqual([]);
      for (const { relatedAddress, relatedPort } of of('srflx'))
        expect([relatedAddress, relatedPort]).toEqual(['0.0.0.0', 0]);
    });

    it(`has ${browser.name === 'firefox' ? 'an active TCP candidate for each address, at port 9' : 'no TCP candidate'}`, () => {
      const tcp = of('host', 'tcp');
      const wanted = browser.name === 'firefox' ? of('host').map(({ address }) => address) : [];
      expect(tcp.map(({ address }) => address).sort()).toEqual(wanted.sort());
      for (const { tcpType, port } of tcp) expect([tcpType, port]).toEqual(['active', 9]);
    });

    it('has foundations of its own kind, and extensions in Chromium alone', () => {
      for (const { foundation, extensions } of all.candidates) {
        if (browser.name === 'chromium') {
          expect(Number(foundation)).toBeGreaterThan(1_000);
          expect(extensions.map(([name]) => name)).toEqual(['generation', 'ufrag', 'network-cost']);
        } else {
          expect(Number(foundation)).toBeLessThan(20);
          expect(extensions).toEqual([]);
        }
      }
      if (browser.name === 'firefox')
        expect(all.candidates.map(({ foundation }) => foundation)).toContain('0');
    });
  });

  it('says the end by null, and Firefox by an empty candidate before (chapters 4 and 7)', () => {
    expect(all.events.at(-1)).toBeNull();
    expect(all.events.filter((event) => event === null)).toHaveLength(1);
    if (browser.name === 'firefox') expect(all.events.at(-2)).toBe('');
    else expect(all.events).not.toContain('');
  });

  it('writes a=end-of-candidates into its own description in Firefox only (chapter 7)', () => {
    expect(all.sdp.last).toContain('a=candidate:');
    expect(all.sdp.last.includes('a=end-of-candidates')).toBe(browser.name === 'firefox');
  });

  it('hands out each candidate with the ufrag of its description (chapter 7)', () => {
    const ufrag = /^a=ice-ufrag:(.*)$/m.exec(all.sdp.last)?.[1]?.trim();
    expect(all.ufrags.length).toBeGreaterThan(0);
    expect(new Set(all.ufrags)).toEqual(new Set([ufrag]));
  });

  it('has a first description that says trickle; Chromium’s holds no candidate (chapter 7)', () => {
    expect(all.sdp.first).toMatch(/^a=ice-options:.*\btrickle\b/m);
    if (browser.name !== 'chromium') return;
    expect(all.sdp.first).not.toContain('a=candidate:');
    expect(all.sdp.first).toContain(
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\n',
    );
  });

  it('gives the public address away in the raddr of a relay in Chromium, not in Firefox (chapter 4)', () => {
    expect(of('relay').length).toBeGreaterThan(0);
    for (const { address, port, relatedAddress, relatedPort } of of('relay')) {
      if (browser.name === 'firefox') expect([relatedAddress, relatedPort]).toEqual([address, port]);
      else {
        expect(relatedAddress).toBe(own.address);
        expect(relatedPort).not.toBe(port);
      }
    }
  });

  it('hides it with the policy relay: Chromium by 0.0.0.0, Firefox as before (chapters 4 and 6)', () => {
    const { candidates } = relayOnly;
    expect(new Set(candidates.map(({ type }) => type))).toEqual(new Set(['relay']));
    for (const { address, relatedAddress } of candidates)
      expect(relatedAddress).toBe(browser.name === 'firefox' ? address : '0.0.0.0');
  });

  describe('priorities (chapter 5)', () => {
    const parts = ({ priority }: Candidate) => ({ type: priority >>> 24, local: (priority >>> 8) & 0xffff });
    const partsOf = (type: string, transport?: string) => of(type, transport).map(parts);

    it('have the type preferences of its table, and no local preference is 65535', () => {
      const types = (type: string, transport?: string) => [
        ...new Set(partsOf(type, transport).map((part) => part.type)),
      ];
      expect(types('host')).toEqual([126]);
      expect(types('host', 'tcp')).toEqual(browser.name === 'firefox' ? [125] : []);
      expect(types('srflx')).toEqual([100]);
      // One over UDP and one over TCP.
      const relays = types('relay').sort((a, b) => b - a);
      expect(relays).toEqual(browser.name === 'firefox' ? [5, 0] : [3, 1]);
      for (const candidate of all.candidates) expect(parts(candidate).local).not.toBe(65_535);
    });

    // Elsewhere there are more addresses to number.
    if (isDualStack) {
      it('have its local preferences too, on a machine as its own', () => {
        const locals = (type: string) =>
          partsOf(type)
            .sort((a, b) => b.type - a.type || a.local - b.local)
            .map(({ local }) => local);
        const isFirefox = browser.name === 'firefox';
        expect(locals('host')).toEqual(isFirefox ? [32_256, 32_512] : [30, 50]);
        expect(locals('srflx')).toEqual(isFirefox ? [32_287] : [30]);
        expect(locals('relay')).toEqual(isFirefox ? [32_286, 32_287] : [32, 31]);
      });
    }

    it('put a relay over UDP before one over TCP', async () => {
      const [, turn] = await own.server.iceServers();
      if (!turn) throw new Error('no TURN server');
      const priorityOver = async (transport: string) => {
        const urls = turn.urls.filter((url) => url.endsWith(transport));
        const { candidates } = await gather({ servers: [{ ...turn, urls }], policy: 'relay' });
        return candidates.map(({ priority }) => priority);
      };
      const [udp, tcp] = [await priorityOver('udp'), await priorityOver('tcp')];
      expect(Math.min(...udp)).toBeGreaterThan(Math.max(...tcp));
    });
  });

  describe('with a microphone (chapters 4 and 6)', () => {
    it('has bare addresses, and an active TCP candidate for each, once the page holds it', async () => {
      const { candidates } = await gather({ servers: [], microphone: 'remembered' });
      const hosts = candidates.filter(({ type, transport }) => type === 'host' && transport === 'udp');
      expect(hosts.length).toBeGreaterThan(0);
      for (const { address } of hosts) expect(ADDRESSES).toContain(address);
      const tcp = candidates.filter(({ transport }) => transport === 'tcp');
      expect(tcp.map(({ address }) => address).sort()).toEqual(hosts.map(({ address }) => address).sort());
      for (const { tcpType, port } of tcp) expect([tcpType, port]).toEqual(['active', 9]);
    });

    if (browser.name === 'firefox') {
      it('has names still where the page has a stream, and no permission is remembered', async () => {
        const { candidates } = await gather({ servers: [], microphone: 'for-once' });
        expect(candidates.length).toBeGreaterThan(0);
        for (const { address } of candidates) expect(address).toMatch(NAME);
      });
    }
  });
});
