/** The digits of base64, by their value (RFC 4648 §4). */
export const BASE64_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 with padding (RFC 4648 §4). The core has neither `Buffer` nor `btoa`. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let place = 0; place < 4; place++) {
      text += place <= left ? BASE64_DIGITS.charAt((bits >> (18 - 6 * place)) & 63) : '=';
    }
  }
  return text;
}
