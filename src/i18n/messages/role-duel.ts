import { defineMessages } from '../messages.ts';

/** The picture "duel of two agents". */
export const roleDuel = defineMessages({
  en: {
    title: 'A duel of two agents',
    lead: 'Give both a role and a tiebreaker. The rule of RFC 8445 says who ends up controlling. At first, the two numbers differ in their last digit only.',
    controls: 'Roles and tiebreakers',
    noScript: 'Changing the roles and numbers needs JavaScript. Below is an example.',
    people: { alice: 'Alice', bob: 'Bob' },
    role: (name: string) => `Role of ${name}`,
    roles: { controlling: 'controlling', controlled: 'controlled' },
    tiebreaker: (name: string) => `Tiebreaker of ${name}, in hexadecimal`,
    draw: 'Draw new numbers',
    equal: 'Make them equal',
    wrong: (name: string) =>
      `The tiebreaker of ${name} isn’t a number of 64 bits: write 1 to 16 hexadecimal digits.`,
    noConflict: (controlling: string) => `No conflict: ${controlling} controls. Nobody looks at the numbers.`,
    larger: (were: string, controlling: string) =>
      `Both are ${were}. ${controlling} has the larger number and ends up controlling, whichever check arrives first.`,
    receiver: (were: string) =>
      `Both are ${were}, with equal numbers. Whoever receives the first check counts as the larger one and ends up controlling. If two checks cross, there is a second round.`,
    table: 'What happens, by the check that arrives first',
    columns: { first: 'First check', answer: 'Answer', changes: 'Changes', controls: 'Then controls' },
    checkOf: (sender: string, receiver: string) => `${sender} → ${receiver}`,
    answers: { 'no-conflict': 'success', switch: 'success', 'refuse-487': '487' },
    nobody: 'nobody',
    doubles:
      'As numbers of JavaScript these two are equal. A program that compares those would let the receiver win.',
  },
  'zh-cn': {
    title: '两个代理的对决',
    lead: '给双方各选一个角色和一个决胜值。按 RFC 8445 的规则，看谁最终成为控制方。一开始，两个数只差最后一位。',
    controls: '角色与决胜值',
    noScript: '修改角色和数值需要 JavaScript。下面是一个示例。',
    people: { alice: 'Alice', bob: 'Bob' },
    role: (name) => `${name} 的角色`,
    roles: { controlling: '控制方', controlled: '受控方' },
    tiebreaker: (name) => `${name} 的决胜值（十六进制）`,
    draw: '重新抽取数值',
    equal: '让两者相等',
    wrong: (name) => `${name} 的决胜值不是 64 位的数：请写 1 到 16 位十六进制数字。`,
    noConflict: (controlling) => `没有冲突：${controlling} 是控制方。谁也不看数值。`,
    larger: (were, controlling) =>
      `双方都是${were}。${controlling} 的数较大，无论谁的检查先到，最终都由它控制。`,
    receiver: (were) =>
      `双方都是${were}，数值也相等。谁先收到检查，谁就算较大的一方，最终成为控制方。如果两次检查在途中交错，就要再来一轮。`,
    table: '按先到达的检查，会发生什么',
    columns: { first: '先到的检查', answer: '应答', changes: '谁改变', controls: '之后谁控制' },
    checkOf: (sender, receiver) => `${sender} → ${receiver}`,
    answers: { 'no-conflict': '成功', switch: '成功', 'refuse-487': '487' },
    nobody: '无人',
    doubles: '作为 JavaScript 的 number，这两个数相等。照那样比较的程序，会让收到检查的一方获胜。',
  },
});
