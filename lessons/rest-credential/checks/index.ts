import { defineChecks, text } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { LocalizedText, Verdict } from '#lessons/contract.ts';
import { usernameOf } from './cases.ts';
import { bytesOf } from './mac.ts';
import { observe, type Made, type Observed } from './observe.ts';

const NOT_SECURE: Verdict = {
  verdict: 'error',
  seen: text(
    'This page was not loaded over HTTPS or from 127.0.0.1, and browsers offer crypto.subtle on such pages only.',
    '本页既不是通过 HTTPS 也不是从 127.0.0.1 打开的，而浏览器只在这样的页面上提供 crypto.subtle。',
  ),
};

interface Wrong {
  readonly expected: LocalizedText;
  readonly seen: LocalizedText;
  readonly hint: string;
}

/** A check that looks at one case after the other until one is wrong. */
function check(wrongIn: (made: Made) => Wrong | undefined): (observed: Observed) => Verdict {
  return (observed) => {
    if (!observed) return NOT_SECURE;
    for (const made of observed) {
      const wrong = threw(made) ?? wrongIn(made);
      if (wrong) return { verdict: 'fail', ...wrong };
    }
    return { verdict: 'pass' };
  };
}

function threw({ outcome }: Made): Wrong | undefined {
  if (outcome.ok) return undefined;
  const expected = text('a username and a credential', '用户名和密码');
  return { expected, seen: wordsOfLearnerError(outcome.error), hint: 'three-steps' };
}

function usernameEnds({ example, username }: Made): Wrong | undefined {
  const wanted = usernameOf(example);
  if (username === wanted) return undefined;
  const { nowMs, ttlSeconds } = example;
  return {
    expected: text(
      `${wanted} for ${nowMs} ms and ${ttlSeconds} s`,
      `${wanted}，输入为 ${nowMs} 毫秒和 ${ttlSeconds} 秒`,
    ),
    seen: said(username),
    hint: 'seconds-not-milliseconds',
  };
}

/** The bytes, whatever they are written in, and over the learner's own username: one check, one question. */
function signsTheUsername({ credential, macs }: Made): Wrong | undefined {
  const bytes = bytesOf(credential);
  if (bytes === macs.right) return undefined;
  const seen =
    bytes === macs.idOnly
      ? text('an HMAC over the id alone', '只对 id 求了 HMAC')
      : bytes === macs.swapped
        ? text('secret and username the wrong way round', '密钥和用户名弄反了')
        : text('other bytes', '别的字节');
  return {
    expected: text('HMAC-SHA1 with the secret, over the whole username', '以密钥对整个用户名求 HMAC-SHA1'),
    seen,
    hint: 'the-whole-name',
  };
}

/** 20 bytes are 27 characters and one of padding. */
function writtenInBase64({ credential }: Made): Wrong | undefined {
  if (/^[A-Za-z0-9+/]{27}=$/.test(credential)) return undefined;
  return {
    expected: text('28 characters of base64, “=” at the end', '28 个 base64 字符，以“=”结尾'),
    seen: said(credential),
    hint: 'bytes-to-text',
  };
}

function said(words: string): LocalizedText {
  return words === '' ? text('nothing', '什么也没有') : text(words, words);
}

export default defineChecks<Observed>({
  deadlineMs: 15_000,
  observe,
  checks: {
    'username-ends': check(usernameEnds),
    'signs-the-username': check(signsTheUsername),
    'written-in-base64': check(writtenInBase64),
  },
});
