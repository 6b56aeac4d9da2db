/** Chromium: RangeError "Maximum call stack size exceeded"; Firefox: InternalError "too much recursion". */
const STACK_RAN_OUT = /call stack size exceeded|too much recursion/i;

/** Whether an error says that the stack ran out; there is no other sign of it. */
export function stackRanOut({ name, message }: { readonly name: string; readonly message: string }): boolean {
  return (name === 'RangeError' || name === 'InternalError') && STACK_RAN_OUT.test(message);
}
