import type { Schemas } from '@tidings/sdk';
import { type LedgerLine, printLedger } from './ledger.ts';
import type { Paint } from './paint.ts';

type Counts = Schemas['Import']['counts'];

/**
 * Three bills over one file: from its rows to people, what happens to their records, and who of them may be texted. Each
 * ends in the same number of people.
 */
export function importLedgers(counts: Counts): LedgerLine[][] {
  const of = (name: string) => counts[name] ?? 0;
  const people: LedgerLine = { sign: '=', count: of('people'), label: 'people' };
  return [
    [
      { sign: '+', count: of('rows'), label: 'rows in the file' },
      { sign: '-', count: of('invalid'), label: 'without a usable number' },
      { sign: '-', count: of('duplicates'), label: 'repeated within the file' },
      people,
    ],
    [
      { sign: '+', count: of('created'), label: 'new' },
      { sign: '+', count: of('updated'), label: 'known, with something new' },
      { sign: '+', count: of('unchanged'), label: 'known, nothing new' },
      people,
    ],
    [
      { sign: '+', count: of('with_consent'), label: 'may be texted: consent on record' },
      { sign: '+', count: of('without_consent'), label: 'without recorded consent: kept, not texted' },
      { sign: '+', count: of('opted_out'), label: 'opted out by this file' },
      { sign: '+', count: of('already_opted_out'), label: 'had opted out before' },
      people,
    ],
  ];
}

export function printImport({ file_name, counts, notes }: Schemas['Import'], paint: Paint): string {
  const ledgers = importLedgers(counts).map((lines) => printLedger(lines, paint));
  const remarks = notes.map((note) => `· ${note}`).join('\n');
  return [paint.bold(file_name), ...ledgers, ...(remarks === '' ? [] : [remarks])].join('\n\n');
}
