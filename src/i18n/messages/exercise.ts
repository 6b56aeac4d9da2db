import { defineMessages } from '../messages.ts';

export const exercise = defineMessages({
  en: {
    kicker: 'Exercise',
    /** Of a Node exercise, in its chapter. */
    ownPage: 'several files, on a page of its own',
    /** What runs a Node exercise. */
    runner: { worker: 'Browser runner, simulated network', webcontainer: 'WebContainer, real Node.js' },
    progress: { tried: 'Tried', 'solved-with-help': 'Solved with help', solved: 'Solved' },
    files: 'Files',
    readOnly: 'read-only',
    readOnlyNote: 'This file is given: you can read it, but not change it.',
    codeEditor: (file: string) => `Code editor: ${file}`,
    needsScript: 'Running this exercise needs JavaScript. You can read the task and the code without it.',

    run: 'Run checks',
    runKeys: 'Ctrl+Enter or ⌘+Enter',
    stop: 'Stop',
    reset: 'Reset',
    showSolution: 'Show solution',
    nextHint: 'Next hint',

    hints: 'Hints',
    hintOf: (number: number, count: number) => `Hint ${number} of ${count}`,
    hintsLeft: (count: number) => (count === 1 ? 'One hint left.' : `${count} hints left.`),
    noHintsLeft: 'That was the last hint.',
    seeSolution: 'See the solution',
    hintForCheck: 'Show a hint for this',
    hideHint: 'Hide the hint',

    checks: 'Checks',
    toChecks: (tally: string) => `Checks ${tally}`,
    expected: 'Expected',
    seen: 'Seen',
    more: 'More',
    /** Heard only: what a title is followed by, and what a button is about. */
    follows: (what: string) => `: ${what}`,
    aside: (what: string) => `(${what})`,
    verdict: {
      pending: 'not checked yet',
      pass: 'passed',
      fail: 'failed',
      error: 'could not be checked',
    },
    unreached: 'The run ended before this could be seen.',
    broken: (reason: string) => `This check could not be made; your code is not to blame. (${reason})`,

    typeProblems: (count: number) =>
      count === 1 ? '1 type error in your code' : `${count} type errors in your code`,
    moreTypeProblems: (count: number) =>
      count === 1 ? 'One more is marked in the editor.' : `${count} more are marked in the editor.`,

    output: 'Output',
    outputEmpty: 'What your code writes with console.log appears here.',
    outputDropped: (count: number) => `${count} earlier lines are not shown.`,
    outputCut: (count: number) => `More was written; the first ${count} lines were kept.`,
    datagramsLost: (count: number) =>
      `The network carries ${count} datagrams of a run. What was sent after them is lost.`,
    moreValues: (count: number) => (count === 1 ? '… one more' : `… ${count} more`),
    valuesFailed: 'What opens this could not be loaded. Are you offline?',
    uncaught: 'Not caught:',
    blocked: (what: string) => `Refused by the frame that your code runs in: ${what}`,
    level: { log: '', info: 'Info', warn: 'Warning', error: 'Error', debug: 'Debug' },

    status: {
      idle: 'Not run yet.',
      running: 'Running …',
      stopping: 'Stopping …',
      passed: (count: number) => (count === 1 ? 'The check passed.' : `All ${count} checks passed.`),
      failed: (passed: number, count: number) => `${passed} of ${count} checks passed.`,
      error: (passed: number, count: number, notMade: number) =>
        `${passed} of ${count} checks passed; ${notMade} could not be made here.`,
      stopped: 'Stopped. Nothing was checked.',
      deadline: (seconds: number) =>
        `Your code did not come to an end within ${seconds} s, so it was ended. Does it wait for something that never comes?`,
      hung: 'Your code kept its page busy without a pause, so it was ended. Look for work that never ends. On a very busy computer, run it once more.',
      tooManyObservations: (limit: number) =>
        `Your code made more connections, candidates and changes of state than the checks can watch (${limit}), so it was ended.`,
      left: 'Your code left its page, took it down or took the focus from yours; there was nothing left to check.',
      failedToStart: (reason: string) =>
        `The run could not start; your code is not to blame. Try again, or reload the page. (${reason})`,
      stale: 'The code has changed since this run.',
    },
    learnerError: {
      syntax: 'This cannot be read as TypeScript:',
      thrown: 'The code threw an error:',
      'missing-export': 'An export is missing:',
      'not-cloneable': 'The answer is not plain data:',
      loop: 'A loop ran for too long, so it was ended:',
      recursion: 'A function calls itself without end:',
    },
    at: (file: string, line: number) => `${file}, line ${line}`,
    goToLine: (line: number) => `Go to line ${line}`,

    needsTurn: 'This exercise asks for a TURN server, and none is configured.',
    needsTurnHow: 'Add one in the settings',
    needsTurnLocal: ', or start the site on your own machine with npm start, which brings one.',
    needsTurnFromSite:
      "This exercise asks for a TURN server. Code from a link gets only this site's servers, and none of them is one.",
    sharedProcess:
      'In this browser a call that never ends, such as a regular expression that backtracks, can freeze this page until the browser offers to stop it.',

    restored: (when: string) => `Your draft of ${when} is back.`,
    exerciseChanged: (when: string) =>
      `This exercise has changed since your draft of ${when}. You see your draft; the new code is kept beside it.`,
    compareNewCode: 'Compare with the new code',
    takeNewCode: 'Start from the new code',
    keepMyDraft: 'Keep my draft',
    typedFirst: (when: string) =>
      `You began to type before your draft of ${when} was read. Both are kept; the draft is among the earlier texts.`,
    adopted: 'This exercise was changed in another tab; you see that text here too.',
    overtaken:
      'This exercise was changed in another tab as well. You see your text; the other is among the earlier texts.',
    wasReset: 'Reset to the code that you started from. Your text is kept.',
    wasReplaced: 'Replaced. The text from before is kept.',
    undo: 'Undo',
    dismiss: 'Dismiss',

    storage: {
      denied:
        'This browser keeps no data for this site, so your text is gone once you leave the page. Everything else works.',
      full: 'There is no space left to keep your text; it is gone once you leave the page. Free some space, or copy it out.',
      blocked:
        'Another tab holds the drafts of this site, so your text is not kept. Close the other tabs and reload.',
      newer:
        'Another tab runs a newer edition of this site, so your text is not kept here. Copy it out and reload.',
      failed:
        'The browser could not keep your text; it is gone once you leave the page. Everything else works.',
    },

    earlierCount: (count: number) => `Earlier texts (${count})`,
    earlierFrom: (when: string, reason: string) => `${when}, ${reason}`,
    earlierReason: {
      reset: 'before a reset',
      'other-tab': 'from another tab',
      'exercise-changed': 'for an older edition of this exercise',
      replaced: 'before it was replaced',
      import: 'before an import',
    },
    compare: 'Compare',
    bringBack: 'Bring back',

    askReset: 'Go back to the code that you started from? Your text is kept, and you can undo this.',
    askResetYes: 'Go back to the start',
    askResetNo: 'Keep my text',
    askSolution:
      'Show the solution? A hint may be all you need. Your text stays as it is; a pass after this counts as solved with help.',
    askSolutionYes: 'Show it',
    askSolutionNo: 'Not yet',
    solution: 'Solution',
    solutionFailed: 'The solution could not be loaded. Are you offline?',
    ofFile: (what: string, file: string) => `${what}: ${file}`,
    yours: 'Your text',
    startCode: 'The new code',
    earlierText: 'Earlier text',
    differs: 'differs:',
    takeSolution: 'Put it into the editor',
    takeSolutionNote: 'Your own text is kept among the earlier texts.',
    close: 'Close',

    /** Links that carry code. */
    link: {
      share: 'Share',
      shared: {
        copied: 'The link is copied. It carries the code as it is now, and nothing else.',
        shown:
          'The browser did not let this page copy it. Here is the link; it carries the code and nothing else.',
        'too-long': 'This code is too long for a link. Copy it out and send it as a file.',
      },

      title: 'Code from a link',
      whose:
        'This code comes from whoever made the link. It is not from this site, and nobody here has looked at it.',
      untouched: 'Nothing of it has run, and your own text is as it was.',
      asking:
        'Nothing of it has run, and your own text is as it was. If you use it, yours stays among the earlier texts.',
      reaches:
        "Once you run it, it can show your addresses to any host that it names. It gets only this site's ICE servers, never your own list.",
      compare: 'Look at it beside mine',
      use: 'Use it',
      leave: 'Leave it',
      same: 'It is the very text that stands in your editor.',

      bad: 'A link that cannot be used',
      problem: {
        'too-long': 'It holds more than a link of this site ever does, so it was not unpacked to the end.',
        damaged:
          'It is damaged: some of it was cut off or changed on its way. Ask for it again, and copy all of it.',
        'foreign-file':
          'It would replace a file that is not yours to change in this exercise, so all of it was refused.',
        'other-exercise':
          'It is for an exercise that is not on this page: it may have moved, or this language may not have it yet.',
      },

      inEditor:
        "This text came by a link, and can show your addresses to any host that it names. Its runs get only this site's ICE servers, never your own list, until you reset it or take a text that is your own or this site's.",
      earlier: ', code from a link',
    },

    plainField: 'Plain field',
    fullEditor: 'Full editor',
    editorKind: 'Editor',
    editorLoading: 'The full editor is loading; go on typing.',
    editorFailed: 'The full editor could not be loaded. The plain field does everything but completions.',
    tabHelp: 'Tab leaves the editor. Ctrl+] indents a line, Ctrl+[ takes the indent back.',
    tabHelpFull:
      'Tab leaves the editor, or takes an open suggestion. Ctrl+] indents a line, Ctrl+[ takes the indent back.',
  },
  'zh-cn': {
    kicker: '练习',
    ownPage: '多个文件，单独一页',
    runner: { worker: '浏览器运行器，模拟网络', webcontainer: 'WebContainer，真正的 Node.js' },
    progress: { tried: '试过', 'solved-with-help': '借助答案解出', solved: '独立解出' },
    files: '文件',
    readOnly: '只读',
    readOnlyNote: '这个文件是给定的，只能阅读，不能改动。',
    codeEditor: (file) => `代码编辑器：${file}`,
    needsScript: '运行练习需要 JavaScript。没有它，题目和代码仍可阅读。',

    run: '运行检查',
    runKeys: 'Ctrl+Enter 或 ⌘+Enter',
    stop: '停止',
    reset: '重置',
    showSolution: '查看答案',
    nextHint: '下一条提示',

    hints: '提示',
    hintOf: (number, count) => `提示 ${number} / ${count}`,
    hintsLeft: (count) => `还有 ${count} 条提示。`,
    noHintsLeft: '提示已全部给出。',
    seeSolution: '看看答案',
    hintForCheck: '看看这一项的提示',
    hideHint: '收起提示',

    checks: '检查项',
    toChecks: (tally) => `检查项 ${tally}`,
    expected: '应为',
    seen: '实际',
    more: '详情',
    follows: (what) => `：${what}`,
    aside: (what) => `（${what}）`,
    verdict: { pending: '尚未检查', pass: '通过', fail: '未通过', error: '无法检查' },
    unreached: '运行提前结束，没能看到这一项。',
    broken: (reason) => `这一项没能检查，不是你的代码的问题。（${reason}）`,

    typeProblems: (count) => `你的代码里有 ${count} 处类型错误`,
    moreTypeProblems: (count) => `另有 ${count} 处标在编辑器里。`,

    output: '输出',
    outputEmpty: '代码里 console.log 写出的内容会显示在这里。',
    outputDropped: (count) => `前面还有 ${count} 行未显示。`,
    outputCut: (count) => `输出太多，只保留了前 ${count} 行。`,
    datagramsLost: (count) => `网络每次运行只传送 ${count} 个数据报，之后发送的都丢失了。`,
    moreValues: (count) => `……还有 ${count} 项`,
    valuesFailed: '展开所需的程序没能加载。是不是离线了？',
    uncaught: '未捕获的错误：',
    blocked: (what) => `代码所在的框架拒绝了：${what}`,
    level: { log: '', info: '信息', warn: '警告', error: '错误', debug: '调试' },

    status: {
      idle: '尚未运行。',
      running: '正在运行……',
      stopping: '正在停止……',
      passed: (count) => `${count} 项检查全部通过。`,
      failed: (passed, count) => `${count} 项检查中通过了 ${passed} 项。`,
      error: (passed, count, notMade) =>
        `${count} 项检查中通过了 ${passed} 项，另有 ${notMade} 项在这里无法检查。`,
      stopped: '已停止，没有进行检查。',
      deadline: (seconds) => `代码在 ${seconds} 秒内没有结束，已被终止。是不是在等一件永远不会发生的事？`,
      hung: '代码一直占着页面不放，已被终止。请找找永远做不完的那一段。如果电脑很忙，请再运行一次。',
      tooManyObservations: (limit) =>
        `代码产生的连接、候选者和状态变化太多，超过了检查程序能观察的 ${limit} 条，已被终止。`,
      left: '代码离开或拆掉了自己的页面，或者抢走了你的输入焦点，没有东西可以检查了。',
      failedToStart: (reason) => `没能开始运行，不是你的代码的问题。请重试，或重新加载页面。（${reason}）`,
      stale: '这次运行之后，代码又改过了。',
    },
    learnerError: {
      syntax: '这段代码不是合法的 TypeScript：',
      thrown: '代码抛出了错误：',
      'missing-export': '缺少导出：',
      'not-cloneable': '返回值不是普通数据：',
      loop: '有个循环运行太久，已被终止：',
      recursion: '有个函数无休止地调用自己：',
    },
    at: (file, line) => `${file} 第 ${line} 行`,
    goToLine: (line) => `跳到第 ${line} 行`,

    needsTurn: '这个练习需要 TURN 服务器，但目前没有配置。',
    needsTurnHow: '在设置里添加一个',
    needsTurnLocal: '，或者在自己的机器上用 npm start 启动本站，它自带一个。',
    needsTurnFromSite: '这个练习需要 TURN 服务器。来自链接的代码只能用本站的服务器，而其中没有 TURN 服务器。',
    sharedProcess:
      '在这个浏览器里，永不结束的调用（例如不断回溯的正则表达式）可能会让页面卡住，直到浏览器提议终止它。',

    restored: (when) => `已恢复你 ${when} 的草稿。`,
    exerciseChanged: (when) =>
      `你 ${when} 存下草稿之后，这个练习有了改动。现在显示的是你的草稿，新的代码也留着。`,
    compareNewCode: '与新代码对照',
    takeNewCode: '从新代码开始',
    keepMyDraft: '保留我的草稿',
    typedFirst: (when) => `读到你 ${when} 的草稿之前，你已经开始输入。两份都留着，草稿在“先前的文本”里。`,
    adopted: '另一个标签页改动了这个练习，这里也换成了那份文本。',
    overtaken: '另一个标签页也改动了这个练习。现在显示的是你这里的文本，那一份在“先前的文本”里。',
    wasReset: '已重置为起始代码。你的文本仍然留着。',
    wasReplaced: '已替换。之前的文本仍然留着。',
    undo: '撤销',
    dismiss: '知道了',

    storage: {
      denied: '这个浏览器不为本站保存数据，离开页面后你写的内容就没有了。其他功能都正常。',
      full: '没有空间保存你写的内容，离开页面后它就没有了。请腾出一些空间，或把它复制出去。',
      blocked: '另一个标签页占着本站的草稿，你写的内容没有保存。请关掉其他标签页再重新加载。',
      newer: '另一个标签页运行着本站的新版本，这里写的内容没有保存。请复制出去，然后重新加载。',
      failed: '浏览器没能保存你写的内容，离开页面后它就没有了。其他功能都正常。',
    },

    earlierCount: (count) => `先前的文本（${count}）`,
    earlierFrom: (when, reason) => `${when}，${reason}`,
    earlierReason: {
      reset: '重置之前',
      'other-tab': '来自另一个标签页',
      'exercise-changed': '对应练习的旧版本',
      replaced: '被替换之前',
      import: '导入之前',
    },
    compare: '对照',
    bringBack: '取回',

    askReset: '要回到起始代码吗？你写的内容会留着，也可以撤销。',
    askResetYes: '回到起始代码',
    askResetNo: '保留我的文本',
    askSolution: '要看答案吗？也许一条提示就够了。你写的内容不会变；看过之后再通过，记为“借助答案解出”。',
    askSolutionYes: '看答案',
    askSolutionNo: '先不看',
    solution: '答案',
    solutionFailed: '答案没能加载。是不是离线了？',
    ofFile: (what, file) => `${what}：${file}`,
    yours: '你的文本',
    startCode: '新的代码',
    earlierText: '先前的文本',
    differs: '有差异：',
    takeSolution: '放进编辑器',
    takeSolutionNote: '你自己的文本会留在“先前的文本”里。',
    close: '关闭',

    link: {
      share: '分享',
      shared: {
        copied: '链接已复制。里面只有此刻的代码，没有别的。',
        shown: '浏览器没有让这个页面复制。链接在这里，里面只有代码，没有别的。',
        'too-long': '这段代码太长，放不进链接。请复制出来，作为文件发送。',
      },

      title: '来自链接的代码',
      whose: '这段代码来自做这个链接的人，不是本站的内容，本站也没有看过。',
      untouched: '它没有运行过，你自己的文本也原样未动。',
      asking: '它没有运行过，你自己的文本也原样未动。如果采用它，你的文本会留在“先前的文本”里。',
      reaches:
        '一旦运行，它就能把你的地址透露给它指定的任何主机。它只能用本站的 ICE 服务器，拿不到你自己的列表。',
      compare: '与我的文本对照',
      use: '采用',
      leave: '不用',
      same: '它与编辑器里的文本一模一样。',

      bad: '无法使用的链接',
      problem: {
        'too-long': '它装的内容超出了本站链接的上限，没有继续解压。',
        damaged: '它已损坏：传递途中缺了一段，或者被改动过。请让对方重新发来，并完整复制。',
        'foreign-file': '它想替换这个练习里不归你改动的文件，因此整个拒绝了。',
        'other-exercise': '它对应的练习不在这个页面上：也许换了位置，也许这个语言版本还没有。',
      },

      inEditor:
        '这段文本来自链接，能把你的地址透露给它指定的任何主机。在你重置，或换成自己的、本站的文本之前，它运行时只能用本站的 ICE 服务器，拿不到你自己的列表。',
      earlier: '，来自链接',
    },

    plainField: '简易输入框',
    fullEditor: '完整编辑器',
    editorKind: '编辑器',
    editorLoading: '完整编辑器正在加载，可以继续输入。',
    editorFailed: '完整编辑器没能加载。除了自动补全，简易输入框什么都能做。',
    tabHelp: 'Tab 键离开编辑器。Ctrl+] 缩进一行，Ctrl+[ 取消缩进。',
    tabHelpFull: 'Tab 键离开编辑器；建议列表打开时，它采用当前建议。Ctrl+] 缩进一行，Ctrl+[ 取消缩进。',
  },
});
