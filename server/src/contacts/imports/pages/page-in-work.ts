import { ArrayWriter } from '../../../platform/db/arrays.ts';
import type { Dialect } from '../file/dialect.ts';
import { splitCells } from '../file/split-cells.ts';
import { rejectLine } from '../rows/reject-line.ts';
import { PageColumns } from './page-columns.ts';
import type { PeoplePage } from './people-page.ts';
import { consents, places, readText, textCells } from './row-record.ts';
import type { RunReader } from './runs.ts';

/**
 * People are imported a page in a transaction, and a STOP that comes in meanwhile waits for the part of it that holds the
 * end of the consent chain. Larger pages are no faster, and what is held of them outlives the young.
 */
const peoplePerPage = 2_000;
const mostRejectCharacters = 500_000;

const given = consents.indexOf('given');
const out = consents.indexOf('opted_out');

/** A page on its way, one number at a time: begin with the row that counts, fold in the others of that number, settle. */
export class PageInWork {
  private readonly rules: Pick<Dialect, 'delimiter' | 'escape'>;
  private readonly columns = new PageColumns(peoplePerPage);
  private readonly outNumbers = new ArrayWriter('text', 4_000);
  private readonly outLines = new ArrayWriter('bigint', 4_000);
  private readonly outTimes = new ArrayWriter('timestamptz', 4_000);
  private rejects = '';
  private readonly counts = { given: 0, optedOut: 0, optOuts: 0, repeated: 0 };
  private firstNumber = '';

  private line = 0;
  /** What the row that counts says itself, and what all rows of the number say together. */
  private own = 0;
  private consent = 0;
  private atMs = Number.NaN;

  constructor(rules: Pick<Dialect, 'delimiter' | 'escape'>) {
    this.rules = rules;
  }

  begin(row: RunReader): void {
    this.line = row.line;
    this.own = row.bytes[row.at + places.consentAt] as number;
    this.consent = this.own;
    this.atMs = row.view.getFloat64(row.at + places.timeAt);
    if (this.line > 0) this.addPerson(row);
    else this.addNobody(row);
  }

  fold(row: RunReader): void {
    // Further numbers of people who opted out are no rows of the file, and where only they are left there is nobody.
    if (this.line < 0) return;
    const isOut = row.bytes[row.at + places.consentAt] === out;
    // The row that counts knows best since when, if it is an opt-out itself; otherwise the latest that any row tells.
    if (isOut && this.own !== out) {
      const atMs = row.view.getFloat64(row.at + places.timeAt);
      const knownMs = this.consent === out ? this.atMs : Number.NaN;
      this.atMs = Number.isNaN(knownMs) || atMs > knownMs ? atMs : knownMs;
      this.consent = out;
    }
    if (row.line > 0) this.reject(row);
  }

  settle(): void {
    if (this.line < 0) return;
    if (this.consent !== this.own) this.columns.amend({ consent: this.consent, atMs: this.atMs });
    if (this.consent === given) this.counts.given += 1;
    if (this.consent !== out) return;
    this.counts.optedOut += 1;
    this.columns.number.repeatInto(this.outNumbers);
    this.addOptOut();
  }

  isFull(): boolean {
    return this.columns.people >= peoplePerPage || this.counts.optOuts >= peoplePerPage;
  }

  holdsManyRejects(): boolean {
    return this.rejects.length > mostRejectCharacters;
  }

  /** A page of nobody, with the rejects so far. */
  takeRejects(): PeoplePage {
    const page = new PageInWork(this.rules);
    page.rejects = this.rejects;
    page.counts.repeated = this.counts.repeated;
    this.rejects = '';
    this.counts.repeated = 0;
    return page.finish();
  }

  isEmpty(): boolean {
    return this.columns.people === 0 && this.counts.optOuts === 0 && this.rejects === '';
  }

  finish(): PeoplePage {
    const { optOuts, ...counts } = this.counts;
    const { people, number } = this.columns;
    const lastNumber = people === 0 ? '' : number.lastText();
    return {
      ...counts,
      people,
      firstNumber: this.firstNumber,
      lastNumber,
      columns: this.columns.finish(),
      optOuts: {
        count: optOuts,
        columns: [this.outNumbers, this.outLines, this.outTimes].map((column) => column.finish()),
      },
      rejects: new TextEncoder().encode(this.rejects),
    };
  }

  private addPerson(row: RunReader): void {
    this.columns.add(row, { consent: this.own, atMs: this.atMs });
    if (this.columns.people === 1) this.firstNumber = this.columns.number.lastText();
  }

  private addNobody({ bytes, view, at }: RunReader): void {
    const from = at + places.textsAt;
    this.outNumbers.copy(bytes, from, from + 4 + view.getInt32(from));
    this.addOptOut();
  }

  private addOptOut(): void {
    this.counts.optOuts += 1;
    this.outLines.bigint(Math.abs(this.line));
    this.outTimes.time(Number.isNaN(this.atMs) ? null : this.atMs);
  }

  private reject(row: RunReader): void {
    const number = this.columns.number.lastText();
    const sentence = `Nothing to do: ${number} comes again on line ${this.line}, and the last row of a number counts.`;
    const cells = splitCells(originalOf(row), this.rules);
    this.rejects += rejectLine({ line: row.line, code: 'row.repeated', sentence, row: cells, number });
    this.counts.repeated += 1;
  }
}

function originalOf({ bytes, at: start }: RunReader): string {
  let at = start + places.textsAt;
  for (const _ of textCells) at = readText(bytes, at).next;
  return readText(bytes, at).text ?? '';
}
