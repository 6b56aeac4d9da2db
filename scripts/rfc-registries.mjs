/**
 * What the RFCs register: `node scripts/rfc-registries.mjs <folder> > tests/vectors/registries.json`.
 *
 * The folder holds `rfcNNNN.txt` files as the RFC Editor publishes them. Here stands only where each table is; codes
 * and names are the texts' own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { attributesOf, errorCodesOf, methodsOf, toldAttributesOf } from './lib/rfc-codes.mjs';
import { grammarValuesOf, sdpAttributesOf } from './lib/rfc-sdp.mjs';

/** @typedef {(rfc: number) => string} Texts gives an RFC's text */

/**
 * @param {Texts} texts
 * @throws {Error} when two places differ, of one RFC or of two
 */
export function registriesOf(texts) {
  const tables = {
    attributes: [
      ...read(8489, (text) => attributesOf(text, { listed: ['18.3.1', '18.3.2'], defined: '14' })),
      ...read(8445, (text) => toldAttributesOf(text, { listed: '20.1', told: '16.1' }), '20.1'),
      ...read(8656, (text) => attributesOf(text, { listed: ['18'], defined: '18' })),
      // RFC 8489 reserves 0x0003, which RFC 5780 took up again. RFC 5780 §9.1 has one more that §7 doesn't define.
      ...read(5780, (text) => attributesOf(text, { listed: ['9.1'], defined: '7', alsoListed: '7' })),
    ],
    methods: [
      ...read(8489, (text) => methodsOf(text, '18.2'), '18.2'),
      ...read(8656, (text) => methodsOf(text, '17'), '17'),
      ...read(6062, (text) => methodsOf(text, '6.1'), '6.1'),
    ],
    errorCodes: [
      ...read(8489, (text) => errorCodesOf(text, '14.8'), '14.8'),
      ...read(8656, (text) => errorCodesOf(text, '19'), '19'),
      ...read(6062, (text) => errorCodesOf(text, '6.3'), '6.3'),
      ...read(8445, (text) => errorCodesOf(text, '16.2', { registered: '20.2' }), '16.2'),
    ],
    tcpRelayAttributes: read(6062, (text) => attributesOf(text, { listed: ['6.2'], defined: '6.2' })),
    candidateTypes: read(8839, (text) => grammarValuesOf(text, CANDIDATE_TYPES), CANDIDATE_TYPES.section),
    tcpTypes: read(6544, (text) => grammarValuesOf(text, TCP_TYPES), TCP_TYPES.section),
    sdpAttributes: [
      ...read(8839, (text) => sdpAttributesOf(text, '10.1')),
      ...read(8840, (text) => sdpAttributesOf(text, '12')),
    ],
  };
  assertUnique([...tables.attributes, ...tables.tcpRelayAttributes]);
  assertUnique(tables.methods);
  assertUnique(tables.errorCodes);
  return tables;

  /**
   * @template {object} T
   * @param {number} rfc
   * @param {(text: string) => T[]} rowsOf
   * @param {string} [section] where the rows don't say it
   * @returns {(T & { rfc: number, section: string })[]}
   */
  function read(rfc, rowsOf, section = '') {
    try {
      return rowsOf(texts(rfc)).map((row) => ({ rfc, section, ...row }));
    } catch (cause) {
      throw new Error(`RFC ${rfc}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
}

const CANDIDATE_TYPES = {
  section: '5.1',
  rule: 'candidate-types',
  used: /defines the values "([a-z]+)", "([a-z]+)", "([a-z]+)", and "([a-z]+)"/g,
};
const TCP_TYPES = { section: '4.5', rule: 'tcp-type', used: /\btcptype ([a-z]+)/g };

/** No two RFCs give the same code or the same name. */
export function assertUnique(/** @type {{ code: string | number, name: string }[]} */ rows) {
  /** @type {Set<string | number>} */
  const seen = new Set();
  for (const value of rows.flatMap(({ code, name }) => [Number(code), name])) {
    if (seen.has(value)) throw new Error(`${value} is registered twice`);
    seen.add(value);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    console.error(
      'usage: node scripts/rfc-registries.mjs <folder with rfcNNNN.txt> > tests/vectors/registries.json',
    );
    process.exit(2);
  }
  const registries = registriesOf((rfc) => readFileSync(join(folder, `rfc${rfc}.txt`), 'utf8'));
  console.log(JSON.stringify(registries, null, 2));
}
