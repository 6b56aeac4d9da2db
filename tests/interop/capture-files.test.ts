import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCapture } from '#src/components/capture/read-capture.ts';
import { readMessages } from '#src/components/capture/read-messages.ts';
import { traceToPcapng } from '#src/simulator/export/pcapng.ts';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { isMissing } from './support/programs.ts';

/* Capture files as Wireshark's own tools write them: the same packets in each format, and the same messages in each. */

/** What editcap writes with `-F`. */
const FORMATS = ['pcap', 'nsecpcap', 'pcapng'] as const;

describe.skipIf(isMissing('tshark'))('a capture file of Wireshark’s', () => {
  let folder: string;
  const original = Buffer.concat([...traceToPcapng(simulate(PRESETS['udp-blocked']))]);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'capture-'));
    writeFileSync(join(folder, 'lab.pcapng'), original);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(FORMATS)('in the format %s has the packets of the original', (format) => {
    const file = join(folder, `copy.${format}`);
    run('editcap', ['-F', format, join(folder, 'lab.pcapng'), file]);
    const copy = readFileSync(file);
    const frames = [...readCapture(copy)];
    const before = [...readCapture(original)];
    expect(frames.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(
      before.map(({ bytes }) => Buffer.from(bytes).toString('hex')),
    );
    expect(frames.map(({ atMs = NaN }) => atMs.toFixed(3))).toEqual(
      before.map(({ atMs = NaN }) => atMs.toFixed(3)),
    );
  });

  it('has the messages that tshark finds in it', () => {
    const file = join(folder, 'lab.pcapng');
    const said = run('tshark', [
      '-r',
      file,
      '-Y',
      'stun',
      '-T',
      'fields',
      '-e',
      'frame.number',
      '-e',
      'stun.id',
    ]);
    // A frame that holds several of them has a line with commas; ChannelData has no id.
    const theirs = said
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [frame, ids = ''] = line.split('\t');
        return ids === '' ? [] : ids.split(',').map((id) => `${frame} ${id.replaceAll(/0x|:/g, '')}`);
      });
    const ours = readMessages(original).messages.flatMap(({ frame, bytes, title }) =>
      title.kind === 'stun' ? [`${frame} ${Buffer.from(bytes.subarray(8, 20)).toString('hex')}`] : [],
    );
    expect(theirs.length).toBeGreaterThan(50);
    const missing = theirs.filter((one) => !ours.includes(one));
    expect(missing).toEqual([]);
  });
});

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
