import type { Context } from '../src/platform/context.ts';

/** A conversation with the person of the samples. */
export async function furnishConversation(ctx: Context, workspaceId: string): Promise<string> {
  const { rows } = await ctx.db.tx(workspaceId, (tx) =>
    tx.query<{ id: number }>(
      `insert into conversation (workspace_id, number, contact_id, brand_id, begun_at, last_reply_at, last_reply_id)
       select current_workspace(), c.number, c.id, (select id from brand where workspace_id = current_workspace() limit 1), '2026-11-24T16:00:00Z', '2026-11-24T16:00:00Z', 1
       from contact c where c.workspace_id = current_workspace() and c.number = '+12025550199' returning id`,
    ),
  );
  return `cnv_${rows[0]?.id}`;
}

/** What the inbox is asked in tests of every route. */
export async function furnishInbox(
  make: (url: string, payload: object) => Promise<string>,
  name: string,
): Promise<{ canned: string; rule: string }> {
  return {
    canned: await make('/v1/canned-replies', { name, body: `${name} says hello.` }),
    rule: await make('/v1/inbox-rules', { name, wants: { words: [name] }, does: { tags: [name] } }),
  };
}

export const inboxSamples = {
  'POST /v1/conversations/:id/answers': { body: 'Hello' },
  'POST /v1/conversations/:id/snooze': { until: '2027-01-01T00:00:00Z' },
  'POST /v1/conversations/:id/assign': { to: null },
  'POST /v1/conversations/:id/notes': { body: 'A note' },
  'POST /v1/conversations/:id/typing': { is_typing: true },
  'POST /v1/conversations/bulk': { ids: ['cnv_1'], act: 'close' },
  'PUT /v1/inbox/agents/:id': { is_away: true },
  'PUT /v1/workspace/inbox': { answer_within_minutes: 30 },
  'POST /v1/canned-replies': { name: 'mine', body: 'Hello' },
  'PUT /v1/canned-replies/:id': { name: 'mine-now', body: 'Hello' },
  'POST /v1/inbox-rules': { name: 'Mine', wants: {}, does: { close: true } },
  'PUT /v1/inbox-rules/:id': { name: 'Mine now', wants: {}, does: { close: true } },
};

export const inboxQueries = {
  'GET /v1/inbox/report': '?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z',
};
