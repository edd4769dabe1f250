import { createPairCounts } from './memory/pair-counts.ts';
import { createTable } from './memory/table.ts';

/** How often each recipient got a text of each tag. Both are known by their numbers. */
export interface TextsTo {
  /** Counts a text and says how many of this tag the recipient had before. */
  add(recipient: number, tag: number): number;
  /** Everybody who got a text of any tag. */
  readonly recipients: number;
}

// What is known of a recipient: the tag of the first text, and how many texts had it.
const tagCell = 0;
const countCell = 1;

/**
 * Most people of a rehearsal get texts of one tag only. Those stand in a list by recipient, which fills from one end;
 * only further tags need a table, every look into which is somewhere else in memory.
 */
export function createTextsTo(): TextsTo {
  const first = createTable(2);
  const others = createPairCounts();
  let recipients = 0;

  return {
    get recipients() {
      return recipients;
    },
    add(recipient, tag) {
      const before = first.get(recipient, countCell);
      if (before === 0) {
        recipients++;
        first.set(recipient, tagCell, tag);
      } else if (first.get(recipient, tagCell) !== tag) return others.add(recipient, tag);
      first.set(recipient, countCell, before + 1);
      return before;
    },
  };
}
