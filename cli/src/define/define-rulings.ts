import type { Command } from 'commander';
import { askForRelease, clearWords, endRuling, listRulings, releaseEmergency } from '../commands/rulings.ts';
import { acting, type Run } from '../desk.ts';
import { withExamples } from './words.ts';

const words = (command: Command) =>
  command
    .option('--body <words>', 'the words, to the letter')
    .option('--body-file <file>', 'a file that holds them')
    .requiredOption('--note <words>', 'why, for the record');

/** What somebody answerable says of words. */
export function defineRulings(program: Command, run: Run): void {
  const rulings = program
    .command('words')
    .description('What was said of words: that they promote nothing, that they may go as an emergency.');
  rulings
    .command('list', { isDefault: true })
    .description('List it, what was ended among it.')
    .action(acting(run, listRulings));
  withExamples(
    words(
      rulings
        .command('clear')
        .description('Record that words promote nothing, so that texts with them keep their purpose.'),
    ).action(acting(run, clearWords)),
    'tidings words clear --body "Your 20% off coupon was used." --note "Tells of an order, offers nothing"',
  );
  withExamples(
    rulings
      .command('end')
      .description('Let one count no more: the words are judged as any others.')
      .argument('<id>', 'wrl_…')
      .requiredOption('--reason <words>', 'why, for the record')
      .action(acting(run, endRuling)),
    'tidings words end wrl_3 --reason "It was a promotion after all"',
  );
}

/** For texts of one's own by API, beside emergencies that are sent whole: their words alone are released. */
export function defineReleases(emergency: Command, run: Run): void {
  withExamples(
    words(
      emergency
        .command('ask')
        .description('Ask that these very words may go; nothing does until somebody else has released them.')
        .option('--program <name>', 'a program for emergencies; the only one where it is left out'),
    ).action(acting(run, askForRelease)),
    'tidings emergency ask --program Alarms --body "Oak County: flood. Move to high ground." --note "River at 9 m"',
  );
  withExamples(
    emergency
      .command('release')
      .description('Release what somebody else asked for, for 24 hours.')
      .argument('<id>', 'wrl_…')
      .requiredOption('--sha256 <hash>', 'of the words that you have looked at: tidings words list --json')
      .action(acting(run, releaseEmergency)),
    'tidings emergency release wrl_4 --sha256 …',
  );
}
