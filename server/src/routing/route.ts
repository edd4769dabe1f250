import type { GatewayState } from '../gateways/index.ts';
import type { SenderKind } from '../senders/index.ts';

/** What stands in the table: whose texts may leave by which account, to where, in which lanes, and in which order. */
export type Route = {
  readonly id: string;
  readonly gatewayId: string;
  /** One number, or every number of a kind; one of the two is null. */
  readonly senderId: string | null;
  readonly senderKind: SenderKind | null;
  /** Two-letter codes; null for every country. */
  readonly countries: readonly string[] | null;
  readonly lanes: readonly string[] | null;
  /** The lowest that is open goes first. */
  readonly rank: number;
};

/** An account that the texts of a number may leave by, and how it fares: a route, or the account the number was added with. */
export type RouteFacts = Pick<Route, 'gatewayId' | 'countries' | 'lanes' | 'rank'> & {
  /** Null for the account that the number was added with, which needs no route. */
  readonly routeId: string | null;
  readonly gatewayName: string;
  readonly state: GatewayState;
  readonly stateDetail: string | null;
  /** How long its account, or the number there, still rests; 0 when it takes texts. In milliseconds. */
  readonly restsMs: number;
  /** An operator lets nothing more leave by it. */
  readonly isDrained: boolean;
};

/** The rank of the account that a number was added with, where no route gives it another. */
export const homeRank = 100;
export const lowestRank = 1;
export const highestRank = 999;
