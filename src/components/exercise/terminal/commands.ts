import type { Locale } from '#src/i18n/locales.ts';
import { terminal as messages } from '#src/i18n/messages/terminal.ts';
import type { Files } from '#src/runner/contract.ts';
import { paint } from './ansi.ts';
import type { Commands, Io } from './shell.ts';

/** What a program is: a file, or files of tests for `node --test`. */
export type Program = { readonly entry: string } | { readonly tests: readonly string[] };

/** The machine that the shell works on: an exercise and its runner. */
export interface Machine {
  /** As they stand in the editor now. */
  readonly files: () => Files;
  /** @returns the exit code */
  readonly runProgram: (program: Program, io: Io) => Promise<number>;
  /** What the button does, told here as well. */
  readonly runChecks: (io: Io) => Promise<number>;
  readonly clear: () => void;
}

/** Which files `node --test` takes by itself, as Node's documentation has it; the exercise's own checks are `npm test`. */
const IS_TEST = /(^|[./_-])test\.[cm]?[jt]s$/;

/** The commands of the browser runner's shell. */
export function createCommands(machine: Machine, locale: Locale): Commands {
  const t = messages[locale];
  const names = (): string[] => Object.keys(machine.files()).sort();

  const commands: Commands = {
    help: {
      uses: { help: t.help },
      next: () => [],
      run: (_, { write }) => {
        const all = Object.values(commands).flatMap(({ uses }) => Object.entries(uses));
        const width = Math.max(...all.map(([usage]) => usage.length)) + 2;
        for (const [usage, about] of all) write(`${paint('bold', usage.padEnd(width))}${about}\n`);
        write(`\n${t.keys}\n`);
        return 0;
      },
    },
    ls: {
      uses: { ls: t.ls },
      next: () => [],
      run: (_, { write }) => {
        write(names().join('\n') + '\n');
        return 0;
      },
    },
    cat: {
      uses: { 'cat <file> …': t.cat },
      next: names,
      run: (args, { write }) => {
        if (args.length === 0) return refuse(write, t.noFile('cat'));
        let code = 0;
        for (const name of args) {
          const text = fileOf(name);
          if (text === undefined) code = refuse(write, t.missing('cat', name));
          else write(text.endsWith('\n') ? text : `${text}\n`);
        }
        return code;
      },
    },
    node: {
      uses: { 'node <file>': t.node, 'node --test [file …]': t.nodeTest },
      next: (before) => [...(before.length === 0 ? ['--test'] : []), ...names()],
      run: runNode,
    },
    npm: {
      uses: { 'npm test': t.npmTest },
      next: (before) => (before.length === 0 ? ['test'] : []),
      run: (args, io) => {
        const isTest = ['test', 't', 'run test'].includes(args.join(' '));
        return isTest ? machine.runChecks(io) : refuse(io.write, t.npmOnlyTests);
      },
    },
    clear: {
      uses: { clear: t.clear },
      next: () => [],
      run: () => {
        machine.clear();
        return 0;
      },
    },
  };

  function runNode(args: readonly string[], io: Io): number | Promise<number> {
    const [first, ...rest] = args;
    if (first === undefined) return refuse(io.write, t.noRepl);
    if (first === '--version' || first === '-v') {
      io.write(`${t.version}\n`);
      return 0;
    }
    if (first !== '--test' && first.startsWith('-')) return refuse(io.write, t.unknownOption(first));
    const isTest = first === '--test';
    const asked = isTest ? rest : [first];
    const missing = asked.find((name) => fileOf(name) === undefined);
    if (missing !== undefined) return refuse(io.write, t.missing('node', missing));
    if (!isTest) {
      if (rest.length > 0) io.write(`${paint('yellow', t.noArguments)}\n`);
      return machine.runProgram({ entry: pathOf(first) }, io);
    }
    const tests = asked.length > 0 ? asked.map(pathOf) : names().filter((name) => IS_TEST.test(name));
    return tests.length === 0 ? refuse(io.write, t.noTests) : machine.runProgram({ tests }, io);
  }

  function fileOf(name: string): string | undefined {
    const files = machine.files();
    const path = pathOf(name);
    return Object.hasOwn(files, path) ? files[path] : undefined;
  }

  return commands;
}

const pathOf = (name: string): string => name.replace(/^(\.\/)+/, '');

function refuse(write: Io['write'], why: string): 1 {
  write(`${paint('red', why)}\n`);
  return 1;
}
