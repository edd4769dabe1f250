import { ByteWriter } from '../../../platform/byte-writer.ts';
import { ArrayWriter } from '../../../platform/db/arrays.ts';
import { consents, places, textCells } from './row-record.ts';
import type { RunReader } from './runs.ts';

/** The columns of a page of people, in order: an array each, with one element for each person. */
export const pageColumns = ['line', ...textCells, 'consent', 'consented_at'] as const;

/** Where a record says consent stands, and since when; NaN where nobody knows. */
export type Standing = { readonly consent: number; readonly atMs: number };

const consentWords = consents.map((word) => {
  const writer = new ByteWriter(16);
  writer.text(word);
  return Uint8Array.from(writer.written());
});

/** Turns records into columns. */
export class PageColumns {
  people = 0;
  private readonly line: ArrayWriter;
  private readonly texts: readonly ArrayWriter[];
  private readonly consent: ArrayWriter;
  private readonly consentedAt: ArrayWriter;

  constructor(peopleExpected: number) {
    this.line = new ArrayWriter('bigint', peopleExpected * 12);
    this.texts = textCells.map(() => new ArrayWriter('text', peopleExpected * 16));
    this.consent = new ArrayWriter('text', peopleExpected * 12);
    this.consentedAt = new ArrayWriter('timestamptz', peopleExpected * 12);
  }

  /** Adds the record on which a reader stands. */
  add({ bytes, view, at: start, line }: RunReader, standing: Standing): void {
    this.people += 1;
    this.line.bigint(line);
    let at = start + places.textsAt;
    for (let cell = 0; cell < textCells.length; cell += 1) {
      const next = at + 4 + Math.max(0, view.getInt32(at));
      (this.texts[cell] as ArrayWriter).copy(bytes, at, next);
      at = next;
    }
    this.stand(standing);
  }

  /** Other rows of the person added last say more than its record: it has left, at some time. */
  amend(standing: Standing): void {
    const method = this.column('consent_method');
    for (const column of [method, this.consent, this.consentedAt]) column.drop();
    method.text(null);
    this.stand(standing);
  }

  /** The number of the person added last. */
  get number(): ArrayWriter {
    return this.column('number');
  }

  /** In the order of `pageColumns`. */
  finish(): Uint8Array<ArrayBuffer>[] {
    return [this.line, ...this.texts, this.consent, this.consentedAt].map((column) => column.finish());
  }

  private stand({ consent, atMs }: Standing): void {
    const word = consentWords[consent] as Uint8Array;
    this.consent.copy(word, 0, word.length);
    this.consentedAt.time(Number.isNaN(atMs) ? null : atMs);
  }

  private column(name: (typeof textCells)[number]): ArrayWriter {
    return this.texts[textCells.indexOf(name)] as ArrayWriter;
  }
}
