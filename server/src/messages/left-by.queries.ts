/** By which account a text `m` was handed over, as its last intent says; null for one of the time before routes. */
export const leftBySql = `(select i.gateway_id from send_chunk k join send_intent i on i.workspace_id = k.workspace_id and i.chunk_id = k.id
  where k.workspace_id = m.workspace_id and k.base_id <= m.id and k.base_id > m.id - 1024
    and (m.id - k.base_id)::smallint = any(i.positions) order by i.fence desc, i.batch desc limit 1)`;

/** The same with the account of its sender `s` where nothing is known: what left before there were routes left by that one. */
export const leftBy = `coalesce(${leftBySql}, s.gateway_id)`;

/**
 * Who gives an account `a` its ids: the carrier of its kind and, where a kind leads to any carrier, which of them. That one carrier never
 * gives two accounts the same id is taken for granted; no carrier's documents say otherwise, and none has been tried.
 */
const idsOf = (a: string) =>
  `jsonb_build_array(${a}.kind, lower(${a}.settings->>'host'), ${a}.settings->>'systemId', ${a}.settings->>'url', ${a}.settings->>'origin',
    substring(${a}.settings->>'description' from '"url"\\s*:\\s*"([^"]*)"'))`;

/**
 * Whether a receipt `r` by the carrier's id may be about a text `m`, as far as anybody knows: another carrier's text may have the
 * same id. One account may stand in two rows, connected again or bound twice; then its carrier tells either of what left by the
 * other, and a STOP must not be lost over it.
 */
export const leftByTheirs = `(r.gateway_id is null or coalesce(${leftBySql},
  (select s.gateway_id from sender s where s.workspace_id = m.workspace_id and s.id = m.sender_id), r.gateway_id) = any(
    select r.gateway_id union all
    select other.id from gateway theirs join gateway other on other.workspace_id = theirs.workspace_id and ${idsOf('other')} = ${idsOf('theirs')}
    where theirs.workspace_id = m.workspace_id and theirs.id = r.gateway_id))`;
