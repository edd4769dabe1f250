import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { Internal } from '../errors.ts';

/** Hot statements carry a name: the server then plans them once for each connection. */
export type Statement = {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
};

/**
 * Statements that are asked for without waiting (`Promise.all`) travel in one round trip and run in the order in which they
 * were asked for; the first that fails ends the transaction, and the others fail with it.
 */
type Inside = {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    statement: Statement,
  ): Promise<pg.QueryResult<Row>>;
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
  /**
   * COPY … FROM STDIN, for imports. PostgreSQL refuses it on tables with row security: copy into a temporary table
   * (`on commit drop`) and insert from there, where the fence checks every row. Await the end before the next query.
   */
  copyIn(sql: string): Writable;
  /** COPY … TO STDOUT, for exports. */
  copyOut(sql: string): Readable;
  /**
   * Nothing else will be asked: the commit leaves right behind what has been asked so far, which may still be under way, and
   * saves a round trip. If any of that fails nothing is saved, as ever; whoever throws for another reason afterwards has saved it.
   */
  endsHere(end?: End): void;
};

/**
 * `seen`: others see it, and hear of it, a moment before it is on the disk; whoever asked hears after that, as ever. For what others
 * may begin at once, as long as whatever they do about it waits for the disk itself: the log is written in order, so theirs brings
 * this one along. Who only reads may be shown what a crash takes away.
 */
export type End = 'saved' | 'seen';

declare const kind: unique symbol;

/** Inside one workspace: row security shows its rows and no others. */
export type Tx = Inside & { readonly workspaceId: string; readonly [kind]: 'workspace' };

/** Inside no workspace: tenant tables are empty here and refuse every insert. */
export type SystemTx = Inside & { readonly [kind]: 'system' };

export function inside(client: pg.PoolClient, commit: (end: End) => unknown): Inside {
  let isEnding = false;
  return {
    query<Row extends pg.QueryResultRow>(statement: Statement | string, values?: readonly unknown[]) {
      if (isEnding) throw askedTooLate();
      sendTogether(client);
      if (typeof statement === 'string') return client.query<Row>(statement, values as unknown[]);
      return client.query<Row>(statement as pg.QueryConfig);
    },
    copyIn: (sql) => alone(client).query(copyFrom(sql)),
    copyOut: (sql) => alone(client).query(copyTo(sql)),
    endsHere(end = 'saved') {
      isEnding = true;
      commit(end);
    },
  };
}

/**
 * What is asked in the same breath leaves in one write, as soon as it is over. By itself each statement is a call of the kernel, and
 * wakes the database for a part of what it is to do.
 */
export function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

// It would run outside of the transaction, and of the workspace.
const askedTooLate = () =>
  new Internal('database.transaction_ended', 'A statement came after the end of its transaction.');

// The driver lets nothing travel with a COPY, so the connection takes turns until the transaction is over.
function alone(client: pg.PoolClient): pg.PoolClient {
  setPipelining(client, false);
  return client;
}

/** At the end of each transaction, when nothing is under way. */
export function endCopying(client: pg.PoolClient): void {
  if (!client.pipeline) setPipelining(client, true);
}

// The driver offers it for the whole life of a connection only, but asks anew at each statement.
function setPipelining(client: pg.PoolClient, isOn: boolean): void {
  (client as { pipeline: boolean }).pipeline = isOn;
}
