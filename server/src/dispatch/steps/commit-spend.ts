import type { Tx } from '../../platform/db/pool.ts';
import { dayIn, type Money, type Room, roomIn } from '../../spending/index.ts';
import { going } from '../chunk.ts';
import type { Tools, Wave } from './step.ts';
import { isItsTurn } from './wait-for-pace.ts';

// Waves that may be announced at the same time and do not see each other's money: while so many would fit, none of them waits for
// another; after that they take turns, so that no cap is passed by a cent. Who takes turns first waits for all that do not.
const crowd = 256n;

/**
 * Money goes with the intent, in its transaction: one row a wave, in workspaces that count it. What certainly did not leave
 * is given back with the outcome. A wave that no cap has room for any more goes back to be judged anew.
 */
export async function commitSpend(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  if (!wave.isCounted || wave.stop || !isItsTurn(wave)) return;
  const texts = going(wave);
  const amount = texts.reduce((sum, text) => sum + text.cost, 0n);
  if (amount === 0n) return;
  const day = dayIn(wave.workspaceZone, tools.ctx.clock.now());
  if (wave.run && !(await fits(wave, amount, day, tools, tx))) {
    wave.stop = 'spend.cap';
    return;
  }
  const parts = texts.reduce((sum, text) => sum + text.parts, 0);
  await tools.store.insertSpendMove(tx, {
    day,
    campaignId: campaignOf(wave),
    gatewayId: wave.by?.gatewayId ?? wave.sender.gatewayId,
    parts,
    amount,
  });
  wave.spentOn = day;
}

async function fits(wave: Wave, amount: Money, day: string, { store }: Tools, tx: Tx): Promise<boolean> {
  const campaignId = campaignOf(wave);
  const budget = await store.findBudget(tx);
  if (!budget) return true;
  const look = async (): Promise<Room | null> =>
    roomIn(budget.caps, await store.readSpend(tx, day, campaignId), campaignId !== null);
  const isRoomy = (room: Room | null) => room === null || room.left >= amount * crowd;
  const room = await look();
  if (room === null) return true;
  if (isRoomy(room)) {
    // Whoever takes turns may have committed since. From here on none of them can, until we have; that there is little left after
    // all is rare, and the wave is then judged anew and takes its turn.
    const [, certain] = await Promise.all([store.shareBudget(tx), look()]);
    return isRoomy(certain);
  }
  const [, certain] = await Promise.all([store.lockBudget(tx), look()]);
  return certain === null || certain.left >= amount;
}

/** What of a wave's money comes back: texts that did not leave, and those that the carrier refused to take. */
export async function giveBackSpend(wave: Wave, { store }: Pick<Tools, 'store'>, tx: Tx): Promise<void> {
  if (wave.spentOn === null) return;
  const texts = wave.texts.filter(({ verdict }) => verdict?.kind === 'retry' || verdict?.kind === 'failed');
  const amount = texts.reduce((sum, text) => sum + text.cost, 0n);
  if (amount === 0n) return;
  const parts = texts.reduce((sum, text) => sum + text.parts, 0);
  await store.insertSpendMove(tx, {
    day: wave.spentOn,
    campaignId: campaignOf(wave),
    gatewayId: wave.by?.gatewayId ?? wave.sender.gatewayId,
    parts: -parts,
    amount: -amount,
  });
}

const campaignOf = ({ run }: Wave) => (run?.kind === 'campaign' ? run.id : null);
