import type { Sheet } from '../../platform/pdf/sheet.ts';
import type { ProofPack } from '../proof-pack.ts';
import { inWords, whoIs } from './words.ts';

/** The words that were in force, and what was done about the record of this person. */
export function recordPart(sheet: Sheet, pack: ProofPack): void {
  if (pack.words.length > 0) {
    sheet.heading('Every version of the words');
    sheet.text(
      'Disclosures, terms and policies of the brands above, in the order in which they were written.',
      {
        isQuiet: true,
      },
    );
    for (const one of pack.words) {
      sheet.item(
        `${capital(inWords(one.kind))}, version ${one.version} (${one.locale})`,
        `${one.program ? `“${one.program}”` : one.brand} · written ${one.written_at}`,
      );
      sheet.quote(one.body);
      sheet.fact('SHA-256', one.sha256, { isCode: true });
    }
  }
  sheet.heading('Who did what about this record');
  if (pack.audit.entries.length === 0) sheet.text('The audit has no entry about the record of this person.');
  for (const { sequence, entry, hashes } of pack.audit.entries)
    sheet.fact(
      entry.at.slice(0, 19).replace('T', ' '),
      `${inWords(entry.act)}, by ${whoIs(entry.actor)}; ${
        hashes === null ? 'not under a checkpoint yet' : `place ${sequence ?? ''}, proved in the JSON`
      }`,
    );
}

/** What every document of evidence can be checked by. */
export type Checkable = Pick<ProofPack, 'ledger' | 'audit'>;

/** How somebody who trusts nobody finds out whether all this is so. */
export function checkingPart(sheet: Sheet, pack: Checkable, jsonSha256: string): void {
  const { ledger } = pack;
  const { checkpoint } = pack.audit;
  sheet.heading('How to check this');
  sheet.text(
    'This document carries a file with the same facts for machines (an attachment; most readers list it under a paper clip). Its SHA-256 must be:',
  );
  sheet.fact('SHA-256 of the JSON', jsonSha256, { isCode: true });
  sheet.text(
    'The consent events of everybody form one chain: each hash is computed from the hash before it and from the event. Changing, removing or inserting one changes every hash after it. The chain was computed again when this was made.',
  );
  sheet.fact(
    'Result',
    ledger.is_intact ? `intact, ${ledger.events} events` : `broken at ${ledger.broken_at ?? '?'}`,
  );
  sheet.fact('First of this number', ledger.first_of_number, { isCode: true });
  sheet.fact('Last of this number', ledger.last_of_number, { isCode: true });
  sheet.fact('Last of the chain', ledger.last_hash, { isCode: true });
  sheet.text(
    'The audit, which also names the end of that chain every few minutes, is a tree of hashes (RFC 6962). Its root is signed and sent elsewhere as a checkpoint. Whoever keeps these checkpoints can tell whether anything before them was changed: ask for them, and for “tidings audit verify --checkpoints” with them.',
  );
  if (checkpoint === null) {
    sheet.text('No checkpoint had been signed when this was made.');
    return;
  }
  sheet.fact('Newest checkpoint', `over ${checkpoint.size} entries, signed ${checkpoint.signed_at}`);
  sheet.fact('Root', checkpoint.root, { isCode: true });
  sheet.fact('Key', `${checkpoint.key_id} (Ed25519 ${checkpoint.public_key})`, { isCode: true });
  sheet.fact('Signature', checkpoint.signature, { isCode: true });
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
