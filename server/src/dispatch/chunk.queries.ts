import type { PermissionStandard } from '@tidings/policy/permission';
import type { SystemTx, Tx } from '../platform/db/pool.ts';
import { homeWaySql, otherWaysSql, type RouteFacts } from '../routing/index.ts';
import { brandRegistrationSql, papersSql, type SendingSender, sendingFactsSql } from '../senders/index.ts';
import type { Chunk, OnlyText, Run } from './chunk.ts';
import type { Lane } from './lane.ts';
import { shareRunState } from './run.queries.ts';

export type Lease = {
  workspaceId: string;
  id: number;
  fence: number;
  senderId: string;
  lane: Lane;
  /** Of an urgent chunk whose texts are on record: the id of the first and whom they are for, so that they can be asked for at once. */
  baseId: number | null;
  recipients: readonly number[] | null;
  /** Of an urgent chunk with a single text on record, which is no answer. Believed until the chunk itself has been read. */
  only: OnlyText | null;
  /** Of a chunk that nobody has leased yet, and that is to be taken in the transaction that decides about it (told-text.ts). */
  claim?: Claim;
};

export type Claim = {
  readonly worker: string;
  /** The business clock. */
  readonly at: Date;
  readonly leaseMs: number;
  readonly senderId: string;
  /** By which account its text is going to leave. */
  readonly gatewayId: string;
};

export type LeaseWish = {
  worker: string;
  /** The business clock. */
  at: Date;
  lanes: readonly Lane[];
  most: number;
  leaseMs: number;
  /** Gateways to which this worker has no line, or whose texts it leaves to others for now. */
  deaf: readonly string[];
};

/** Takes chunks that may go now, in turns between workspaces and campaigns. Overdue leases of others are among them. */
export async function leaseChunks(tx: SystemTx, wish: LeaseWish): Promise<Lease[]> {
  const { rows } = await tx.query<Lease>({
    name: 'dispatch_lease',
    text: `select workspace_id as "workspaceId", id, fence, sender_id as "senderId", lane, base_id as "baseId", recipients, only_text as only from lease_send_chunks($1, $2, $3, $4, $5, $6)`,
    values: [wish.worker, wish.at, wish.lanes, wish.most, wish.leaseMs, wish.deaf],
  });
  return rows;
}

const chunkColumns = `c.id, c.fence, c.run_id as "runId", c.lane, c.sender_id as "senderId", c.is_recorded as "isRecorded",
  c.base_id as "baseId", c.recipients, c.not_before as "notBefore", c.held_reason as "heldReason", c.created_at as "createdAt"`;

export type OpenedChunk = {
  chunk: Chunk;
  run: Run | null;
  sender: SendingSender;
  workspaceZone: string;
  /** Counts the changes of the workspace's rules about hours; 0 where it has none of its own. */
  policyVersion: number;
  permissionStandard: PermissionStandard;
  /** The countries that the workspace texts. */
  countries: readonly string[];
  /** True where somebody has said what texts cost. */
  isCounted: boolean;
  /** How long its texts are still of use, in milliseconds; null for as long as it takes. */
  remainingMs: number | null;
  /** True while the breaker of its account or its number is not closed: an accepted text closes it. */
  isTroubled: boolean;
  /** The account that the number was added with. */
  home: RouteFacts;
  /** What else its texts may leave by; null, which is the rule, where there is no route. */
  others: readonly RouteFacts[] | null;
  /** Which of its texts go elsewhere first, where there is an elsewhere. */
  avoided: readonly { messageId: number; gatewayId: string }[] | null;
  /** False when nobody has announced or settled any text of it yet, which is the rule. */
  hasPast: boolean;
};

type OpenedRow = Chunk &
  Omit<OpenedChunk, 'chunk' | 'run'> & {
    run: (Run & { id: string | null }) | null;
  };

/**
 * The chunk with all that its texts share, if it is still ours; null when the lease has gone to somebody else. Without a fence it is
 * anybody's, and who has taken it in this transaction compares. Nothing is locked: consents come first in the order of locks, and their numbers are known only from here (renewLease locks it).
 */
