/** A reporter for `node --test`: a line of JSON for each outcome, and for what the tests printed. */

/** @param {AsyncIterable<{ type: string, data: any }>} events */
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield line({ printed: String(data.message) });
    if (data.nesting !== 0 || (type !== 'test:pass' && type !== 'test:fail')) continue;
    // The runner wraps what a test threw.
    const error = data.details?.error?.cause ?? data.details?.error;
    yield line({
      name: data.name,
      passed: type === 'test:pass',
      ...(error && { message: String(error.message ?? error), stack: String(error.stack ?? '') }),
    });
  }
}

/** @param {object} value */
function line(value) {
  return `${JSON.stringify(value)}\n`;
}
