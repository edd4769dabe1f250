import { queueText, setRunState, stopQueuedFor } from '../../server/src/dispatch/index.ts';
import { type CarrierReceipt, messageOfReference } from '../../server/src/gateways/index.ts';
import { applyNewReceipts, type Receipt } from '../../server/src/messages/index.ts';
import type { Context } from '../../server/src/platform/context.ts';
import { senderId } from './cast.ts';
import { instanceId } from './instance.ts';
import { rowOf, seen } from './rows.ts';
import { type Life, openLife } from './scheduler.ts';
import { insertRow, updateRows } from './store/change.ts';
import { brandId, type Switch, workspaceId } from './tables.ts';
import type { World } from './world.ts';

/** The process that takes in what carriers tell and what operators want. It may die too; whoever asked asks again. */
export type Api = {
  readonly life: Life;
  kill(): void;
  takeReceipt(receipt: CarrierReceipt, taken: () => void): void;
  takeReply(contactId: number, word: 'stop' | 'start'): void;
  setRun(runId: string, state: 'running' | 'paused' | 'stopped'): void;
  setSwitch(level: 'installation' | 'workspace', sending: Switch): void;
  setHold(isHeld: boolean): void;
};

const againAfterMs = 1_500;

export function openApi(world: World): Api {
  const { scheduler, dice, tables, store } = world;
  const { statement } = world.database;
  const asker = openLife('outside');
  let life = openLife('api');
  let replies = 0;

  /** Asks until it has been done; whoever does it twice must not mind. */
  function ask(what: string, work: (ctx: Context) => Promise<unknown>, done: () => void = () => {}): void {
    const asked = life;
    let isDone = false;
    let hasFailed = false;
    work(world.contextOf(asked)).then(
      () => {
        isDone = true;
        done();
      },
      () => {
        hasFailed = true;
      },
    );
    const look = (): void => {
      if (isDone) return;
      if (hasFailed || asked.isDead) ask(what, work, done);
      else scheduler.after(asker, againAfterMs, `${what}: done?`, look);
    };
    scheduler.after(asker, againAfterMs, `${what}: done?`, look);
  }

  // An operator waits until one thing is done before wanting the next.
  const wishes: [string, (ctx: Context) => Promise<unknown>][] = [];
  function wish(what: string, work: (ctx: Context) => Promise<unknown>): void {
    wishes.push([what, work]);
    if (wishes.length === 1) grantNext();
  }
  function grantNext(): void {
    const next = wishes[0];
    if (next)
      ask(...next, () => {
        wishes.shift();
        grantNext();
      });
  }

  // What a carrier has to report at about the same time it often brings at once.
  const brought: { receipt: CarrierReceipt; taken: () => void }[] = [];
  function bring(): void {
    const all = brought.splice(0);
    ask(
      'receipts',
      (ctx) => {
        const now = ctx.clock.now();
        const read = all.map(({ receipt }) => toReceipt(receipt, now));
        return applyNewReceipts((work) => ctx.db.tx(workspaceId, work), read, null, world.receipts);
      },
      () => {
        for (const { taken } of all) taken();
      },
    );
  }

  return {
    get life() {
      return life;
    },
    kill() {
      life.isDead = true;
      world.database.forget(life);
      life = openLife('api');
    },
    takeReceipt(receipt, taken) {
      brought.push({ receipt, taken });
      if (brought.length === 1)
        scheduler.after(asker, dice.chance(0.5) ? 0 : dice.between(0, 300), 'brings receipts', bring);
    },
    takeReply(contactId, word) {
      replies += 1;
      const providerId = `reply ${replies}`;
      ask(word, (ctx) => takeReply(world, ctx, providerId, contactId, word));
    },
    setRun: (runId, state) =>
      wish(state, (ctx) => ctx.db.tx(workspaceId, (tx) => setRunState(tx, runId, state, store))),
    setSwitch: (level, sending) =>
      wish('switch', (ctx) =>
        ctx.db.tx(workspaceId, (tx) =>
          statement(tx, `switch ${level} to ${sending}`, async (txn) => {
            if (level === 'workspace') await updateRows(txn, [tables.workspace], () => ({ sending }));
            else await updateRows(txn, [tables.installation], (row) => ({ ...row, sending }));
          }),
        ),
      ),
    setHold: (isHeld) =>
      wish('hold', (ctx) =>
        ctx.db.system((tx) =>
          statement(tx, isHeld ? 'hold' : 'release', async (txn) => {
            await updateRows(txn, [tables.installation], (row) => ({ ...row, isHeld }));
          }),
        ),
      ),
  };
}

function toReceipt({ reference, providerId, status }: CarrierReceipt, now: Date): Receipt {
  return {
    messageId: reference === null ? null : messageOfReference(instanceId, reference),
    ...{ gatewayId: null, providerId, status, reason: null, reasonDetail: null },
    occurredAt: now,
  };
}

/** STOP and START as receive-replies.ts takes them: opt-out, the end of what waits and one answer, together or not at all. */
async function takeReply(
  { store, tables, database }: World,
  ctx: Context,
  providerId: string,
  contactId: number,
  word: 'stop' | 'start',
): Promise<void> {
  const number = tables.contacts.get(contactId)?.number ?? '';
  const wish = {
    ...{ number, brandId, method: 'reply', actor: 'system:inbound', evidence: {} },
    occurredAt: ctx.clock.now(),
  };
  await ctx.db.tx(workspaceId, async (tx) => {
    const isNew = await database.statement(tx, `take ${word}`, async (txn) => {
      const row = rowOf(tables.inbound, providerId);
      if (seen(row, txn)) return false;
      await insertRow(txn, row, true);
      return true;
    });
    if (!isNew) return;
    let isNews = false;
    if (word === 'stop') {
      isNews = !(await store.optOut(tx, ctx, wish)).wasOptedOut;
      await stopQueuedFor(tx, ctx, { contactId, brandId }, 'contact.opted_out', store);
    } else isNews = (await store.rejoin(tx, ctx, wish)).wasSuppressed;
    if (!isNews) return;
    const answer = {
      ...{ contactId, number, senderId, purpose: 'conversational', kind: 'auto' as const },
      ...{ body: `You said ${word}.`, lane: 'conversational' as const, reason: `${word}_confirmation` },
      withinMs: 300_000,
    };
    await queueText(tx, ctx, answer, store);
  });
}
