import type { Page } from 'puppeteer-core';

/** Before a page's scripts: keeps every RTCPeerConnection that it makes, to see which are still open. */
export async function countConnections(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const made: RTCPeerConnection[] = [];
    const Real = window.RTCPeerConnection;
    window.RTCPeerConnection = new Proxy(Real, {
      construct(target, args) {
        const connection = Reflect.construct(target, args) as RTCPeerConnection;
        made.push(connection);
        return connection;
      },
    });
    Object.assign(window, { madeConnections: made });
  });
}

/** How many connections the page has made, and how many of them are open. */
export function connections(page: Page): Promise<{ made: number; open: number }> {
  return page.evaluate(() => {
    const { madeConnections } = window as unknown as { madeConnections: RTCPeerConnection[] };
    const open = madeConnections.filter(({ signalingState }) => signalingState !== 'closed');
    return { made: madeConnections.length, open: open.length };
  });
}
