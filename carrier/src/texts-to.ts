import { createColumn } from './memory/column.ts';
import { createPairCounts } from './memory/pair-counts.ts';

/** How often each recipient got a text of each tag. Both are known by their numbers. */
export interface TextsTo {
  /** Counts a text and says how many of this tag the recipient had before. */
  add(recipient: number, tag: number): number;
  /** Everybody who got a text of any tag. */
  readonly recipients: number;
}

/**
 * Most people of a rehearsal get texts of one tag only. Those stand in a list by recipient, which fills from one end;
 * only further tags need a table, every look into which is somewhere else in memory.
 */
export function createTextsTo(): TextsTo {
  const firstTag = createColumn(Uint32Array);
  const firstCount = createColumn(Uint32Array);
  const others = createPairCounts();
  let recipients = 0;

  return {
    get recipients() {
      return recipients;
    },
    add(recipient, tag) {
      const before = firstCount.get(recipient);
      if (before === 0) {
        recipients++;
        firstTag.set(recipient, tag);
      } else if (firstTag.get(recipient) !== tag) return others.add(recipient, tag);
      firstCount.set(recipient, before + 1);
      return before;
    },
  };
}
