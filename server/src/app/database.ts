import { startEmbedded } from '../platform/db/embedded/index.ts';
import { migrate } from '../platform/db/migrate.ts';
import { listPending } from '../platform/db/pending.ts';
import { migrateJobs } from '../platform/jobs/index.ts';
import type { Log } from '../platform/log.ts';
import type { Config } from './config.schema.ts';
import { type DataPlaces, migrationsFolder } from './places.ts';

export type ReachedDatabase = {
  /** As somebody who may make roles and schemas, for migrations. */
  readonly ownerUrl: string;
  readonly isEmbedded: boolean;
  url(role: string): string;
  stop(): Promise<void>;
};

const embeddedDatabase = 'postgres';

/** The server of DATABASE_URL, or the one that we bring along. */
export async function reachDatabase(config: Config, places: DataPlaces, log: Log): Promise<ReachedDatabase> {
  const given = config.DATABASE_URL;
  if (given !== undefined) {
    return { ownerUrl: given, isEmbedded: false, url: () => given, stop: async () => {} };
  }
  const embedded = await startEmbedded({ dataDir: places.folder, log });
  return {
    ownerUrl: embedded.superuserUrl,
    isEmbedded: true,
    url: (role) => embedded.url(role, embeddedDatabase),
    stop: () => embedded.stop(),
  };
}

/** Returns the names of the migrations that landed just now. */
export async function bringToPresent(database: ReachedDatabase, log: Log): Promise<readonly string[]> {
  const { ownerUrl: url, isEmbedded: rolesCanLogIn } = database;
  const { landed } = await migrate({ url, folder: migrationsFolder, log, rolesCanLogIn });
  await migrateJobs({ url, log });
  return landed;
}

export function findPending(ownerUrl: string): Promise<string[]> {
  return listPending({ url: ownerUrl, folder: migrationsFolder });
}
