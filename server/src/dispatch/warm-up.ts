import type { Db, Tx } from '../platform/db/pool.ts';
import { urgentLanes } from './lane.ts';
import { planOnce } from './plan-once.ts';
import { type SendStore, sqlStore } from './store.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const nothing = { id: -1, fence: -1 };

/**
 * Has so many connections plan what a text needs, by asking it for nobody. The first question of a connection reads the
 * catalogue and plans for a tenth of a second and more, during which a password would wait.
 */
export async function warmUp(db: Pick<Db, 'tx' | 'system' | 'within'>, connections: number): Promise<void> {
  const store = sqlStore;
  const each = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: connections }, work));
  // Asked for at the same moment, so that each takes a connection of its own.
  await db.within(planOnce, async () => {
    await each(() => db.system((tx) => store.leaseChunks(tx, leaseNothing())));
    await each(() => db.tx(nobody, (tx) => askForNobody(tx, store)));
  });
}

const leaseNothing = () => ({
  worker: 'nobody',
  at: new Date(0),
  lanes: urgentLanes,
  most: 0,
  leaseMs: 0,
  deaf: [],
});

async function askForNobody(tx: Tx, store: SendStore): Promise<void> {
  await Promise.all([
    store.readChunk(tx, { workspaceId: nobody, ...nothing }),
    store.listPaces(tx, []),
    store.listIntendedPositions(tx, nothing.id),
    store.listQueuedTexts(tx, nothing.id, 0),
    store.listSettledIds(tx, nothing.id, 0, true),
    store.loadContacts(tx, []),
    store.lockConsents(tx, { programId: nobody, brandId: nobody, numbers: [], doNotCallKeys: [] }),
    store.findVelocityLimits(tx),
    store.countVelocity(tx, []),
    store.shareRunState(tx, nobody),
    store.shareSendingAllowed(tx, 'otp'),
    store.renewLease(tx, nothing, 0),
    store.bookPace(tx, [], true),
    store.giveBack(tx, { ...nothing, runId: null }, 'done'),
  ]);
}
