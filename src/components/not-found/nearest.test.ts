import { describe, expect, it } from 'vitest';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { nearest } from './nearest.ts';

const pages = [
  ...COURSE_CHAPTERS.map(({ slug, title }) => ({ path: `/learn/${slug}/`, title: title.en })),
  { path: '/tools/gather/', title: 'Gather' },
  { path: '/lab/', title: 'Lab' },
];

describe('the page that was probably meant', () => {
  it.each([
    ['/learn/candidate/', '/learn/candidates/'],
    ['/learn/cadnidates', '/learn/candidates/'],
    ['/zh-cn/learn/04-Candidates.html', '/learn/candidates/'],
    ['/learn/stunn/', '/learn/stun/'],
    ['/learn/turn/index.html', '/learn/turn/'],
    ['/chapters/nats-and-firewals/', '/learn/nats-and-firewalls/'],
    ['/gather/', '/tools/gather/'],
    ['/learn/trickle/', '/learn/trickle-and-signalling/'],
    ['/lab', '/lab/'],
  ])('for %s is %s', (path, meant) => {
    expect(nearest(path, pages)?.path).toBe(meant);
  });

  it.each(['/', '/x/', '/wp-login.php', '/favicon-32x32.png', '/learn/nothing-here/'])(
    'is none for %s',
    (path) => {
      expect(nearest(path, pages)).toBeUndefined();
    },
  );
});
