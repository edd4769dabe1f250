import { ByteWriter } from '../../../platform/byte-writer.ts';
import type { RowPerson } from '../rows/read-row.ts';
import { writeRecords } from './row-record.ts';

/** Takes people in the order of the file and gives them back in the order of their numbers. */
export class RowCollector {
  private readonly rows = new ByteWriter(65_536);
  private readonly sorted = new ByteWriter(65_536);
  private readonly starts: number[] = [];
  private readonly orders: number[] = [];
  private readonly lines: number[] = [];
  private readonly note = (start: number, order: number, line: number) => {
    this.starts.push(start);
    this.orders.push(order);
    this.lines.push(line);
  };

  /** `original` is the row as it stood in the file, for the list of rows that became no people. */
  add(person: RowPerson, line: number, original: string): void {
    writeRecords(this.rows, person, line, original, this.note);
  }

  get bytes(): number {
    return this.rows.length;
  }

  /** All records since the last time, sorted. They stand in memory that is used again at the next call. */
  take(): Uint8Array {
    const { orders, lines, starts, rows, sorted } = this;
    const places = Uint32Array.from(starts, (_, place) => place);
    // Of one number the last line comes first, because it is the one that counts.
    places.sort(
      (a, b) => (orders[a] as number) - (orders[b] as number) || (lines[b] as number) - (lines[a] as number),
    );
    sorted.length = 0;
    for (const place of places)
      sorted.copy(rows.bytes, starts[place] as number, starts[place + 1] ?? rows.length);
    rows.length = 0;
    for (const list of [starts, orders, lines]) list.length = 0;
    return sorted.written();
  }
}
