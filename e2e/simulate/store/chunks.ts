import type { Claim, LeaseWish, OpenedChunk } from '../../../server/src/dispatch/chunk.queries.ts';
import type { Chunk, OnlyText, Run } from '../../../server/src/dispatch/chunk.ts';
import type { RecordedChunk } from '../../../server/src/dispatch/recorded-chunk.queries.ts';
import type { SendStore } from '../../../server/src/dispatch/store.ts';
import type { MessageRow } from '../../../server/src/messages/index.ts';
import type { RouteFacts } from '../../../server/src/routing/index.ts';
import { rowOf, rowsSeen, seen, type Txn, tryHold, write } from '../rows.ts';
import { type ChunkRow, type GatewayRow, type Ground, nextOf, workspaceId } from '../tables.ts';
import { insertRow, lockRows, updateRows } from './change.ts';
import { shareState } from './runs.ts';

const infinite = Number.POSITIVE_INFINITY;
const blockSize = 1024;

/** Chunks and their leases, statement by statement as chunk.queries.ts and lease_send_chunks have them. */
export function chunkStore(on: Ground) {
  const { tables, statement, nowMs } = on;
  const { chunks } = tables;
  const nextBlock = () => nextOf(tables, 'block') * blockSize;

  async function insertChunk(txn: Txn, chunk: Omit<ChunkRow, 'id' | 'fence' | 'leaseUntilMs' | 'crashes'>) {
    const id = nextOf(tables, 'chunk');
    await insertRow(txn, rowOf(chunks, id), { ...chunk, id, fence: 0, leaseUntilMs: 0, crashes: 0 });
  }

  return {
    leaseChunks: (tx, wish) => statement(tx, 'lease chunks', (txn) => leaseNow(on, txn, wish)),

    readChunk: (tx, lease) =>
      statement(tx, 'read chunk', (txn): OpenedChunk | null => {
        const row = seen(chunks.rows.get(lease.id), txn);
        if (!row || row.fence !== (lease.fence ?? row.fence) || row.state !== 'leased') return null;
        return openChunk(on, txn, row);
      }),

    renewLease: (tx, { id, fence }, leaseMs) =>
      statement(tx, 'renew lease', async (txn) => {
        const [renewed] = await updateRows<ChunkRow>(txn, [chunks.rows.get(id)], (row) =>
          row.fence === fence && row.state === 'leased' ? { ...row, leaseUntilMs: nowMs() + leaseMs } : null,
        );
        return renewed ? { isTooLate: renewed.notAfterMs !== null && renewed.notAfterMs <= nowMs() } : null;
      }),

    claimChunk: (tx, id, claim) => statement(tx, 'claim chunk', (txn) => claimNow(on, txn, id, claim)),

    letGo: (tx, { id, fence }) =>
      statement(tx, 'let go', async (txn) => {
        await updateRows<ChunkRow>(txn, [chunks.rows.get(id)], (row) =>
          row.fence === fence && row.state === 'leased'
            ? { ...row, leaseUntilMs: Math.min(row.leaseUntilMs, nowMs() + 1_000 * 2 ** row.crashes) }
            : null,
        );
      }),

    insertHeldChunk: (tx, { id }, positions, until, reason) =>
      statement(tx, 'insert held chunk', async (txn) => {
        const from = seen(chunks.rows.get(id), txn);
        if (!from) return;
        const recipients = from.recipients.map((recipient, position) =>
          positions.includes(position) ? recipient : 0,
        );
        await insertChunk(txn, { ...from, recipients, notBefore: until, heldReason: reason, state: 'ready' });
      }),

    clearPositions: (tx, chunk, positions) => {
      for (const position of positions) chunk.recipients[position] = 0;
      const recipients = [...chunk.recipients];
      return statement(tx, 'clear positions', async (txn) => {
        await updateRows<ChunkRow>(txn, [chunks.rows.get(chunk.id)], (row) => ({ ...row, recipients }));
      });
    },

    moveChunk: (tx, chunk, until, reason) =>
      statement(tx, 'move chunk', async (txn) => {
        await updateRows<ChunkRow>(txn, [chunks.rows.get(chunk.id)], (row) =>
          row.fence === chunk.fence
            ? { ...row, state: 'ready', notBefore: until, heldReason: reason, crashes: 0 }
            : null,
        );
      }),

    async giveBack(tx, chunk, state) {
      const runState =
        state === 'ready' && chunk.runId
          ? await statement(tx, 'share run', (txn) => shareState(on, txn, chunk.runId ?? ''))
          : null;
      await statement(tx, `give back as ${state}`, async (txn) => {
        await updateRows<ChunkRow>(txn, [chunks.rows.get(chunk.id)], (row) =>
          row.fence === chunk.fence && row.state === 'leased'
            ? { ...row, state: runState === 'stopped' ? 'stopped' : state, crashes: 0 }
            : null,
        );
      });
    },

    lockOpenChunksOf: (tx, contactIds) =>
      statement(tx, 'lock open chunks', async (txn) => {
        const found = await lockRows(
          txn,
          chunks.rows.values(),
          'write',
          ({ state, recipients }) =>
            (state === 'ready' || state === 'leased') && recipients.some((one) => contactIds.includes(one)),
        );
        return found.map(chunkOf);
      }),

    insertRecordedChunk: (tx, chunk) =>
      statement(tx, 'insert recorded chunk', (txn) => insertChunk(txn, recordedRow(chunk, nowMs()))),

    listIdsInLaterChunks: (tx, { id, baseId, recipients }) =>
      statement(tx, 'list in later chunks', (txn) => {
        const later = new Set<number>();
        for (const [, row] of rowsSeen(chunks, txn))
          if (
            row.isRecorded &&
            row.id > id &&
            row.baseId >= baseId &&
            row.baseId < baseId + recipients.length
          )
            row.recipients.forEach((recipient, position) => {
              if (recipient !== 0) later.add(row.baseId + position);
            });
        return later;
      }),

    nextMessageBlock: (tx) => statement(tx, 'next block', nextBlock),
  } satisfies Partial<SendStore>;
}

