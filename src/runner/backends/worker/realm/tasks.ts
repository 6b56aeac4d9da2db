/** Calls in tasks of their own, in the order in which they were handed over. */
export type Later = (call: () => void) => void;

/** A message is a task at once, where a browser's shortest timer is a few milliseconds. */
export function createTaskQueue(): Later {
  const { port1: later, port2: soon } = new MessageChannel();
  const due: (() => void)[] = [];
  soon.onmessage = () => due.shift()?.();
  return (call) => {
    due.push(call);
    later.postMessage(null);
  };
}