export async function readChunk(
  tx: Tx,
  lease: { readonly id: number; readonly fence: number | null },
): Promise<OpenedChunk | null> {
  const { rows } = await tx.query<OpenedRow>({
    name: 'dispatch_read_chunk',
    text: `select ${chunkColumns},
        case when r.id is not null then json_build_object('id', r.id, 'kind', r.kind, 'programId', r.program_id, 'brandId', r.brand_id,
          'purpose', r.purpose, 'senderId', r.sender_id, 'subject', r.subject,
          'priority', r.priority, 'whenCapped', r.when_capped, 'body', r.body, 'texts', r.texts, 'mmsId', r.mms_id, 'links', r.links, 'state', r.state) end as run,
        json_build_object('id', s.id, 'gatewayId', s.gateway_id, 'number', s.number, 'kind', s.kind,
          'partsPerSecond', p.parts_per_second, 'registration', s.registration,
          'brandRegistration', ${brandRegistrationSql}, 'papers', ${papersSql}, ${sendingFactsSql}) as sender,
        w.time_zone as "workspaceZone", coalesce(w.countries, array[w.country]) as countries,
        coalesce((select y.version from policy_setting y where y.workspace_id = c.workspace_id), 0) as "policyVersion",
        coalesce((select y.permission_standard from policy_setting y where y.workspace_id = c.workspace_id), 'relationship') as "permissionStandard",
        exists (select from spend_budget b where b.workspace_id = c.workspace_id) as "isCounted",
        g.state <> 'ok' or s.state <> 'ok' as "isTroubled", ${homeWaySql} as home, ways.others,
        case when ways.others is not null then (
          select json_agg(json_build_object('messageId', a.message_id, 'gatewayId', a.gateway_id)) from route_avoided a
          where a.workspace_id = c.workspace_id and a.message_id >= c.base_id and a.message_id < c.base_id + cardinality(c.recipients)
        ) end as avoided,
        extract(epoch from c.not_after - clock_timestamp())::float8 * 1000 as "remainingMs",
        exists (select from send_intent i where i.workspace_id = c.workspace_id and i.chunk_id = c.id)
          or exists (select from message m where m.id >= c.base_id and m.id < c.base_id + cardinality(c.recipients)) as "hasPast"
      from send_chunk c
      join workspace w on w.id = c.workspace_id
      join sender s on s.workspace_id = c.workspace_id and s.id = c.sender_id
      join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
      left join registration q on q.workspace_id = s.workspace_id and q.id = s.registration_id
      join pace p on p.workspace_id = c.workspace_id and p.level = 'sender' and p.subject = c.sender_id::text
      left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
      cross join lateral (select ${otherWaysSql} as others) ways
      where c.workspace_id = current_workspace() and c.id = $1 and c.fence = coalesce($2::bigint, c.fence) and c.state = 'leased'`,
    values: [lease.id, lease.fence],
  });
  const row = rows[0];
  if (!row) return null;
  const { run, sender, workspaceZone, policyVersion, permissionStandard, countries, ...others } = row;
  const { isCounted, remainingMs, isTroubled, home, others: otherWays, avoided, hasPast, ...chunk } = others;
  const policy = { policyVersion, permissionStandard };
  const ways = { isTroubled, home, others: otherWays, avoided };
  const shared = { workspaceZone, ...policy, countries, isCounted, remainingMs, ...ways, hasPast };
  return { chunk, run, sender, ...shared };
}

/**
 * Prolongs the lease; null when it is no longer ours. `isTooLate` when its texts have waited too long to be of use. The
 * update also serialises us with whoever stops texts.
 */
