import type { CommandName } from '../wire/commands.ts';
import type { PduDefect } from '../wire/pdu.ts';
import type { CloseReason } from './outcomes.ts';

/** Something that happened on a session. There are no texts, numbers or passwords in it. */
export type SessionEvent =
  | {
      readonly event: 'pdu';
      readonly direction: 'in' | 'out';
      readonly command: CommandName | 'unknown';
      readonly status: number;
      readonly sequence: number;
      readonly octets: number;
    }
  | { readonly event: 'bound'; readonly command: CommandName; readonly systemId: string }
  | {
      readonly event: 'malformed';
      readonly command: CommandName | 'unknown';
      readonly defect: PduDefect;
      readonly sequence: number;
    }
  | {
      readonly event: 'unmatched';
      readonly command: CommandName;
      readonly status: number;
      readonly sequence: number;
    }
  | { readonly event: 'overloaded'; readonly unanswered: number }
  | { readonly event: 'enquire_link_missed'; readonly misses: number }
  | { readonly event: 'closed'; readonly reason: CloseReason };

/** Takes events, for a log. Without it nothing is made for one. */
export type SessionLog = (event: SessionEvent) => void;
