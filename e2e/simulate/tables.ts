import type { Contact } from '../../server/src/contacts/index.ts';
import type { Chunk, Run } from '../../server/src/dispatch/chunk.ts';
import type { UnknownPolicy } from '../../server/src/dispatch/unknown-policy.ts';
import type { MessageRow, Receipt } from '../../server/src/messages/index.ts';
import type { Sender } from '../../server/src/senders/index.ts';
import type { Database } from './database.ts';
import type { Dice } from './dice.ts';
import { emptyRow, openTable, type Row, type Table } from './rows.ts';

export const workspaceId = 'workspace';
export const brandId = 'brand';

export type Switch = 'all' | 'no_marketing' | 'none';

export type ChunkRow = Omit<Chunk, 'recipients'> & {
  readonly recipients: readonly number[];
  notAfterMs: number | null;
  state: 'ready' | 'leased' | 'done' | 'stopped';
  leaseUntilMs: number;
  crashes: number;
};

export type IntentRow = {
  chunkId: number;
  fence: number;
  batch: number;
  positions: readonly number[];
  gatewayId: string | null;
};

export type UnknownRow = {
  messageId: number;
  runId: string | null;
  gatewayId: string | null;
  policy: UnknownPolicy;
  settleAtMs: number;
  tries: number;
  resends: number;
  fence: number;
  isFinal: boolean;
  notAfterMs: number | null;
};

export type ConsentRow = { number: string; status: 'opted_in' | 'opted_out'; eventId: number };
export type SuppressionRow = { number: string; isLifted: boolean; eventId: number; atMs: number };
export type PaceRow = { partsPerSecond: number; freeAtMs: number; urgentAtMs: number };
export type SenderRow = Sender & { isOk: boolean; blockedUntilMs: number };
export type GatewayRow = { id: string; state: string; blockedUntilMs: number };
export type ParkedRow = { id: number; receipt: Receipt; parkedAtMs: number; retryAtMs: number };

/** What sending reads and writes. One workspace, one brand and one program are enough to go wrong with. */
export type Tables = {
  readonly installation: Row<{ sending: Switch; isHeld: boolean }>;
  readonly workspace: Row<{ sending: Switch }>;
  /** Held by whoever writes consent, so that one of them goes after another. */
  readonly chain: Row<number>;
  readonly contacts: Map<number, Contact>;
  readonly consents: Table<string, ConsentRow>;
  readonly suppressions: Table<string, SuppressionRow>;
  readonly runs: Table<string, Run>;
  readonly chunks: Table<number, ChunkRow>;
  readonly intents: Table<string, IntentRow>;
  readonly messages: Table<number, MessageRow>;
  readonly unknowns: Table<number, UnknownRow>;
  readonly senders: Table<string, SenderRow>;
  readonly gateways: Table<string, GatewayRow>;
  readonly paces: Table<string, PaceRow>;
  readonly parked: Table<number, ParkedRow>;
  /** Replies that have been taken in, by the carrier's id. */
  readonly inbound: Table<string, true>;
  /** Not a table: who is to get a text of each campaign, to be held against what becomes of them. */
  readonly members: Map<string, readonly number[]>;
  /** Numbers are never given twice, whatever becomes of the transaction that drew them. */
  readonly sequences: { fence: number; block: number; chunk: number; event: number; parked: number };
};

export function emptyTables(): Tables {
  return {
    installation: { ...emptyRow('installation'), committed: { sending: 'all', isHeld: false } },
    workspace: { ...emptyRow('workspace'), committed: { sending: 'all' } },
    chain: { ...emptyRow('consent_chain'), committed: 0 },
    contacts: new Map(),
    consents: openTable('consent'),
    suppressions: openTable('suppression'),
    runs: openTable('send_run'),
    chunks: openTable('send_chunk'),
    intents: openTable('send_intent'),
    messages: openTable('message'),
    unknowns: openTable('unknown_text'),
    senders: openTable('sender'),
    gateways: openTable('gateway'),
    paces: openTable('pace'),
    parked: openTable('receipt_parked'),
    inbound: openTable('inbound_message'),
    members: new Map(),
    sequences: { fence: 0, block: 0, chunk: 0, event: 0, parked: 0 },
  };
}

/** What every statement of the store stands on. */
export type Ground = {
  readonly tables: Tables;
  readonly statement: Database['statement'];
  readonly nowMs: () => number;
  readonly dice: Dice;
};

/** Not undone by a rollback. */
export function nextOf({ sequences }: Tables, name: keyof Tables['sequences']): number {
  sequences[name] += 1;
  return sequences[name];
}
