import { describe, expect, it } from 'vitest';
import { terminal } from '#src/i18n/messages/terminal.ts';
import { harmless } from './ansi.ts';
import { createCommands, type Program } from './commands.ts';
import { drawLine } from './draw.ts';
import { complete, runLine } from './shell.ts';

const FILES = { 'client.ts': 'export {};\n', 'server.ts': 'export {};', 'udp.test.ts': '// tests' };

/** A shell whose machine only notes what it is asked to run. */
function shell() {
  const ran: (Program | 'checks')[] = [];
  const commands = createCommands(
    {
      files: () => FILES,
      runProgram: (program) => Promise.resolve(ran.push(program) && 0),
      runChecks: () => Promise.resolve(ran.push('checks') && 0),
      clear: () => undefined,
    },
    'en',
  );
  const type = async (line: string) => {
    let output = '';
    const io = { write: (text: string) => (output += text), signal: new AbortController().signal };
    const code = await runLine(commands, line, io, terminal.en);
    return { code, output };
  };
  return { commands, ran, type };
}

describe('the shell', () => {
  it('lists and shows files', async () => {
    const { type } = shell();
    expect((await type('ls')).output).toBe('client.ts\nserver.ts\nudp.test.ts\n');
    expect((await type('cat "server.ts" ./client.ts')).output).toBe('export {};\nexport {};\n');
    expect(await type('cat nope.ts')).toMatchObject({ code: 1 });
  });

  it('runs a file, tests, and the checks', async () => {
    const { ran, type } = shell();
    await type('node ./client.ts');
    await type('node --test');
    await type('node --test client.ts');
    await type('npm test');
    expect(ran).toEqual([
      { entry: 'client.ts' },
      { tests: ['udp.test.ts'] },
      { tests: ['client.ts'] },
      'checks',
    ]);
  });

  it.each(['node', 'node nope.ts', 'node --inspect', 'node --test nope.ts', 'npm install x', 'cat'])(
    '%s is refused in words, and runs nothing',
    async (line) => {
      const { ran, type } = shell();
      const { code, output } = await type(line);
      expect(code).toBe(1);
      expect(output.length).toBeGreaterThan(10);
      expect(ran).toEqual([]);
    },
  );

  it('knows nothing by the name of what every object has', async () => {
    const { type } = shell();
    expect((await type('constructor')).code).toBe(127);
    expect((await type('cat __proto__')).code).toBe(1);
    expect((await type('cat "open')).code).toBe(2);
    expect((await type('   ')).code).toBe(0);
  });

  it('names every command in its help', async () => {
    const { commands, type } = shell();
    const { output } = await type('help');
    for (const { uses } of Object.values(commands))
      for (const usage of Object.keys(uses)) expect(output).toContain(usage);
    expect(output).toContain('node --test');
  });
});

describe('completion', () => {
  const { commands } = shell();
  it.each<[string, string | undefined]>([
    ['cle', 'ar '],
    ['no', 'de '],
    ['cat cl', 'ient.ts '],
    ['node --', 'test '],
    ['node --test u', 'dp.test.ts '],
    ['c', ''],
    ['cat client.ts', undefined],
    ['cat nope', undefined],
    ['constructor c', undefined],
    ['', undefined],
    ['  ', undefined],
  ])('of “%s” adds %j', (line, added) => {
    expect(complete(commands, line)?.added).toBe(added);
  });

  it('names the choices where there are several', () => {
    expect(complete(commands, 'c')?.choices).toEqual(['cat', 'clear']);
    expect(complete(commands, 'cat ')?.choices).toEqual(['client.ts', 'server.ts', 'udp.test.ts']);
  });
});

describe('the drawing of a line', () => {
  const draw = (text: string, cursor: number, columns: number) =>
    drawLine('$ ', { text, cursor }, columns, 0);

  it('puts the cursor where the next character goes', () => {
    expect(draw('abc', 1, 80).sequence).toBe('\r\x1b[J$ abc\r\x1b[3C');
  });

  it('knows the rows of a long line, and of wide characters', () => {
    expect(draw('abcdefgh', 8, 5).cursorRow).toBe(2);
    // Two columns each: the second does not fit into the first row.
    expect(draw('候选', 2, 5).cursorRow).toBe(1);
  });

  it('moves on where the row is full to its edge', () => {
    expect(draw('abc', 3, 5)).toMatchObject({ cursorRow: 1 });
    expect(draw('abc', 3, 5).sequence).toContain('abc \r');
  });
});

describe('text of the learner’s code', () => {
  it('keeps its colours and moves nothing', () => {
    expect(harmless('\x1b[31mred\x1b[0m')).toBe('\x1b[31mred\x1b[0m');
    expect(harmless('\x1b]0;title\x07')).toBe('␛]0;title␇');
    expect(harmless('\x1b[2Jgone\rover')).toBe('␛[2Jgone␍over');
    expect(harmless('a\r\nb\tc\n')).toBe('a\nb\tc\n');
  });
});
