import type pg from 'pg';

/** What the database itself says about our tables; schema.sql and the Kysely types are printed from it. */
export type CatalogColumn = {
  readonly name: string;
  readonly type: string;
  readonly isNotNull: boolean;
  readonly default: string | null;
  /** 'a' and 'd' for identity columns, '' for others. */
  readonly identity: string;
  /** A generated column's expression stands in `default`. */
  readonly isGenerated: boolean;
};

export type CatalogTable = {
  readonly name: string;
  readonly isUnlogged: boolean;
  readonly partitionKey: string | null;
  readonly options: readonly string[];
  readonly hasRowSecurity: boolean;
  readonly isRowSecurityForced: boolean;
  readonly columns: readonly CatalogColumn[];
  readonly constraints: readonly { name: string; kind: string; definition: string }[];
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
  readonly policies: readonly Policy[];
  readonly grants: readonly Grant[];
};

export type Policy = {
  readonly name: string;
  readonly command: string;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
};

export type Grant = {
  readonly role: string;
  readonly privilege: string;
  readonly columns: readonly string[];
};

export type CatalogRoutine = {
  readonly definition: string;
  readonly signature: string;
  readonly owner: string;
  readonly isOpenToAll: boolean;
  readonly executors: readonly string[];
};

/** Tables in the order they were made, which is the order the migrations tell; partitions belong to their parent. */
export async function readTables(client: pg.ClientBase): Promise<CatalogTable[]> {
  return (await client.query<{ t: CatalogTable }>(tablesSql)).rows.map((row) => row.t);
}

export async function readRoutines(client: pg.ClientBase): Promise<CatalogRoutine[]> {
  return (await client.query<CatalogRoutine>(routinesSql)).rows;
}

export async function readSequences(client: pg.ClientBase): Promise<string[]> {
  return (await client.query<{ line: string }>(sequencesSql)).rows.map((row) => row.line);
}

const tablesSql = `
select jsonb_build_object(
  'name', case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end,
  'isUnlogged', c.relpersistence = 'u',
  'partitionKey', pg_get_partkeydef(c.oid),
  'options', coalesce(to_jsonb(c.reloptions), '[]'),
  'hasRowSecurity', c.relrowsecurity,
  'isRowSecurityForced', c.relforcerowsecurity,
  'columns', (
    select jsonb_agg(jsonb_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isNotNull', a.attnotnull,
      'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'isGenerated', a.attgenerated <> ''
    ) order by a.attnum)
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
  'constraints', coalesce((
    select jsonb_agg(jsonb_build_object('name', k.conname, 'kind', k.contype, 'definition', pg_get_constraintdef(k.oid))
      order by array_position(array['p', 'u', 'c', 'f', 'x'], k.contype::text), k.oid)
    from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'), '[]'),
  'indexes', coalesce((
    select jsonb_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid)
    from pg_index i
    where i.indrelid = c.oid and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)), '[]'),
  'triggers', coalesce((
    select jsonb_agg(pg_get_triggerdef(t.oid) order by t.oid)
    from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal), '[]'),
  'policies', coalesce((
    select jsonb_agg(jsonb_build_object('name', p.policyname, 'command', lower(p.cmd), 'roles', p.roles,
      'using', p.qual, 'check', p.with_check) order by p.policyname)
    from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname), '[]'),
  'grants', coalesce((
    select jsonb_agg(to_jsonb(g) order by g.role, g.privilege) from (
      select x.grantee::regrole::text as role, lower(x.privilege_type) as privilege, '[]'::jsonb as columns
      from aclexplode(c.relacl) x where x.grantee <> c.relowner and x.grantee <> 0
      union all
      select x.grantee::regrole::text, lower(x.privilege_type), jsonb_agg(a.attname order by a.attnum)
      from pg_attribute a, aclexplode(a.attacl) x where a.attrelid = c.oid and x.grantee <> 0
      group by x.grantee, x.privilege_type
    ) g), '[]')
) as t
from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'simulation')
where c.relkind in ('r', 'p') and not c.relispartition
order by c.oid`;

const routinesSql = `
select pg_get_functiondef(p.oid) as definition, p.oid::regprocedure::text as signature,
  p.proowner::regrole::text as owner,
  coalesce(p.proacl, acldefault('f', p.proowner))::text ~ '[{,]=X' as "isOpenToAll",
  array(select x.grantee::regrole::text from aclexplode(p.proacl) x
        where x.grantee not in (0, p.proowner) order by 1) as executors
from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
  and not exists (select 1 from pg_depend e where e.objid = p.oid and e.deptype = 'e')
order by p.oid`;

// Sequences of identity columns belong to their column; only those made by hand are listed.
const sequencesSql = `
select format('create sequence %I as %s minvalue %s maxvalue %s start %s%s;', c.relname, s.seqtypid::regtype, s.seqmin,
  s.seqmax, s.seqstart, case when s.seqcycle then ' cycle' else '' end) as line
from pg_sequence s join pg_class c on c.oid = s.seqrelid
where c.relnamespace = 'public'::regnamespace
  and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype in ('i', 'a'))
order by c.oid`;
