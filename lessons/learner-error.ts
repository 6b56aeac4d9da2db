import { text } from './contract.ts';
import type { LearnerError, LocalizedText, Problem } from './contract.ts';

/** What went wrong in the learner's code, and where, as a clause without a full stop. */
export function wordsOfLearnerError(error: LearnerError): LocalizedText {
  const what = KIND[error.kind](error);
  if (!error.place) return what;
  const { file, line } = error.place;
  return text(`${what.en} (${file}, line ${line})`, `${what['zh-cn']}（${file} 第 ${line} 行）`);
}

const KIND: Readonly<Record<LearnerError['kind'], (error: LearnerError) => LocalizedText>> = {
  syntax: (error) => detailOf(error),
  thrown: (error) => {
    const said = detailOf(error);
    return text(`your code threw ${said.en}`, `代码抛出了 ${said['zh-cn']}`);
  },
  'missing-export': ({ message }) =>
    text(`no exported function ${message}`, `没有导出名为 ${message} 的函数`),
  'not-cloneable': (error) => {
    const why = detailOf(error);
    return text(`an answer that is no plain data: ${why.en}`, `返回值不是普通数据：${why['zh-cn']}`);
  },
  loop: () => text('a loop ran for too long', '有个循环运行太久'),
  recursion: () => text('a function calls itself without end', '有个函数无休止地调用自己'),
};

/** The error itself, without its kind and place: the runner's words in both editions, or an engine's as they are. */
export function detailOf({ name, message, problem }: LearnerError): LocalizedText {
  if (problem) return wordsOfProblem(problem);
  const said = name && !message.startsWith(name) ? `${name}: ${message}` : message;
  return text(said, said);
}

function wordsOfProblem(problem: Problem): LocalizedText {
  switch (problem.kind) {
    case 'import':
      return text(
        'modules can’t be imported here: everything the exercise needs is already there',
        '这里不能导入模块：练习需要的都已经在了',
      );
    case 'missing-file': {
      const { specifier } = problem;
      return text(
        `there is no file ${specifier} here; a path begins with ./ and ends with .ts`,
        `这里没有文件 ${specifier}；路径以 ./ 开头，以 .ts 结尾`,
      );
    }
    case 'unknown-package': {
      const { specifier } = problem;
      return text(
        `no package can be installed here, so there is no ${specifier}`,
        `这里不能安装软件包，所以没有 ${specifier}`,
      );
    }
    case 'unsupported-builtin': {
      const { specifier } = problem;
      return text(
        `the browser runner has no ${specifier}; real Node.js has`,
        `浏览器运行器没有 ${specifier}；真正的 Node.js 才有`,
      );
    }
    case 'import-cycle': {
      const { files } = problem;
      return text(
        `files import each other in a circle, which the browser runner can’t link: ${files}`,
        `文件循环导入，浏览器运行器无法链接：${files}`,
      );
    }
    case 'computed-import':
      return text(
        'import() needs a text here, which can be linked before the run',
        '这里的 import() 需要写明的文本，才能在运行前链接',
      );
    case 'source-too-long':
      return text(`the file has more than ${problem.limit} characters`, `文件超过了 ${problem.limit} 个字符`);
    case 'too-entangled':
      return text(
        'the code is too entangled to be read; look for brackets that open and never close',
        '代码缠绕得太复杂，无法读懂；看看有没有只开不闭的括号',
      );
    case 'nested-too-deeply':
      return text('the code is nested too deeply to be read', '代码嵌套得太深，无法读懂');
    case 'too-many-values':
      return about(
        problem.path,
        `has more than ${problem.limit} values`,
        `包含的值超过了 ${problem.limit} 个`,
      );
    case 'too-deep':
      return about(
        problem.path,
        `is nested deeper than ${problem.limit} levels`,
        `嵌套超过了 ${problem.limit} 层`,
      );
    case 'text-too-long':
      return about(
        problem.path,
        `is a text of more than ${problem.limit} characters`,
        `是超过 ${problem.limit} 个字符的文本`,
      );
    case 'too-much-text':
      return about(
        problem.path,
        `has more than ${problem.limit} characters in all`,
        `的文本总共超过了 ${problem.limit} 个字符`,
      );
    case 'name-too-long':
      return about(
        problem.path,
        `has a property name of more than ${problem.limit} characters`,
        `有一个属性名超过了 ${problem.limit} 个字符`,
      );
    case 'no-data': {
      const [en, zhCn] = NO_DATA[problem.what];
      return about(problem.path, `is ${en}`, `是${zhCn}`);
    }
  }
}

const NO_DATA = {
  function: ['a function', '函数'],
  symbol: ['a symbol', ' symbol'],
  bigint: ['a bigint', ' bigint'],
  binary: ['binary data', '二进制数据'],
  object: ['an object without data of its own', '一个自身没有数据的对象'],
} as const;

/** `answer[0].send is a function`; in Chinese, a space keeps the two scripts apart. */
function about(path: string, en: string, zhCn: string): LocalizedText {
  return path === ''
    ? text(`the answer ${en}`, `返回值${zhCn}`)
    : text(`answer${path} ${en}`, `返回值的 ${path} ${zhCn.trimStart()}`);
}
