import { planOnce } from '../platform/db/plan-once.ts';
import type { Db, Tx } from '../platform/db/pool.ts';
import { urgentLanes } from './lane.ts';
import { sqlStore } from './store.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const nothing = { id: -1, fence: -1 };

/**
 * Has so many connections plan what a text needs, by asking it for nobody. The first question of a connection reads the
 * catalogue and plans for a tenth of a second and more, during which a password would wait.
 */
export async function warmUp(db: Pick<Db, 'tx' | 'system' | 'within'>, connections: number): Promise<void> {
  const each = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: connections }, work));
  // Asked for at the same moment, so that each takes a connection of its own.
  await db.within(planOnce, async () => {
    await each(() => db.system((tx) => sqlStore.leaseChunks(tx, leaseNothing)));
    await each(() => db.tx(nobody, (tx) => askForNobody(tx)));
  });
}

const leaseNothing = { worker: 'nobody', at: new Date(0), lanes: urgentLanes, most: 0, leaseMs: 0, deaf: [] };

const claimNothing = { worker: 'nobody', at: new Date(0), leaseMs: 0, senderId: nobody, gatewayId: nobody };

async function askForNobody(tx: Tx): Promise<void> {
  await Promise.all([
    sqlStore.readChunk(tx, nothing),
    sqlStore.listPaces(tx, []),
    sqlStore.listIntendedPositions(tx, nothing.id),
    sqlStore.listQueuedTexts(tx, nothing.id, 0),
    sqlStore.listIdsInLaterChunks(tx, { ...nothing, baseId: nothing.id, recipients: [] }),
    sqlStore.listSettledIds(tx, nothing.id, 0, true),
    sqlStore.loadContacts(tx, []),
    sqlStore.lockConsents(tx, { programId: nobody, brandId: nobody, numbers: [], doNotCallKeys: [] }),
    sqlStore.findVelocityLimits(tx),
    sqlStore.countVelocity(tx, []),
    sqlStore.shareRunState(tx, nobody),
    sqlStore.shareSendingAllowed(tx, 'otp'),
    sqlStore.renewLease(tx, nothing, 0),
    sqlStore.claimChunk(tx, nothing.id, claimNothing),
    sqlStore.bookPace(tx, [], true),
    sqlStore.giveBack(tx, { ...nothing, runId: null }, 'done'),
  ]);
}