export async function renewLease(
  tx: Tx,
  chunk: Pick<Chunk, 'id' | 'fence'>,
  leaseMs: number,
): Promise<{ isTooLate: boolean } | null> {
  const { rows } = await tx.query<{ isTooLate: boolean }>({
    name: 'dispatch_renew_lease',
    text: `update send_chunk set lease_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
           where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased'
           returning coalesce(not_after <= clock_timestamp(), false) as "isTooLate"`,
    values: [chunk.id, chunk.fence, leaseMs],
  });
  return rows[0] ?? null;
}

/**
 * Leases a chunk that nobody has had yet, where a lease would find it: its number and its account take texts now, and the number has one
 * of the places that it always has. Not past anybody: what has waited longer in its flow, or is an alarm, goes first, and that a lease
 * finds. Whoever does not get the chunk does not wait for it, if perhaps for the pace of its number, which is asked along. The rest of
 * what a lease looks at is asked in the same transaction (the run, the switches, the hold).
 */
export async function claimChunk(
  tx: Tx,
  id: number,
  claim: Claim,
): Promise<{ fence: number; isTooLate: boolean } | null> {
  const { rows } = await tx.query<{ fence: number; isTooLate: boolean }>({
    name: 'dispatch_claim_chunk',
    // By the place of the row, which is held by then. In the order of the key there is one: a planner that knows nothing of the table yet
    // takes any index for as good as another, and would go through all chunks that ever were ready.
    text: `update send_chunk c set state = 'leased', owner = $2, fence = nextval('send_fence_seq'),
             lease_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000)
           where c.workspace_id = current_workspace() and c.ctid = (
             select n.ctid from send_chunk n
             where n.workspace_id = current_workspace() and n.id between $1 and $1 and n.state = 'ready' and n.fence = 0
               and n.not_before <= $3 and n.sender_id = $6 and exists (
                 select from sender s join gateway g on g.workspace_id = s.workspace_id and g.id = s.gateway_id
                 where s.workspace_id = current_workspace() and s.id = $6 and s.gateway_id = $5 and g.drained_since is null
                   and (s.blocked_until is null or s.blocked_until <= clock_timestamp())
                   and (g.blocked_until is null or g.blocked_until <= clock_timestamp()))
               and not exists (select from send_chunk o
                 where o.state = 'ready' and o.lane = n.lane and o.flow_id = n.flow_id and o.not_before <= $3 and o.crashes < 10 and o.id < n.id)
               and not exists (select from send_chunk o
                 where o.state = 'ready' and o.lane = 'emergency' and o.lane <> n.lane and o.sender_id = n.sender_id and o.not_before <= $3)
               and (select count(*) from send_chunk o where o.state = 'leased' and o.lease_until >= clock_timestamp()
                 and o.sender_id = n.sender_id and o.lane <> 'marketing') < 2
             order by n.id limit 1 for update of n skip locked)
           returning c.fence, coalesce(c.not_after <= clock_timestamp(), false) as "isTooLate"`,
    values: [id, claim.worker, claim.at, claim.leaseMs, claim.gatewayId, claim.senderId],
  });
  return rows[0] ?? null;
}

/**
 * Nothing of this chunk was handed over under this lease, and nothing will be: others need not wait until it runs out. Each
 * time they leave it twice as long (a second, two, four …), because what broke may still be broken.
 */
export async function letGo(tx: Tx, lease: Pick<Lease, 'id' | 'fence'>): Promise<void> {
  await tx.query({
    name: 'dispatch_let_go',
    text: `update send_chunk set lease_until = least(lease_until, clock_timestamp() + make_interval(secs => 2 ^ crashes))
           where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased'`,
    values: [lease.id, lease.fence],
  });
}

/**
 * A later chunk for the people at these positions. It has the positions and the ids of the one it comes from, so a text
 * keeps its id, and with it its reference at the carrier, for as long as it waits: whoever has lost the memory of the move
 * can still ask for the text. When it was queued does not change by waiting either.
 */
