import { describe, expect, it } from 'vitest';
import { listedPage, robots, sitemap } from './sitemap.ts';

const page = listedPage(
  '<head><link rel="canonical" href="https://a.example/b/"><link rel="alternate" hreflang="en" href="https://a.example/b/">' +
    '<link rel="alternate" hreflang="zh-Hans-CN" href="https://a.example/zh-cn/b/"></head><link rel="canonical" href="/no">',
);

describe('the sitemap', () => {
  it('has each page with its editions, as its head names them', () => {
    expect(page && sitemap([page])).toContain(
      '<url><loc>https://a.example/b/</loc><xhtml:link rel="alternate" hreflang="en" href="https://a.example/b/"/>' +
        '<xhtml:link rel="alternate" hreflang="zh-Hans-CN" href="https://a.example/zh-cn/b/"/></url>',
    );
  });

  it('has no page that names no address', () => {
    expect(listedPage('<head><title>Not found</title></head>')).toBeUndefined();
  });

  it('is named to robots with its whole address', () => {
    expect(robots('https://a.example/', '/')).toContain('\nSitemap: https://a.example/sitemap.xml\n');
    const below = robots('https://a.example/', '/b/');
    expect(below).toContain('\nDisallow: /b/sandbox/\n');
    expect(below).toContain('\nSitemap: https://a.example/b/sitemap.xml\n');
  });
});
