/**
 * `/ice-servers.json` with credentials that end by themselves: a fetch handler, as Workers and their like take it.
 * The username is `<unix time of expiry>:<id>`, the credential base64(HMAC-SHA1(secret, username)): that is what
 * coturn's `use-auth-secret` asks for.
 */

/**
 * @typedef {object} Settings
 * @property {string} TURN_SECRET coturn's `static-auth-secret`; a secret of the platform, never in a file
 * @property {string} TURN_URLS `turn:` and `turns:` URLs, with spaces between them
 * @property {string} [STUN_URLS] `stun:` URLs, likewise
 * @property {string} [TTL_SECONDS] how long a credential lives; an hour, if it isn't said
 * @property {string} [CLIENT_ADDRESS_HEADER] the header in which the platform itself writes the client's address
 */

const HOUR_S = 3600;
const encoder = new TextEncoder();

export default {
  /**
   * @param {Request} request
   * @param {Settings} settings
   * @returns {Promise<Response>}
   */
  async fetch(request, settings) {
    // The site may stand below a path of its host.
    if (!new URL(request.url).pathname.endsWith('/ice-servers.json')) return answer(404, 'Not found');
    if (!['GET', 'HEAD'].includes(request.method)) return answer(405, 'GET only', { Allow: 'GET, HEAD' });
    // Pages of other sites have no business here. What isn't a browser sends what it likes: the quotas are for that.
    const from = request.headers.get('Sec-Fetch-Site');
    if (from !== null && from !== 'same-origin' && from !== 'none') return answer(403, 'For this site only');
    const client = request.headers.get(settings.CLIENT_ADDRESS_HEADER ?? 'CF-Connecting-IP');
    if (!client || !settings.TURN_SECRET) return answer(500, 'Not configured');
    return answer(200, await iceServers(settings, client, Date.now()));
  },
};

/**
 * @param {Settings} settings
 * @param {string} client its address
 * @param {number} nowMs
 */
async function iceServers(settings, client, nowMs) {
  const { TURN_SECRET, TURN_URLS, STUN_URLS = '', TTL_SECONDS = `${HOUR_S}` } = settings;
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(TURN_SECRET),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['sign'],
  );
  /** @param {string} text */
  const sign = async (text) => new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  // coturn counts a quota by what stands behind the colon: the same for one network, and no address in a log.
  const id = hex(await sign(`client ${networkOf(client)}`)).slice(0, 16);
  const username = `${Math.floor(nowMs / 1000) + Number(TTL_SECONDS)}:${id}`;
  const credential = btoa(String.fromCharCode(...(await sign(username))));
  return [...urls(STUN_URLS).map((url) => ({ urls: url })), { urls: urls(TURN_URLS), username, credential }];
}

/** @param {Uint8Array} bytes */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {string} list */
function urls(list) {
  return list.split(/\s+/).filter(Boolean);
}

/**
 * An IPv4 address, or the first 64 bits of an IPv6 one: who has one of those has them all.
 *
 * @param {string} address
 */
function networkOf(address) {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const behind = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0');
  return [...groups, ...zeros, ...behind]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/**
 * @param {number} status
 * @param {unknown} body
 * @param {Record<string, string>} [headers]
 */
function answer(status, body, headers = {}) {
  return Response.json(body, {
    status,
    headers: { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...headers },
  });
}
