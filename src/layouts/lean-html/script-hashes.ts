import { createHash } from 'node:crypto';

const POLICY = /<meta http-equiv="content-security-policy"[^>]*>/;
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs;
const HASH = / 'sha256-[^']+'/g;

/**
 * The same page whose policy allows the inline scripts that it has, and no others. Astro writes down the hashes of all
 * that it might have used, and of files, which `'self'` allows; a hash is what compresses worst.
 *
 * @param needed hashes of scripts of other documents that inherit the policy
 */
export function withoutUnusedHashes(html: string, needed: readonly string[]): string {
  const used = [...html.matchAll(INLINE_SCRIPT)].map(([, text = '']) => hashOf(text));
  const kept = new Set([...needed, ...used].map((hash) => ` '${hash}'`));
  return html.replace(POLICY, (policy) => policy.replace(HASH, (hash) => (kept.has(hash) ? hash : '')));
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
