/**
 * The mapping of the OpaqueString profile (RFC 8265 §4.2.2), by which usernames, realms and passwords are
 * made comparable: spaces of any script become U+0020, and the text is normalized to NFC. Case stays.
 */
export function opaqueString(text: string): string {
  return text.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}