function recordedRow(
  chunk: RecordedChunk,
  nowMs: number,
): Omit<ChunkRow, 'id' | 'fence' | 'leaseUntilMs' | 'crashes'> {
  const { runId, lane, senderId, baseId, recipients, notBefore, withinMs, state = 'ready' } = chunk;
  return {
    runId,
    lane,
    senderId,
    baseId,
    recipients,
    notBefore,
    state,
    createdAt: notBefore,
    isRecorded: true,
    heldReason: null,
    notAfterMs: withinMs === undefined ? null : nowMs + withinMs,
  };
}

/** As product code holds it: its own copy, which it may change. */
function chunkOf(row: ChunkRow): Chunk {
  const { notAfterMs: _, state: __, leaseUntilMs: ___, crashes: ____, ...chunk } = row;
  return { ...chunk, recipients: [...row.recipients] };
}

function openChunk(on: Ground, txn: Txn, row: ChunkRow): OpenedChunk | null {
  const { tables, nowMs } = on;
  const sender = seen(tables.senders.rows.get(row.senderId), txn);
  const gateway = sender && seen(tables.gateways.rows.get(sender.gatewayId), txn);
  if (!sender || !gateway) return null;
  const isOfChunk = (id: number) => id >= row.baseId && id < row.baseId + row.recipients.length;
  const run = row.runId === null ? undefined : seen(tables.runs.rows.get(row.runId), txn);
  return {
    chunk: chunkOf(row),
    run: run ?? null,
    sender,
    workspaceZone: 'America/New_York',
    policyVersion: 0,
    permissionStandard: 'relationship',
    countries: ['US'],
    isCounted: false,
    remainingMs: row.notAfterMs === null ? null : row.notAfterMs - nowMs(),
    isTroubled: gateway.state !== 'ok' || !sender.isOk,
    home: homeOf(gateway, nowMs()),
    others: null,
    avoided: null,
    hasPast:
      some(rowsSeen(tables.intents, txn), ([, intent]) => intent.chunkId === row.id) ||
      some(rowsSeen(tables.messages, txn), ([id]) => isOfChunk(id)),
  };
}

/** Numbers of these worlds have one account each. */
export function homeOf(gateway: GatewayRow, nowMs: number): RouteFacts {
  return {
    ...{
      routeId: null,
      gatewayId: gateway.id,
      gatewayName: gateway.id,
      countries: null,
      lanes: null,
      rank: 100,
    },
    ...{ state: gateway.state as RouteFacts['state'], stateDetail: null, isDrained: false },
    restsMs: Math.max(0, gateway.blockedUntilMs - nowMs),
  };
}

function some<T>(all: Iterable<T>, fits: (one: T) => boolean): boolean {
  for (const one of all) if (fits(one)) return true;
  return false;
}

/**
 * Overdue leases first, then what may go. Whose turn it is among equals is a question of fairness, not of safety, so here
 * chance decides: whatever order the real function picks is among these.
 */
