import { type EmbeddedDatabase, startEmbedded } from '../../server/src/platform/db/embedded/index.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import { makeDataDir, removeDataDir } from './start-tidings.ts';

/** A database server that the service is only a guest of, as with DATABASE_URL; it goes away when a story says so. */
export type Database = {
  /** What processes that share this database are given. */
  readonly env: { DATABASE_URL: string; TIDINGS_SECRET_KEY: string };
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  remove(): Promise<void>;
};

export async function startDatabase(): Promise<Database> {
  const folder = makeDataDir();
  const start = () => startEmbedded({ dataDir: folder, log: silentLog, revives: false });
  let server: EmbeddedDatabase = await start();
  return {
    env: {
      DATABASE_URL: server.superuserUrl,
      TIDINGS_SECRET_KEY: 'a secret key that several machines of a story share',
    },
    goAway: () => server.stop(),
    async comeBack() {
      server = await start();
    },
    async remove() {
      await server.stop();
      await removeDataDir(folder);
    },
  };
}
