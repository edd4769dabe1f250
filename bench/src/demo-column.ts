import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeRecords } from '../../server/src/contacts/imports/file/decode-records.ts';
import { scanRecords } from '../../server/src/contacts/imports/file/scan-records.ts';
import { splitCells } from '../../server/src/contacts/imports/file/split-cells.ts';

const rules = { delimiter: ',', escape: '"', newline: '\n' } as const;

/** All cells below a heading of the demo list. */
export function listDemoColumn(heading: string): string[] {
  const bytes = readFileSync(join(import.meta.dirname, '../../tools/demo/people-10k.csv'));
  const { starts, ends } = scanRecords(bytes, rules, 1, true);
  const [head = [], ...rows] = decodeRecords(bytes, starts, ends).texts.map((text) =>
    splitCells(text, rules),
  );
  const at = head.indexOf(heading);
  if (at < 0) throw new Error(`The demo list has no column ${heading}.`);
  return rows.map((cells) => cells[at] ?? '');
}
