import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStage, type Stage } from '../../e2e/stage/stage.ts';
import type { Context } from '../../server/src/platform/context.ts';
import { openDatabase } from '../../server/src/platform/db/pool.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import type { Workplace } from './workplace.ts';

const patienceMs = 2_000;

/** A migrated database of the workplace's own, which ends with it even in the middle of a long statement. */
export function openStageIn(workplace: Workplace): Promise<Stage> {
  return workplace.begin(
    () => openStage(join(workplace.folder, 'stage')),
    async ({ ctx, embedded }) => {
      await Promise.race([ctx.db.close(), sleep(patienceMs)]);
      await embedded.stop();
    },
  );
}

/** As the part of the service that answers requests reaches the database; the stage's own context is a worker's. */
export function openServingContext(stage: Stage, workplace: Workplace): Context {
  const { app: role } = roles;
  const db = openDatabase({ url: stage.embedded.url(role, 'postgres'), role, log: silentLog });
  workplace.atEnd(() => Promise.race([db.close(), sleep(patienceMs)]));
  return { ...stage.ctx, db };
}

/** How far the write-ahead log has come, in bytes: the difference of two is what was written in between, by anybody. */
export async function walPosition({ ctx }: Stage): Promise<number> {
  const { rows } = await ctx.db.system((tx) =>
    tx.query<{ bytes: number }>(`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as bytes`),
  );
  return rows[0]?.bytes ?? 0;
}
