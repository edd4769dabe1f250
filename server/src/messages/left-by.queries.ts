/**
 * An expression of SQL: the account by which text `m` of sender `s` left, or was to leave last. What was announced under no account, as
 * before there were routes, left by the number's own.
 */
export const leftBy = `coalesce((select i.gateway_id from send_chunk c join send_intent i on i.workspace_id = c.workspace_id and i.chunk_id = c.id
  where c.workspace_id = m.workspace_id and c.base_id <= m.id and c.base_id > m.id - 1024 and (m.id - c.base_id)::smallint = any(i.positions)
  order by i.recorded_at desc limit 1), s.gateway_id)`;
