/** By which account a text `m` was handed over, as its last intent says; null for one of the time before routes. */
export const leftBySql = `(select i.gateway_id from send_chunk k join send_intent i on i.workspace_id = k.workspace_id and i.chunk_id = k.id
  where k.workspace_id = m.workspace_id and k.base_id <= m.id and k.base_id > m.id - 1024
    and (m.id - k.base_id)::smallint = any(i.positions) order by i.fence desc, i.batch desc limit 1)`;

/** The same with the account of its sender `s` where nothing is known: what left before there were routes left by that one. */
export const leftBy = `coalesce(${leftBySql}, s.gateway_id)`;

/** Whether a text `m` left by the account of a receipt `r`, as far as anybody knows: another carrier's text may have the same id. */
export const leftByTheirs = `(r.gateway_id is null or r.gateway_id = coalesce(${leftBySql},
  (select s.gateway_id from sender s where s.workspace_id = m.workspace_id and s.id = m.sender_id), r.gateway_id))`;
