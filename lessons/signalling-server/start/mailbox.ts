/** What waits for one peer. */
export class Mailbox {
  readonly messages: unknown[] = [];
}
