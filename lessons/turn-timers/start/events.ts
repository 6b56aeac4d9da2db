/** Where a peer is: its transport address. */
export interface Address {
  readonly ip: string;
  readonly port: number;
}

/** What your clock hears. `atS` is now, in whole seconds, and never goes back; the first `atS` may be any number. */
export type TimerEvent =
  /** The server has answered the Allocate request: always the first event, and it comes once. */
  | { readonly kind: 'allocated'; readonly atS: number; readonly lifetimeS: number }
  /** From now on data is sent to this peer, in indications or over a channel. The later word counts. */
  | {
      readonly kind: 'use';
      readonly atS: number;
      readonly peer: Address;
      readonly by: 'indications' | 'channel';
    }
  /** Nothing more is sent to this peer. */
  | { readonly kind: 'leave'; readonly atS: number; readonly peer: Address }
  /** Comes once a second, after all else that happens in it. */
  | { readonly kind: 'tick'; readonly atS: number }
  /** The success responses to your Refresh, CreatePermission and ChannelBind. */
  | { readonly kind: 'refreshed'; readonly atS: number; readonly lifetimeS: number }
  | { readonly kind: 'permitted'; readonly atS: number; readonly peer: Address }
  | { readonly kind: 'bound'; readonly atS: number; readonly peer: Address; readonly channel: number };

/** What your clock asks for. */
export type TimerRequest =
  | { readonly method: 'Refresh' }
  | { readonly method: 'CreatePermission'; readonly peer: Address }
  | { readonly method: 'ChannelBind'; readonly peer: Address; readonly channel: number };

export interface Clock {
  /** The requests to be sent now. */
  handle(event: TimerEvent): TimerRequest[];
}
