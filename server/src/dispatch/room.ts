import type { Text } from './chunk.ts';
import { isUrgent } from './lane.ts';
import type { Tools, Wave } from './steps/step.ts';

type Rooms = Pick<Tools, 'wire' | 'signal'>;

/** Takes room on the gateway's line for the wave, if there is some now; the wave shrinks to it. */
export function tryTakeRoom({ wire }: Rooms, wave: Wave): void {
  if (wave.stop || wave.texts.length === 0) return;
  const { sender, gateway, chunk } = wave;
  wave.room = wire.tryTake(sender.gatewayId, gateway.window, wave.texts.length, isUrgent(chunk.lane));
  if (wave.room > 0) wave.texts = wave.texts.slice(0, wave.room);
}

/** The same, waiting until there is some. Returns the texts for which there was none. */
export async function takeRoom({ wire, signal }: Rooms, wave: Wave): Promise<Text[]> {
  if (wave.room > 0 || wave.stop || wave.texts.length === 0) return [];
  const { sender, gateway, chunk } = wave;
  wave.room = await wire.take(sender.gatewayId, gateway.window, wave.texts.length, isUrgent(chunk.lane));
  if (wave.room === 0 || signal.aborted) {
    wave.stop = 'worker.stopping';
    return [];
  }
  const left = wave.texts.slice(wave.room);
  wave.texts = wave.texts.slice(0, wave.room);
  return left;
}

/** Once the answers are there, others may use the line. May be called again. */
export function releaseRoom({ wire }: Rooms, wave: Wave): void {
  if (wave.room === 0) return;
  wire.release(wave.sender.gatewayId, wave.room);
  wave.room = 0;
}