export async function insertHeldChunk(
  tx: Tx,
  from: Pick<Chunk, 'id'>,
  positions: readonly number[],
  until: Date,
  reason: string,
): Promise<void> {
  await tx.query({
    name: 'dispatch_insert_held',
    text: `insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, is_recorded, base_id, recipients, not_before, not_after, held_reason, created_at)
           select workspace_id, run_id, flow_id, lane, sender_id, is_recorded, base_id,
             array(select case when r.place - 1 = any($2::integer[]) then r.recipient else 0 end
                   from unnest(recipients) with ordinality r (recipient, place) order by r.place),
             $3, not_after, $4, created_at
           from send_chunk where workspace_id = current_workspace() and id = $1`,
    values: [from.id, positions, until, reason],
  });
}

export async function clearPositions(tx: Tx, chunk: Chunk, positions: readonly number[]): Promise<void> {
  for (const position of positions) chunk.recipients[position] = 0;
  await tx.query({
    name: 'dispatch_clear_positions',
    text: 'update send_chunk set recipients = $2 where workspace_id = current_workspace() and id = $1',
    values: [chunk.id, chunk.recipients],
  });
}

/** The whole chunk waits. */
export async function moveChunk(tx: Tx, chunk: Chunk, until: Date, reason: string): Promise<void> {
  await tx.query({
    name: 'dispatch_move_chunk',
    text: `update send_chunk set state = 'ready', owner = null, lease_until = null, not_before = $3, held_reason = $4, crashes = 0
           where workspace_id = current_workspace() and id = $1 and fence = $2`,
    values: [chunk.id, chunk.fence, until, reason],
  });
}

/**
 * Gives the chunk back (more to do), or closes it (nothing left). In a run that has been stopped meanwhile it is stopped
 * too; the run's row is shared first, so that a stop either is seen here or finds the chunk given back.
 */
export async function giveBack(
  tx: Tx,
  chunk: Pick<Chunk, 'id' | 'fence' | 'runId'>,
  state: 'ready' | 'done',
): Promise<void> {
  const runState = state === 'ready' && chunk.runId ? await shareRunState(tx, chunk.runId) : null;
  await tx.query({
    name: 'dispatch_give_back',
    text: `update send_chunk set state = $3, owner = null, lease_until = null, crashes = 0
           where workspace_id = current_workspace() and id = $1 and fence = $2 and state = 'leased'`,
    values: [chunk.id, chunk.fence, runState === 'stopped' ? 'stopped' : state],
  });
}

/**
 * Open chunks in which any of these people still waits for a text of these brands, or for an answer, locked. The scan is bounded by the workspace's open chunks (2,000 for a
 * campaign to a million people: some 10 ms), which is why no index on recipients is kept up for the rare STOP.
 */
export async function lockOpenChunksOf(
  tx: Tx,
  contactIds: readonly number[],
  brandIds: readonly string[],
  programIds: readonly string[] | null = null,
): Promise<Chunk[]> {
  const { rows } = await tx.query<Chunk>({
    name: 'dispatch_chunks_of_contact',
    text: `select ${chunkColumns}
           from send_chunk c left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
           where c.workspace_id = current_workspace() and c.state in ('ready', 'leased') and c.recipients && $1::bigint[]
             and (r.brand_id = any($2::uuid[]) or c.run_id is null) and ($3::uuid[] is null or r.program_id = any($3))
           order by c.id for update of c`,
    values: [contactIds, brandIds, programIds],
  });
  return rows;
}

/** Chunks that wait for one of these reasons may go now. */
export async function releaseHeldByRules(tx: Tx, now: Date): Promise<void> {
  await tx.query(
    `update send_chunk set not_before = $1
     where workspace_id = current_workspace() and state = 'ready' and not_before > $1
       and (held_reason = 'place_unknown' or held_reason like any(array['quiet_hours: %', 'closed: %', 'frequency_cap: %']))`,
    [now],
  );
}

export async function releaseHeldChunks(tx: Tx, reasons: readonly string[], now: Date): Promise<void> {
  await tx.query(
    `update send_chunk set not_before = $2
     where workspace_id = current_workspace() and state = 'ready' and held_reason = any($1::text[]) and not_before > $2`,
    [reasons, now],
  );
}
