import type { Id, PacketId } from '#src/simulator/index.ts';

/** What each sentence needs. Endpoints are text, `203.0.113.1:5000`. */
export interface WhyParams {
  readonly sent: { readonly node: Id; readonly source: string; readonly destination: string };
  readonly received: { readonly node: Id };
  readonly answers: { readonly packet: PacketId };
}
