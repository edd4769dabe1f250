import { eraseFromAudit, growTree, recordAudit, systemScope } from '../../server/src/accounts/index.ts';
import type { Context } from '../../server/src/platform/context.ts';
import { type TestApp, testApp } from '../../server/test/app.ts';
import { testContext } from '../../server/test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../server/test/database.ts';

export type Audited = {
  readonly database: TestDatabase;
  readonly app: TestApp;
  readonly ctx: Context;
  readonly workspaceId: string;
  /** The whole audit, as a client downloads it. */
  download(): Promise<string>;
  /** A GET with the right to read the audit; its JSON. */
  read<Answer>(url: string): Promise<Answer>;
  close(): Promise<void>;
};

const entriesInAll = 32;

/** A workspace with an audit of all kinds: states that change, people, one of whom was erased, and several checkpoints. */
export async function auditedWorkspace(): Promise<Audited> {
  const database = await cloneDatabase();
  const ctx = testContext(database.worker);
  const app = await testApp(database);
  const workspaceId = await newWorkspace(database.db);
  const scope = systemScope(workspaceId, 'test');
  for (let n = 0; n < entriesInAll; n += 1) {
    await ctx.db.tx(workspaceId, (tx) => recordAudit(tx, scope, factOf(n)));
    if (n === 20) await ctx.db.tx(workspaceId, (tx) => eraseFromAudit(tx, scope, 'con_7', 'asked_to'));
    if (n % 7 === 6) await growTree(ctx, workspaceId, { isForced: true });
  }
  await growTree(ctx, workspaceId, { isForced: true });
  const ask = await app.withKey(workspaceId, ['audit.read']);
  return {
    database,
    app,
    ctx,
    workspaceId,
    async download() {
      const answer = await ask({ url: '/v1/audit/export' });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return answer.body;
    },
    async read<Answer>(url: string) {
      const answer = await ask({ url });
      if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.body}`);
      return answer.json<Answer>();
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

function factOf(n: number) {
  if (n % 4 === 3) {
    const facts = {
      number: `+1202555${String(n).padStart(4, '0')}`,
      first_name: `Zoë ${n}`,
      last_name: null,
    };
    const subject = `con_${n}`;
    return { act: 'contact.created', object: subject, personal: { subject, after: facts } };
  }
  const [before, after] = [
    { status: 'draft', ключ: n },
    { status: 'checked', share: 0.1 * n, list: [n, null, {}] },
  ];
  return { act: `campaign.step_${n % 5}`, object: `cmp_${n}`, ...(n % 2 ? { before, after } : {}) };
}
