import { readdirSync, readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
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

describe('the linter', { timeout: 60_000 }, () => {
  const eslint = new ESLint();

  async function refusals(filePath: string, code: string): Promise<string[]> {
    const [result] = await eslint.lintText(`${code}\n`, { filePath });
    return (result?.messages ?? []).flatMap(({ ruleId }) =>
      ruleId?.startsWith('no-restricted') ? [ruleId] : [],
    );
  }

  it.each([
    ['src/live/x.ts', "import '#src/components/gather/example.ts';"],
    ['src/live/x.ts', "import '../components/gather/example.ts';"],
    ['src/live/x.ts', "await import('#src/components/gather/example.ts');"],
    ['src/live/x.ts', "await import('../components/gather/example.ts');"],
    ['src/protocol/x.ts', "import '#lessons/contract.ts';"],
    ['src/protocol/x.ts', "import '#tests/vectors/hex.ts';"],
    ['src/components/x/y.ts', "import '#src/ice-server/ice-server.ts';"],
    ['src/components/x/y.ts', "import '#tests/vectors/hex.ts';"],
    ['lessons/x/checks/index.ts', "import '../../../src/runner/index.ts';"],
    ['lessons/x/checks/index.ts', "import '#src/protocol/stun/index.ts';"],
    ['lessons/x/checks/x.check.ts', "import '#src/protocol/index.ts';"],
    ['lessons/x/checks/x.check.ts', "import '../solution/codec';"],
    ['lessons/x/solution/x.ts', "import 'node:fs';"],
    ['lessons/x/solution/x.ts', "import 'vitest';"],
  ])('refuses in %s: %s', async (file, code) => {
    expect(await refusals(file, code)).toHaveLength(1);
  });

  it.each([
    ['src/live/x.ts', "import '#src/protocol/index.ts';"],
    ['src/components/x/y.ts', "await import('#src/runner/index.ts');"],
    ['src/components/x/y.ts', "import '#lessons/contract.ts';"],
    ['lessons/x/checks/index.ts', "import '#src/protocol/index.ts';"],
    ['lessons/x/checks/x.check.ts', "import '../solution/codec.ts';"],
    ['lessons/x/solution/x.ts', "import 'node:assert/strict';"],
  ])('allows in %s: %s', async (file, code) => {
    expect(await refusals(file, code)).toEqual([]);
  });
});
