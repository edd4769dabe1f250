import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Cast, Stage } from '../../e2e/stage/stage.ts';

const textsPerChunk = 1_000;
const chunksAtOnce = 250;

/**
 * Puts texts of an earlier campaign on record as if they had been sent and receipted: rows of the same month and in the
 * same order as those that sending writes, with their chunks and intents. Counted up to whole thousands.
 */
export async function addHistory(stage: Stage, cast: Cast, texts: number): Promise<void> {
  const client = new Client({ connectionString: stage.embedded.superuserUrl });
  await client.connect();
  try {
    const runId = randomUUID();
    await client.query(addRun, [
      cast.workspaceId,
      runId,
      cast.program.id,
      cast.program.brandId,
      cast.sender.id,
    ]);
    for (let left = Math.ceil(texts / textsPerChunk); left > 0; left -= chunksAtOnce) {
      const chunks = Math.min(left, chunksAtOnce);
      await client.query(addTexts, [cast.workspaceId, runId, cast.sender.id, chunks]);
    }
    // What the autovacuum would have done by the time a history has grown.
    for (const table of ['message', 'send_chunk', 'send_intent'])
      await client.query(`vacuum analyze ${table}`);
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

const addRun = `insert into send_run (workspace_id, id, program_id, brand_id, purpose, sender_id, body, state)
  values ($1, $2, $3, $4, 'transactional', $5, 'Proof: hello {{ first_name }}. Reply STOP to end', 'done')`;

// People are gone through again and again, as a business texts the same ones.
const addTexts = `with person as materialized (
    select array_agg(id order by id) as ids from (select id from contact where workspace_id = $1 order by id limit 1000) known
  ), chunk as (
    insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, base_id, recipients, not_before, state)
    select $1::uuid, $2::uuid, $2::uuid, 'marketing', $3::uuid, next_message_block(), person.ids, now(), 'done'
    from person, generate_series(1, $4::int)
    returning id, base_id, recipients
  ), intent as (
    insert into send_intent (workspace_id, chunk_id, fence, batch, positions)
    select $1::uuid, chunk.id, 1, batch, array(select generate_series(batch * 100, batch * 100 + 99))::smallint[]
    from chunk, generate_series(0, 9) batch
  )
  insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status,
    provider_id, queued_at, submitted_at, accepted_at, final_at)
  select chunk.base_id + place, $1::uuid, $2::uuid, chunk.recipients[1 + place % cardinality(chunk.recipients)], $3::uuid,
    '+1555' || lpad(((chunk.base_id + place) % 10000000)::text, 7, '0'), 'transactional', 'campaign',
    'Proof: hello Person ' || place || '. Reply STOP to end', 1, 'delivered',
    'rc_past' || to_hex(chunk.base_id + place), now(), now(), now(), now()
  from chunk, generate_series(0, ${textsPerChunk - 1}) place`;
