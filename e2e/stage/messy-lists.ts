import type { File } from './campaigns.ts';
import { americanNumber, britishNumber } from './people.ts';

/** A list as a business keeps it, and who is really on it, by number. Everything else on it must come to nothing. */
export type MessyList = File & {
  /** Rows below the header. */
  rows: number;
  agreed: string[];
  left: string[];
  /** On the list, with a number, and without anything that shows consent. */
  silent: string[];
  /** Rows without any usable number. */
  invalid: number;
  /** Rows that repeat a number of the same file. */
  repeated: number;
};

/** What Windows-1252 has where Latin-1 has nothing; the rest of both is the same. */
const windowsOnly: Readonly<Record<string, number>> = { '€': 0x80, '„': 0x84, '“': 0x93, '–': 0x96 };

function inWindows1252(text: string): Buffer {
  return Buffer.from([...text].map((one) => windowsOnly[one] ?? one.charCodeAt(0)));
}

const germanNames = [
  'Jürgen;Weiß',
  'Anna-Lena;Groß',
  'Zoë;Bäcker',
  'Søren;Österreicher',
  'Björn;„Bär“ Müller',
];
const nonsense = ['unbekannt', '', '12', 'siehe Rückseite – fragen'];

// How one and the same British number is written by different hands.
const britishHands: readonly ((last: string) => string)[] = [
  (last) => `07700 900${last}`,
  (last) => `0044 7700 900 ${last}`,
  (last) => `+44 (0)7700-900${last}`,
  (last) => `+447700900${last}`,
];

/** From an old Windows program in German: semicolons, Windows-1252, dates as 24.12.2025, British numbers in all hands. */
export function germanList(): MessyList {
  const list = emptyList('Kunden 2026.csv');
  const lines = ['Kundennr;Vorname;Nachname;Handynummer;Ort;Einwilligungsdatum;Status;Umsatz in €'];
  for (let at = 0; at < 200; at += 1) {
    const last = String(at).padStart(3, '0');
    const write = britishHands[at % britishHands.length] ?? String;
    const row = (phone: string, date: string, status: string) =>
      lines.push(
        `K-${at};${germanNames[at % 5]};${phone};"Bad ""Ort"";\n2. Stock";${date};${status};1.234,50 €`,
      );
    if (at % 20 === 0) list.invalid += row(nonsense[(at / 20) % 4] ?? '', '24.12.2025', 'angemeldet') && 1;
    else if (at % 20 === 3) list.left.push(britishNumber(at)) && row(write(last), '24.12.2025', 'abgemeldet');
    else if (at % 20 === 2) list.silent.push(britishNumber(at)) && row(write(last), '', '');
    else list.agreed.push(britishNumber(at)) && row(write(last), '24.12.2025', 'angemeldet');
    // The same person, entered once more by somebody who writes numbers in another way.
    if (at % 20 === 5)
      list.repeated += row(britishHands[(at + 1) % 4]?.(last) ?? '', '24.12.2025', 'angemeldet') && 1;
  }
  return finish(list, lines.length - 1, inWindows1252(`${lines.join('\r\n')}\r\n`));
}

/** Pasted from a spreadsheet on a Mac: tabs, UTF-16 with its mark, one column for the phone at home and one for the mobile. */
export function tabbedList(): MessyList {
  const list = emptyList('export (2).txt');
  const lines = ['Full Name\tHome phone\tMobile phone\tSMS opt-in date'];
  for (let at = 0; at < 100; at += 1) {
    const [mobile, home] = [americanNumber(at), americanNumber(3_000 + at)];
    const name = `Pat ${at} O’Neil 🙂`;
    if (at % 10 === 0) list.invalid += lines.push(`${name}\tn/a\t\t05/14/2026`) && 1;
    else if (at % 10 === 1) list.agreed.push(home) && lines.push(`${name}\t${spoken(home)}\t\t05/14/2026`);
    else if (at % 10 === 2) list.silent.push(mobile) && lines.push(`${name}\t\t${spoken(mobile)}\t`);
    else list.agreed.push(mobile) && lines.push(`${name}\t${spoken(home)}\t${spoken(mobile)}\t05/14/2026`);
  }
  return finish(list, lines.length - 1, Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le'));
}

/** A list of who has left, out of another program: UTF-8 with its mark, a column of opt-outs, people of both other lists. */
export function leaversList(): MessyList {
  const list = emptyList('unsubscribes.csv');
  const known = [...germanList().agreed.slice(0, 10), ...tabbedList().agreed.slice(0, 10)];
  const fresh = Array.from({ length: 40 }, (_, at) => americanNumber(200 + at));
  const lines = ['phone,first_name,Opted out,SMS consent date'];
  for (const number of known) list.left.push(number) && lines.push(`${number},Leaver,yes,2026-03-01`);
  for (const [at, number] of fresh.entries()) {
    if (at % 4 === 0) list.left.push(number) && lines.push(`${number},Former,2026-10-01,2026-03-01`);
    else list.agreed.push(number) && lines.push(`${number},Stayer,no,2026-03-01`);
  }
  return finish(list, lines.length - 1, Buffer.from(`\ufeff${lines.join('\n')}\n`));
}

const spoken = (number: string) => `(${number.slice(2, 5)}) ${number.slice(5, 8)}-${number.slice(8)}`;

type Draft = Omit<MessyList, 'bytes' | 'rows'>;

function emptyList(name: string): Draft {
  return { name, agreed: [], left: [], silent: [], invalid: 0, repeated: 0 };
}

function finish(list: Draft, rows: number, bytes: Uint8Array): MessyList {
  return { ...list, rows, bytes };
}
