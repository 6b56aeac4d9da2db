/** How many ports Linux tries from a random one on, before it draws another; and so on. */
const ATTEMPTS = [128, 64, 32, 16];

/**
 * A port in the place of `inside` that is free, as Linux looks for one; undefined where it gives up, which may be before
 * every port is taken.
 *
 * @param random uniform in [0, 1)
 */
export function findRandomPort(
  inside: number,
  isFree: (port: number) => boolean,
  random: () => number,
): number | undefined {
  const { first, count } = rangeOf(inside);
  for (const attempts of ATTEMPTS) {
    const start = Math.floor(random() * count);
    for (let i = 0; i < attempts; i++) {
      const port = first + ((start + i) % count);
      if (isFree(port)) return port;
    }
  }
  return undefined;
}

/** Privileged ports stay privileged, and those that some programs take for a credential stay among themselves. */
function rangeOf(inside: number): { first: number; count: number } {
  if (inside < 512) return { first: 1, count: 511 };
  if (inside < 1024) return { first: 600, count: 424 };
  return { first: 1024, count: 64_512 };
}
