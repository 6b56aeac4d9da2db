import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

export function contentTypeOf(file: string): string {
  return TYPES[extname(file)] ?? 'application/octet-stream';
}

/** Whether compression makes it smaller: text, and formats that don't compress themselves. */
export function isCompressible(contentType: string): boolean {
  return /^text\/|json|xml|wasm|font\/ttf|x-icon/.test(contentType);
}

/** How a body travels: the content codings of HTTP that browsers take on loopback, too. */
export type ContentCoding = 'br' | 'gzip' | 'identity';

/** The smallest form that a request's Accept-Encoding takes. */
export function codingFor(acceptEncoding: string): ContentCoding {
  const accepts = (coding: string) =>
    new RegExp(`\\b${coding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(acceptEncoding);
  return accepts('br') ? 'br' : accepts('gzip') ? 'gzip' : 'identity';
}

/** Brotli's qualities: a page's first words wait for its bytes; what it loads later should rather come at once. */
const PAGE_QUALITY = 9;
const FAST_QUALITY = 5;

const COMPRESS: Record<
  Exclude<ContentCoding, 'identity'>,
  (content: Buffer, file: string) => Promise<Buffer>
> = {
  gzip: (content) => promisify(gzip)(content, { level: 9 }),
  br: (content, file) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: extname(file) === '.html' ? PAGE_QUALITY : FAST_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
};

/** Reads files, and keeps the compressed forms of each: the site is small, and compressing Monaco isn't. */
export interface ContentCache {
  read(file: string, etag: string, coding: ContentCoding): Promise<Buffer>;
}

export function createContentCache(): ContentCache {
  const compressed = new Map<string, { readonly etag: string; readonly bytes: Promise<Buffer> }>();
  return {
    async read(file, etag, coding) {
      if (coding === 'identity') return readFile(file);
      const key = `${coding} ${file}`;
      const known = compressed.get(key);
      if (known?.etag === etag) return known.bytes;
      const bytes = readFile(file).then((content) => COMPRESS[coding](content, file));
      compressed.set(key, { etag, bytes });
      bytes.catch(() => compressed.delete(key));
      return bytes;
    },
  };
}
