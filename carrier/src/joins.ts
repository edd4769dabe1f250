import type { AcceptedRow, PartRow } from './rows.ts';

/** A text that came in parts, all of which are there. */
export interface WholeText {
  /** Part 1, whose reference and wishes are those of the text. */
  first: PartRow;
  body: string;
  /** The ids of all parts that were accepted, in the order in which they came; of a part handed in twice there are two. */
  ids: readonly string[];
}

/** The parts of long texts that wait for the others. */
export interface Joins {
  add(row: PartRow, at: number): void;
  /** The text of which this was the last part, or null while others are missing. */
  wholeOf(row: PartRow): WholeText | null;
  /** The text has been accepted. */
  close(row: AcceptedRow): void;
  /** Texts whose parts are all there and that were never accepted: the carrier was killed in between. */
  whole(): WholeText[];
}

interface OpenText {
  begunAt: number;
  parts: Map<number, PartRow>;
  ids: string[];
}

/** Senders use their references for joining again; what is older than this belongs to another text. */
const partsArriveWithinMs = 10 * 60_000;

export function createJoins(): Joins {
  const open = new Map<string, OpenText>();
  const keyById = new Map<string, string>();

  function wholeAt(key: string): WholeText | null {
    const text = open.get(key);
    const first = text?.parts.get(1);
    if (!text || !first || text.parts.size < first.total) return null;
    const inOrder = [...text.parts.values()].sort((one, other) => one.number - other.number);
    return { first, body: inOrder.map((part) => part.body).join(''), ids: text.ids };
  }

  return {
    add(row, at) {
      const key = keyOf(row);
      let text = open.get(key);
      if (!text || at - text.begunAt > partsArriveWithinMs) {
        text = { begunAt: at, parts: new Map(), ids: [] };
        open.set(key, text);
      }
      if (!text.parts.has(row.number)) text.parts.set(row.number, row);
      text.ids.push(row.id);
      keyById.set(row.id, key);
    },
    wholeOf: (row) => wholeAt(keyOf(row)),
    close(row) {
      const key = keyById.get(row.id);
      if (key === undefined) return;
      for (const id of open.get(key)?.ids ?? []) keyById.delete(id);
      open.delete(key);
    },
    whole: () => [...open.keys()].flatMap((key) => wholeAt(key) ?? []),
  };
}

function keyOf({ from, to, join, total }: PartRow): string {
  return `${from} ${to} ${join} ${total}`;
}
