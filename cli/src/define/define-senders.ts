import { type Command, Option } from 'commander';
import { listSenders } from '../commands/listings.ts';
import { addSender, changeSender, showSender } from '../commands/manage-senders.ts';
import { setSenderPace } from '../commands/sender-uses.ts';
import { bringNumbers, restSender, showSenderHealth } from '../commands/senders.ts';
import { acting, type Run } from '../desk.ts';
import { withExamples } from './words.ts';

export function defineSenders(program: Command, run: Run): void {
  const senders = program
    .command('senders')
    .description('List the numbers that texts come from, and how their carriers fare.')
    .action(acting(run, listSenders));
  withExamples(senders, 'tidings senders', 'tidings senders health');
  const one = (name: string, description: string) =>
    senders.command(name).description(description).argument('<sender>', 'a number or its id');
  const shown = one(
    'show',
    'Show what a number can do, its limits, cost, papers and health, and what stands on it.',
  );
  withExamples(shown.action(acting(run, showSender)), 'tidings senders show +12025550100');
  const add = withFacts(
    senders
      .command('add')
      .description('Add a number, short code or name of an account.')
      .argument('<number>', 'such as +12025550100, 24273 or ACME')
      .argument('<gateway>', 'the account that it is of: its id or name')
      .requiredOption('--kind <kind>', 'long_code, toll_free, short_code or alphanumeric'),
  );
  withExamples(
    add.action(acting(run, addSender)),
    'tidings senders add +12025550100 Main --kind long_code',
    'tidings senders add +18005550100 Main --kind toll_free --hosted yes --monthly-cost "2.50 USD"',
  );
  const set = withFacts(
    one('set', 'Change what a number is called, costs and can do, and how fast it sends.'),
  );
  withExamples(
    set.action(acting(run, changeSender)),
    'tidings senders set +12025550100 --label "Shop, Harbour Street" --mms no',
    'tidings senders set 24273 --parts-per-second 50',
  );
  senders
    .command('health')
    .description('How the texts of each number fare at the phones; ends with 7 where one is to be looked at.')
    .action(acting(run, showSenderHealth));
  one('pace', 'Say how fast a number may send, as its carrier allows it; it holds within a second.')
    .option('--per-second <parts>', 'in parts a second')
    .option('--per-minute <parts>', 'in parts a minute')
    .option('--per-day <parts>', 'in parts a day')
    .action(acting(run, setSenderPace));
  one('rest', 'Let pools pass a number over for a while.')
    .option('--hours <hours>', 'for how long; 0 ends its rest', '24')
    .option('--reason <words>', 'why; it goes on record')
    .action(acting(run, restSender));
  senders
    .command('bring')
    .description('Make senders of the numbers that an account has at its carrier.')
    .argument('<gateway>', 'its id or name')
    .option('--dry-run', 'say what would be added, and add nothing')
    .action(acting(run, bringNumbers));
}

const withFacts = (command: Command) =>
  command
    .option('--label <words>', 'what you call it; "" takes the name away')
    .addOption(
      new Option('--mms <can>', 'whether pictures leave from it; with no they go as a link').choices([
        ...['yes', 'no', 'unknown'],
      ]),
    )
    .addOption(
      new Option(
        '--hosted <is>',
        'whether its texts alone are at this carrier, while its calls stay elsewhere',
      ).choices(['yes', 'no']),
    )
    .option('--country <code>', 'of a short code: where the people are that it texts, such as CA')
    .option('--monthly-cost <amount>', 'what the carrier takes for it a month: "1.15 USD", or unknown')
    .option('--parts-per-second <parts>', 'how fast its carrier lets it send');
