import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { buildFrameBootstrap, frameBootstrapHash } from './bootstrap-plugin.ts';
import { frameDocument } from './document.ts';

describe('the frame’s bootstrap', () => {
  it('is one strict script that stands in the frame’s document and is named there by its hash', async () => {
    const bootstrap = await buildFrameBootstrap();
    expect(() => new Script(bootstrap.source)).not.toThrow();
    expect(bootstrap.source.startsWith("'use strict';(")).toBe(true);

    const html = frameDocument(bootstrap);
    const inline = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(inline).digest('base64');
    expect(html).toContain(`script-src 'sha256-${hash}' blob:`);
    expect(await frameBootstrapHash()).toBe(`sha256-${hash}`);
  });

  it('leaves NODE_ENV as it was', async () => {
    const before = process.env.NODE_ENV;
    await buildFrameBootstrap();
    expect(process.env.NODE_ENV).toBe(before);
  });
});
