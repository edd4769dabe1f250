import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Hot statements carry a name: the server then plans them once for each connection. */
export type Statement = {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
};

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
};

declare const kind: unique symbol;

/** Inside one workspace: row security shows its rows and no others. */
export type Tx = Inside & { readonly workspaceId: string; readonly [kind]: 'workspace' };

/** Inside no workspace: tenant tables are empty here and refuse every insert. */
export type SystemTx = Inside & { readonly [kind]: 'system' };

export function inside(client: pg.PoolClient): Inside {
  return {
    query<Row extends pg.QueryResultRow>(statement: Statement | string, values?: readonly unknown[]) {
      if (typeof statement === 'string') return client.query<Row>(statement, values as unknown[]);
      return client.query<Row>(statement as pg.QueryConfig);
    },
    copyIn: (sql) => client.query(copyFrom(sql)),
    copyOut: (sql) => client.query(copyTo(sql)),
  };
}
