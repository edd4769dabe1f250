import { systemScope } from '../src/accounts/index.ts';
import { importJobs } from '../src/contacts/imports/index.ts';
import { type Db, openDatabase, type Tx } from '../src/platform/db/pool.ts';
import { roles } from '../src/platform/db/roles.ts';
import { silentLog } from '../src/platform/log.ts';
import { testContext } from './context.ts';

// A process of its own that works on one job of an import and says "step" whenever it has come a little further, so that
// a test can kill it in the middle: node import-child.ts <url> <task> <workspace id> <import id>.
const [url = '', task = '', workspaceId = '', importId = ''] = process.argv.slice(2);
const say = () => process.stdout.write('step\n');

const db = openDatabase({ url, role: roles.app, max: 3, log: silentLog });
const talking: Db = {
  ...db,
  tx: async (id, work) => {
    const result = await db.tx(id, (tx) => work(talkingTx(tx)));
    say();
    return result;
  },
};

// A check is one transaction, so it says how many pages of people it has put down.
function talkingTx(tx: Tx): Tx {
  const query = tx.query.bind(tx) as (...args: unknown[]) => Promise<never>;
  return Object.assign(tx, {
    query: async (...args: unknown[]) => {
      const result = await query(...args);
      if ((args[0] as { name?: string }).name === 'stage_import_page') say();
      return result;
    },
  });
}

const { actor } = systemScope(workspaceId, 'test');
const never = new AbortController().signal;
await importJobs(async () => new Set())[task]?.(
  testContext(talking),
  { workspaceId, importId, actor },
  never,
);
await db.close();
