import type { SendStore } from '../../server/src/dispatch/store.ts';
import { chunkStore } from './store/chunks.ts';
import { intentStore } from './store/intents.ts';
import { limitStore } from './store/limits.ts';
import { lineStore } from './store/lines.ts';
import { peopleStore } from './store/people.ts';
import { receiptStore } from './store/receipts.ts';
import { runStore } from './store/runs.ts';
import { textStore } from './store/texts.ts';
import { unknownStore } from './store/unknowns.ts';
import type { Ground } from './tables.ts';

/** Everything that sending asks of the database, played in memory. `SendStore` says what has to stand here. */
export type MemoryStore = SendStore & Pick<ReturnType<typeof peopleStore>, 'rejoin'>;

export function openMemoryStore(on: Ground, onDrained: (runId: string) => void): MemoryStore {
  return {
    ...chunkStore(on),
    ...intentStore(on),
    ...runStore(on, onDrained),
    ...textStore(on),
    ...unknownStore(on),
    ...limitStore(on),
    ...lineStore(on),
    ...peopleStore(on),
  };
}

export { receiptStore };
