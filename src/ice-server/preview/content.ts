import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

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

/** Whether gzip makes it smaller: text, and formats that don't compress themselves. */
export function isCompressible(contentType: string): boolean {
  return /^text\/|json|xml|wasm|font\/ttf|x-icon/.test(contentType);
}

const compress = promisify(gzip);

/** Reads files, and keeps the compressed form of each: the site is small, and compressing Monaco isn't. */
export interface ContentCache {
  read(file: string, etag: string, encoding: 'gzip' | 'identity'): Promise<Buffer>;
}

export function createContentCache(): ContentCache {
  const compressed = new Map<string, { readonly etag: string; readonly bytes: Promise<Buffer> }>();
  return {
    async read(file, etag, encoding) {
      if (encoding === 'identity') return readFile(file);
      const known = compressed.get(file);
      if (known?.etag === etag) return known.bytes;
      const bytes = readFile(file).then((content) => compress(content, { level: 9 }));
      compressed.set(file, { etag, bytes });
      bytes.catch(() => compressed.delete(file));
      return bytes;
    },
  };
}
