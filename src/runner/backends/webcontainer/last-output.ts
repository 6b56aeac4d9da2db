/** How long output may still come once a process is over: it comes by another way than the news of the end. */
const LAST_OUTPUT_MS = 1_000;

/** Resolves when a process that is over has written all, or can be taken to have. */
export async function lastOutput(output: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, LAST_OUTPUT_MS)));
  await Promise.race([output, late]);
  clearTimeout(timer);
}
