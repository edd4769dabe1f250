import type { Text } from './chunk.ts';
import { isUrgent } from './lane.ts';
import type { Tools, Wave } from './steps/step.ts';

// Who agreed is locked while a chunk waits in its transaction, so a STOP waits as long. At 20,000 texts a second a thousand are
// answered in half of this.
const shortWaitMs = 100;

/**
 * Takes room on the gateway's line for the wave, which shrinks to it: what there is now, or what comes in a moment where the line moves.
 * At full speed nearly every chunk found the line full when it had been decided about; announced in a second transaction, each asked about
 * everybody anew, which was a twentieth of all that its texts cost.
 */
export async function takeRoomSoon(
  { wire, after }: Pick<Tools, 'wire' | 'after'>,
  wave: Wave,
): Promise<void> {
  if (wave.stop || wave.texts.length === 0) return;
  const asked = askedBy(wave);
  const [gatewayId] = asked;
  wave.room = wire.tryTake(...asked);
  if (wave.room === 0 && wire.isMoving(gatewayId, shortWaitMs)) {
    const patience = new AbortController();
    const stopWaiting = after(shortWaitMs, () => patience.abort());
    wave.room = await wire.take(...asked, patience.signal);
    stopWaiting();
  }
  if (wave.room > 0) wave.texts = wave.texts.slice(0, wave.room);
}

/** Waits until there is room, outside of any transaction. Returns the texts for which there was none. */
export async function takeRoom(
  { wire, signal }: Pick<Tools, 'wire' | 'signal'>,
  wave: Wave,
): Promise<Text[]> {
  if (wave.room > 0 || wave.stop || wave.texts.length === 0) return [];
  wave.room = await wire.take(...askedBy(wave));
  if (wave.room === 0 || signal.aborted) {
    wave.stop = 'worker.stopping';
    return [];
  }
  const left = wave.texts.slice(wave.room);
  wave.texts = wave.texts.slice(0, wave.room);
  return left;
}

const askedBy = ({ sender, gateway, chunk, texts }: Wave) =>
  [sender.gatewayId, gateway.window, texts.length, isUrgent(chunk.lane)] as const;

/** Once the answers are there, others may use the line. May be called again. */
export function releaseRoom({ wire }: Pick<Tools, 'wire'>, wave: Wave): void {
  if (wave.room === 0) return;
  wire.release(wave.sender.gatewayId, wave.room);
  wave.room = 0;
}
