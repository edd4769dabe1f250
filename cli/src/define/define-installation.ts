import { type Command, Option } from 'commander';
import { backUp, restore } from '../commands/backup.ts';
import { listHeldTexts, releaseHold, showHold } from '../commands/hold.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, readWhole, withExamples } from './words.ts';

/** The installation as a whole: a copy of it, its return, and what keeps it from sending twice afterwards. */
export function defineInstallation(program: Command, run: Run): void {
  const backup = program
    .command('backup')
    .description('Write the whole installation into one file, while it runs.')
    .argument('<file>', 'where to')
    .option('--here', 'by the service of this machine, without an API key, whether or not it runs')
    .action(acting(run, backUp));
  withExamples(backup, 'tidings backup tidings.backup', 'tidings backup /mnt/backups/monday.backup --here');
  const back = program
    .command('restore')
    .description(
      'Put a backup in the place of the database. On the machine of the service, which must not run; it starts on hold.',
    )
    .argument('<file>', 'the backup')
    .option('--dry-run', 'only read the file and say what is in it')
    .option('--replace', 'even where there is an installation; it is kept beside the new one')
    .option('--yes', 'do not ask')
    .option('--without-key', 'even though the secret key of the backup is lost')
    .action(acting(run, restore));
  withExamples(
    back,
    'tidings restore monday.backup --dry-run',
    'tidings restore monday.backup --replace',
    'tidings hold show',
  );
  defineHold(program, run);
}

function defineHold(program: Command, run: Run): void {
  const hold = program
    .command('hold')
    .summary('See why nothing leaves, and release it.')
    .description(
      'After a restore, or on a copy, nothing leaves until somebody has chosen what becomes of it.',
    );
  withExamples(hold, 'tidings hold show', 'tidings hold release --choice ask');
  const show = hold
    .command('show')
    .description('Say why nothing leaves, and list the runs with texts whose fate nobody here can know.')
    .action(acting(run, showHold));
  withExamples(show, 'tidings hold show', 'tidings hold show --json');
  const texts = hold
    .command('texts')
    .description('List these texts person by person.')
    .option('--run <run>', 'of one run only, by its id')
    .addOption(limitOption())
    .action(acting(run, listHeldTexts));
  withExamples(texts, 'tidings hold texts --limit 10000 --json');
  const release = hold
    .command('release')
    .description('Choose what becomes of them; with the last choice that was missing sending goes on.')
    .addOption(
      new Option(
        '--choice <choice>',
        'skip: not sent · ask: the carrier is asked, and what it never had goes out once · resend: sent as they are',
      )
        .choices(['skip', 'ask', 'resend'])
        .makeOptionMandatory(),
    )
    .option('--run <run>', 'for one run only, by its id')
    .option('--confirm-count <n>', 'how many texts resend sends', readWhole)
    .option('--yes', 'do not ask')
    .action(acting(run, releaseHold));
  withExamples(
    release,
    'tidings hold release --choice ask',
    'tidings hold release --choice skip --run cmp_4b6f --yes',
    'tidings hold release --choice resend --confirm-count 1,204',
  );
}
