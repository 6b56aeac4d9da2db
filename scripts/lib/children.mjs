/**
 * Programs that we start: each in a process group of its own, so that a browser goes down with all
 * its helpers, and each ended by its id, also when the run fails. With RUN_DIR set (scripts/test.mjs
 * does) the ids are written there too, so that the script can end what a killed test left behind.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();
let cleaningUp = false;

/**
 * Starts a program. It is ended with `endChild`, or at the latest with this process.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function startChild(command, args, options = {}) {
  endChildrenOnExit();
  const child = spawn(command, args, { ...options, detached: true });
  if (child.pid === undefined) return child; // `error` is emitted
  const record = process.env.RUN_DIR && join(process.env.RUN_DIR, `${child.pid}.pid`);
  if (record) writeFileSync(record, startTimeOf(child.pid));
  running.add(child);
  child.once('exit', () => {
    running.delete(child);
    if (record) rmSync(record, { force: true });
  });
  return child;
}

/**
 * Ends a program with its whole process group and resolves when it is gone.
 *
 * @param {ChildProcess} child
 * @param {{ graceMs?: number }} [options] how long it may take over SIGTERM before SIGKILL; 0: SIGKILL at once
 * @returns {Promise<void>}
 */
export async function endChild(child, { graceMs = 0 } = {}) {
  const { pid } = child;
  if (pid === undefined) return;
  const gone =
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', resolve));
  if (graceMs > 0) {
    signalGroup(pid, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    await gone;
    clearTimeout(timer);
  }
  signalGroup(pid, 'SIGKILL'); // helpers may outlive their leader
  await gone;
}

/**
 * Ends what is still recorded in a run directory: programs whose test process was killed.
 *
 * @param {string} runDir
 */
export function endRecordedChildren(runDir) {
  for (const file of readdirSync(runDir).filter((name) => name.endsWith('.pid'))) {
    const pid = Number.parseInt(file);
    // The same start time: the id was not given to another process since.
    if (readFileSync(join(runDir, file), 'utf8') === startTimeOf(pid)) signalGroup(pid, 'SIGKILL');
    rmSync(join(runDir, file), { force: true });
  }
}

/** @param {number} pid */
function startTimeOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return 'unknown'; // no /proc on this system
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
}

function endChildrenOnExit() {
  if (cleaningUp) return;
  cleaningUp = true;
  const endAll = () => {
    for (const { pid } of running) if (pid !== undefined) signalGroup(pid, 'SIGKILL');
  };
  process.once('exit', endAll);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      // A script that has its own way of stopping listens too; then it decides when to leave.
      if (process.listenerCount(signal) > 0) return;
      endAll();
      process.kill(process.pid, signal);
    });
  }
}

const ORPHAN_POLL_MS = 500;
/** As it was at the start: a build may have taken minutes before anybody could listen. */
const parent = process.ppid;

/**
 * Calls `stop` once when the user or the system wants this script to end. npm passes a SIGTERM on to the shell
 * between it and us, which dies without passing it further: under npm, losing that parent means the same.
 *
 * @param {() => void} stop
 */
export function onStopRequest(stop) {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop();
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, once);
  if (process.env.npm_lifecycle_event === undefined) return;
  setInterval(() => process.ppid !== parent && once(), ORPHAN_POLL_MS).unref();
}
