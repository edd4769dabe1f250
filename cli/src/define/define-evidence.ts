import type { Command } from 'commander';
import { listAudit, showCheckpoint, verifyWholeAudit } from '../commands/audit.ts';
import { makeProof } from '../commands/make-proof.ts';
import { makeSelfCheck } from '../commands/self-check.ts';
import { verifyConsents } from '../commands/verify-consents.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

export function defineEvidence(program: Command, run: Run): void {
  const audit = program
    .command('audit')
    .description('Who did what, and the proof that nothing of it was changed.');
  withExamples(
    audit
      .command('list')
      .description('List what was done, newest first.')
      .option('--actor <actor>', 'member:…, key:… or system:…')
      .option('--act <act>', 'such as campaign.launched; with a dot at the end, all that begin so')
      .option('--target <id>', 'what it happened to, such as cmp_…')
      .option('--since <time>', 'such as 2026-11-24T00:00:00Z')
      .addOption(limitOption())
      .action(acting(run, listAudit)),
    'tidings audit list --act campaign. --limit 20',
    'tidings audit list --target con_17',
  );
  withExamples(
    audit
      .command('checkpoint')
      .description('Print the newest signed checkpoint, to be kept elsewhere.')
      .action(acting(run, showCheckpoint)),
    'tidings audit checkpoint >> /mnt/elsewhere/checkpoints.ndjson',
  );
  withExamples(
    audit
      .command('verify')
      .description('Compute the whole audit again, here, and find whatever was changed, deleted or moved.')
      .option('--checkpoints <file>', 'checkpoints that were kept elsewhere, a line each')
      .option('--file <file>', 'an export that was downloaded before, in place of the service')
      .action(acting(run, verifyWholeAudit)),
    'tidings audit verify',
    'tidings audit verify --checkpoints /mnt/elsewhere/checkpoints.ndjson',
  );
  withExamples(
    program
      .command('proof')
      .description(
        'Everything on record about one number, as evidence. That it was asked for is on record, too.',
      )
      .argument('<number>', 'the number, such as +12025550142')
      .option('--pdf <file>', 'for people: a PDF, which holds the JSON as an attachment')
      .action(acting(run, makeProof)),
    'tidings proof +12025550142 > proof.json',
    'tidings proof +12025550142 --pdf proof.pdf',
  );
  withExamples(
    program
      .command('self-check')
      .description('Draw texts of a month, prove each anew from the record, and sign what was found.')
      .argument('[month]', 'such as 2026-10; the last one that is over unless told')
      .option('--sample <texts>', 'how many are drawn; 200 unless told')
      .option('--pdf <file>', 'for people: a PDF, which holds the signed JSON as an attachment')
      .action(acting(run, makeSelfCheck)),
    'tidings self-check',
    'tidings self-check 2026-10 --pdf october.pdf',
  );
  const consent = program.command('consent').description('The ledger of what people agreed to.');
  withExamples(
    consent
      .command('verify')
      .description('Compute the whole ledger of consents again and say whether it is as it was written.')
      .action(acting(run, verifyConsents)),
    'tidings consent verify',
  );
}
