import type { Schemas } from '@tidings/sdk';
import { type LedgerLine, printLedger } from './ledger.ts';
import type { Paint } from './paint.ts';

type Counts = Schemas['Import']['counts'];

const weakLabel = 'agreed, but what shows it is not enough for texts of the program: they leave them out';

/** How many of the people a campaign of the program would take: their consent is on record, and enough for its texts. */
export const textableOf = (counts: Counts): number => (counts.with_consent ?? 0) - (counts.weak_consent ?? 0);

/**
 * Three bills over one file: from its rows to people, what happens to their records, and who of them may be texted. Each
 * ends in the same number of people.
 */
function importLedgers(counts: Counts): LedgerLine[][] {
  const of = (name: string) => counts[name] ?? 0;
  const weak = of('weak_consent');
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
      { sign: '+', count: textableOf(counts), label: 'may be texted: consent on record' },
      ...(weak > 0 ? [{ sign: '+', count: weak, label: weakLabel } as const] : []),
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
