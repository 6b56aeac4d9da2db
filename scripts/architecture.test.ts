import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AREAS, LESSONS_MAY_IMPORT } from '../eslint.areas.js';

const text = readFileSync('docs/architecture.md', 'utf8');
const picture = /```mermaid\n(.*?)```/s.exec(text)?.[1] ?? '';

describe('docs/architecture.md', () => {
  it('draws exactly the imports that the linter allows', () => {
    const drawn = [...picture.matchAll(/(\S+) --> (\S+)/g)].map(([, from, to]) => `${from} → ${to}`);
    const allowed = Object.entries(AREAS).flatMap(([area, [others]]) =>
      others.map((other) => `${area} → ${other}`),
    );
    const ofLessons = LESSONS_MAY_IMPORT.filter((area) => area in AREAS).map((area) => `lessons → ${area}`);
    expect(drawn.sort()).toEqual([...allowed, ...ofLessons].sort());
  });

  it('has a rule and a row in the table for every folder of src', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
      expect(Object.keys(AREAS)).toContain(name);
      expect(text).toContain(`\`src/${name}\``);
    }
  });
});
