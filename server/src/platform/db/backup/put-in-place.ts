import pg from 'pg';
import { Conflict, Forbidden } from '../../errors.ts';
import { explainDatabaseTrouble } from '../trouble.ts';

/**
 * A database that holds something is never written over. The new one is made beside it, filled, and takes its place by two
 * renames in one transaction; until then, and after whatever befalls us, the old one is the one in use. Names begin with
 * that of the database, since a server may have several of ours; PostgreSQL cuts them at 63 signs.
 */
const asideOf = (current: string) => `${current.slice(0, 40)}_restoring`;
const keptPrefixOf = (current: string) => `${current.slice(0, 40)}_before_`;

/** The same server and user, another database. */
export function withDatabase(url: string, name: string): string {
  const match = /^([a-z]+:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/s.exec(url);
  return `${match?.[1] ?? ''}/${encodeURIComponent(name)}${match?.[2] ?? ''}`;
}

/** An empty database beside the one of `url`; what an earlier try left there is gone. Returns its address. */
export async function makeAside(url: string): Promise<string> {
  return onServer(url, async (client, current) => {
    const aside = asideOf(current);
    await drop(client, aside);
    const create = `create database ${pg.escapeIdentifier(aside)} template template0 encoding 'UTF8'`;
    await client.query(create).catch((error) => {
      throw (error as { code?: string }).code === '42501' ? mayNotCreate() : error;
    });
    return withDatabase(url, aside);
  });
}

export async function dropAside(url: string): Promise<void> {
  await onServer(url, (client, current) => drop(client, asideOf(current)));
}

/** Puts the database aside in the place of the one of `url`, which is kept under the name that is returned. */
export async function putInPlace(url: string, keptAs: string): Promise<string> {
  return onServer(url, async (client, current) => {
    const kept = `${keptPrefixOf(current)}${keptAs}`;
    await client.query('begin');
    await rename(client, current, kept);
    await rename(client, asideOf(current), current);
    await client.query('commit');
    return kept;
  }).catch((error: unknown) => {
    throw (error as { code?: string }).code === '55006' ? somebodyIsThere() : error;
  });
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(url, (client) => drop(client, name));
}

/** Removes what restores of this database have replaced; returns the names. */
export async function dropKept(url: string): Promise<string[]> {
  return onServer(url, async (client, current) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where starts_with(datname, $1) order by datname`,
      [keptPrefixOf(current)],
    );
    for (const { name } of rows) await drop(client, name);
    return rows.map(({ name }) => name);
  });
}

const drop = (client: pg.Client, name: string) =>
  client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);

const rename = (client: pg.Client, from: string, to: string) =>
  client.query(`alter database ${pg.escapeIdentifier(from)} rename to ${pg.escapeIdentifier(to)}`);

/** Works on a connection to another database of the server: nobody can rename the one they are in. */
async function onServer<T>(
  url: string,
  work: (client: pg.Client, current: string) => Promise<T>,
): Promise<T> {
  const current = await currentDatabase(url);
  const between = current === 'postgres' ? 'template1' : 'postgres';
  const client = newClient(withDatabase(url, between));
  try {
    await client.connect();
    return await work(client, current);
  } catch (error) {
    throw explainDatabaseTrouble(error);
  } finally {
    await client.end().catch(() => {});
  }
}

async function currentDatabase(url: string): Promise<string> {
  const client = newClient(url);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    return rows[0]?.name ?? '';
  } catch (error) {
    throw explainDatabaseTrouble(error);
  } finally {
    await client.end().catch(() => {});
  }
}

function newClient(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, application_name: 'tidings restore' });
  client.on('error', () => {});
  return client;
}

const mayNotCreate = () =>
  new Forbidden(
    'restore.may_not_create',
    'The database user may not make databases, so the old one cannot be kept beside the new one. Make an empty database, set DATABASE_URL to it, and restore there.',
  );

const somebodyIsThere = () =>
  new Conflict(
    'restore.in_use',
    'Somebody is connected to the database that is to be replaced. Stop every Tidings process and whatever else uses it, and restore again.',
  );