function leaseNow({ tables, nowMs, dice }: Ground, txn: Txn, wish: LeaseWish) {
  const installation = seen(tables.installation, txn);
  const workspace = seen(tables.workspace, txn);
  if (!installation || !workspace || installation.isHeld) return [];
  const switches = [installation.sending, workspace.sending];
  const overdue: ChunkRow[] = [];
  const ready: ChunkRow[] = [];
  for (const [, row] of rowsSeen(tables.chunks, txn)) {
    if (!wish.lanes.includes(row.lane)) continue;
    if (row.state === 'leased') {
      if (row.leaseUntilMs < nowMs()) overdue.push(row);
    } else if (row.state === 'ready' && row.crashes < 10 && row.notBefore <= wish.at && mayGo(row)) {
      ready.splice(dice.whole(0, ready.length), 0, row);
    }
  }
  function mayGo(row: ChunkRow): boolean {
    if (switches.includes('none')) return false;
    if (row.lane === 'marketing' && switches.includes('no_marketing')) return false;
    const sender = seen(tables.senders.rows.get(row.senderId), txn);
    const gateway = sender && seen(tables.gateways.rows.get(sender.gatewayId), txn);
    if (!sender || !gateway || wish.deaf.includes(gateway.id)) return false;
    if (Math.max(sender.blockedUntilMs, gateway.blockedUntilMs) > nowMs()) return false;
    const pace = seen(tables.paces.rows.get(`sender ${row.senderId}`), txn);
    if (row.lane === 'marketing' && (pace?.freeAtMs ?? -infinite) >= nowMs() + 1_000) return false;
    return row.runId === null || seen(tables.runs.rows.get(row.runId), txn)?.state === 'running';
  }
  const taken: ChunkRow[] = [];
  for (const { id } of [...overdue, ...ready]) {
    if (taken.length >= wish.most) break;
    const row = rowOf(tables.chunks, id);
    // Skip locked.
    if (!tryHold(row, txn, 'write')) continue;
    const chunk = seen(row, txn);
    if (!chunk) continue;
    const leased: ChunkRow = {
      ...chunk,
      state: 'leased',
      fence: nextOf(tables, 'fence'),
      crashes: chunk.crashes + (chunk.state === 'leased' ? 1 : 0),
      leaseUntilMs: nowMs() + wish.leaseMs,
    };
    write(row, txn, leased);
    taken.push(leased);
  }
  const ofOnly = ({ runId, baseId }: ChunkRow) =>
    [
      runId === null ? undefined : seen(tables.runs.rows.get(runId), txn),
      seen(tables.messages.rows.get(baseId), txn),
    ] as const;
  return taken.map((row) => {
    const { id, fence, senderId, lane, isRecorded, baseId, recipients } = row;
    return {
      ...{ workspaceId, id, fence, senderId, lane },
      ...(isRecorded && lane !== 'marketing'
        ? { baseId, recipients: [...recipients], only: onlyTextOf(row, ...ofOnly(row)) }
        : { baseId: null, recipients: null, only: null }),
    };
  });
}

function claimNow({ tables, nowMs }: Ground, txn: Txn, id: number, claim: Claim) {
  const row = tables.chunks.rows.get(id);
  const free = seen(row, txn);
  if (!row || !free || !isUntouched(free) || free.notBefore > claim.at) return null;
  const sender = seen(tables.senders.rows.get(free.senderId), txn);
  const gateway = sender && seen(tables.gateways.rows.get(sender.gatewayId), txn);
  if (!gateway || gateway.id !== claim.gatewayId) return null;
  if (Math.max(sender.blockedUntilMs, gateway.blockedUntilMs) > nowMs()) return null;
  if (isBehindOthers(tables, txn, free, claim.at, nowMs())) return null;
  // Skip locked, and look again at what is held now.
  if (!tryHold(row, txn, 'write')) return null;
  const chunk = seen(row, txn);
  if (!chunk || !isUntouched(chunk)) return null;
  const fence = nextOf(tables, 'fence');
  write(row, txn, { ...chunk, state: 'leased', fence, leaseUntilMs: nowMs() + claim.leaseMs });
  return { fence, isTooLate: chunk.notAfterMs !== null && chunk.notAfterMs <= nowMs() };
}

/** Others of its flow have waited longer, or its number's places are taken. */
function isBehindOthers(tables: Ground['tables'], txn: Txn, own: ChunkRow, at: Date, nowMs: number): boolean {
  let busy = 0;
  for (const [, one] of rowsSeen(tables.chunks, txn)) {
    const isDue = one.state === 'ready' && one.notBefore <= at;
    if (isDue && one.lane === own.lane && one.runId === own.runId && one.id < own.id) return true;
    if (one.senderId !== own.senderId || one.lane === 'marketing') continue;
    if (isDue && one.lane === 'emergency' && own.lane !== 'emergency') return true;
    if (one.state === 'leased' && one.leaseUntilMs >= nowMs) busy += 1;
  }
  return busy >= 2;
}

export const isUntouched = ({ state, fence }: ChunkRow): boolean => state === 'ready' && fence === 0;

/** What is told of a chunk with a single text that is no answer. */
export function onlyTextOf(
  { recipients }: ChunkRow,
  run: Run | undefined,
  text: MessageRow | undefined,
): OnlyText | null {
  if (recipients.length > 1 || !run || run.kind === 'answer' || !text) return null;
  const { number, purpose, parts } = text;
  return { runId: run.id, programId: run.programId, brandId: run.brandId, number, purpose, parts };
}
