/**
 * `npm test`: all stages; `node scripts/test.mjs unit e2e`: these stages; `--full`: as much of everything as there is.
 * Its last line is `N passed, N failed, N skipped`.
 */
import { onStopRequest } from './lib/children.mjs';
import { runMain, setUp } from './setup.mjs';
import { createContext } from './test/context.mjs';
import { closingLine, isGood, ONE_FAILED, sum } from './test/count.mjs';
import { groupStages, STAGES } from './test/stages.mjs';

const FULL = { FULL: '1', FUZZ_PACKETS: '10000000', FUZZ_TURN_PACKETS: '10000000' };

await runMain(async () => {
  const args = process.argv.slice(2);
  const full = args.includes('--full');
  const names = args.filter((arg) => arg !== '--full');
  const unknown = names.filter((name) => !(name in STAGES));
  if (unknown.length > 0)
    throw new Error(`No stage ${unknown.join(', ')}: there are ${Object.keys(STAGES).join(', ')}.`);

  const context = createContext(setUp(), full ? FULL : {});
  onStopRequest(() => void context.close().finally(() => process.exit(130)));
  /** @param {[string, (typeof STAGES)[string]]} stage */
  const run = async ([name, stage]) => {
    console.log(`\n── ${name} ──`);
    const start = Date.now();
    const count = await stage(context).catch((error) => {
      console.error(error);
      return ONE_FAILED;
    });
    return { name, count, seconds: Math.round((Date.now() - start) / 1000) };
  };
  const results = [];
  try {
    const stages = Object.entries(STAGES).filter(([name]) => names.length === 0 || names.includes(name));
    for (const together of groupStages(stages)) results.push(...(await Promise.all(together.map(run))));
  } finally {
    await context.close();
  }

  console.log();
  for (const { name, count, seconds } of results)
    console.log(`${name.padEnd(8)} ${`${seconds} s`.padStart(7)}  ${closingLine(count)}`);
  const total = sum(results.map(({ count }) => count));
  for (const what of total.unsteady) console.log(`Passed at the second attempt only: ${what}`);
  if (!isGood(total, process.env.CI === 'true')) process.exitCode = 1;
  console.log(closingLine(total));
});
