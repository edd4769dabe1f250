import type { Tx } from '../../platform/db/pool.ts';

export type NewMedia = {
  readonly id: string;
  readonly inboundId: number;
  readonly number: string;
  /** From 0, in the order in which they came. */
  readonly position: number;
  readonly sealedLink: Buffer;
};

export async function insertMedia(tx: Tx, media: readonly NewMedia[], at: Date): Promise<void> {
  for (const one of media)
    await tx.query(
      `insert into inbound_media (workspace_id, id, inbound_id, number, position, link, state, created_at, next_at)
       values (current_workspace(), $1, $2, $3, $4, $5, 'waiting', $6, now())`,
      [one.id, one.inboundId, one.number, one.position, one.sealedLink, at],
    );
}

export type WaitingMedia = {
  readonly sealedLink: Buffer;
  readonly tries: number;
  readonly gatewayId: string;
};

export async function findWaitingMedia(tx: Tx, id: string): Promise<WaitingMedia | null> {
  const { rows } = await tx.query<WaitingMedia>(
    `select m.link as "sealedLink", m.tries, i.gateway_id as "gatewayId" from inbound_media m
     join inbound_message i on i.workspace_id = m.workspace_id and i.id = m.inbound_id
     where m.workspace_id = current_workspace() and m.id = $1 and m.state = 'waiting' and m.link is not null`,
    [id],
  );
  return rows[0] ?? null;
}

/** Those whose time has come and whose job may have been lost. */
export async function listDueMedia(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from inbound_media where workspace_id = current_workspace() and state = 'waiting' and next_at < now() - interval '2 minutes'
     order by next_at limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

export type MediaOutcome =
  | {
      readonly state: 'kept';
      readonly contentType: string;
      readonly sha256: Buffer;
      readonly content: Buffer;
    }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'waiting'; readonly reason: string; readonly nextAt: Date };

/** The link goes with the first word that is final. */
export async function settleMedia(tx: Tx, id: string, outcome: MediaOutcome, at: Date): Promise<void> {
  const kept = outcome.state === 'kept' ? outcome : null;
  await tx.query(
    `update inbound_media set state = $2, reason = $3, content_type = $4, bytes = $5, sha256 = $6, content = $7, tries = tries + 1,
       next_at = $8, settled_at = case when $2 <> 'waiting' then $9::timestamptz end, link = case when $2 = 'waiting' then link end
     where workspace_id = current_workspace() and id = $1 and state = 'waiting'`,
    [
      id,
      outcome.state,
      outcome.state === 'kept' ? null : outcome.reason,
      kept?.contentType ?? null,
      kept?.content.length ?? null,
      kept?.sha256 ?? null,
      kept?.content ?? null,
      outcome.state === 'waiting' ? outcome.nextAt : null,
      at,
    ],
  );
}

export type KeptMedia = { readonly contentType: string; readonly content: Buffer; readonly sha256: Buffer };

export async function findMedia(
  tx: Tx,
  id: string,
): Promise<{ state: string; media: KeptMedia | null } | null> {
  const { rows } = await tx.query<{ state: string } & KeptMedia>(
    `select state, content_type as "contentType", content, sha256 from inbound_media m
     where workspace_id = current_workspace() and id = $1
       and exists (select from inbound_message i where i.workspace_id = m.workspace_id and i.id = m.inbound_id)`,
    [id],
  );
  const [row] = rows;
  return row ? { state: row.state, media: row.state === 'kept' ? row : null } : null;
}

/** What came with a reply, for whoever lists it. */
export type MediaOnList = {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly contentType: string | null;
  readonly bytes: number | null;
};

/** An expression of SQL: the media of reply `i`, as a list of `MediaOnList`. */
export const mediaOfReply = `coalesce((select json_agg(json_build_object('id', m.id, 'state', m.state, 'reason', m.reason,
  'contentType', m.content_type, 'bytes', m.bytes) order by m.position)
  from inbound_media m where m.workspace_id = i.workspace_id and m.inbound_id = i.id), '[]'::json)`;
