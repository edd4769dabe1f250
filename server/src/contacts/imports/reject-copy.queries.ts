import { finished } from 'node:stream/promises';
import type { Tx } from '../../platform/db/pool.ts';
import { rejectColumns } from './rows/reject-line.ts';

/** Takes rows that became no people, in COPY's text format. */
export type RejectSink = {
  add(lines: Uint8Array): void;
  /** True when it holds enough to be moved on. */
  isFull(): boolean;
  /** Moves on what it holds, by a COPY, which travels alone: nothing else may be under way in the transaction. */
  flush(): Promise<void>;
};

// Enough to make a COPY worth its round trips, little enough to hold.
const bytesPerCopy = 1_000_000;

/**
 * COPY does not speak to tables with row security, so rows are copied into a table of this transaction and moved on from
 * there. It lives in the session's own memory and leaves nothing behind.
 */
export function openRejectSink(tx: Tx, importId: string): RejectSink {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  return {
    add(lines) {
      if (lines.length > 0) waiting.push(lines);
      bytes += lines.length;
    },
    isFull: () => bytes >= bytesPerCopy,
    async flush() {
      if (bytes === 0) return;
      await copy(tx, importId, waiting);
      waiting = [];
      bytes = 0;
    },
  };
}

async function copy(tx: Tx, importId: string, parts: readonly Uint8Array[]): Promise<void> {
  await tx.query(
    'create temporary table if not exists import_reject_block (line bigint, code text, sentence text, row text[], number text) on commit drop',
  );
  const stream = tx.copyIn(`copy import_reject_block (${rejectColumns}) from stdin`);
  const done = finished(stream);
  for (const part of parts) stream.write(part);
  stream.end();
  await done;
  await tx.query({
    name: 'stage_import_rejects',
    text: `insert into import_reject (workspace_id, import_id, ${rejectColumns}) select $1, $2, ${rejectColumns} from import_reject_block`,
    values: [tx.workspaceId, importId],
  });
  await tx.query('truncate import_reject_block');
}
