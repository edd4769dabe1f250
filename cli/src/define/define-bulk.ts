import type { Command } from 'commander';
import {
  eraseMany,
  exportPeople,
  listChanges,
  putOnList,
  showChange,
  stopChange,
  suppressMany,
  tagMany,
  takeOffList,
  untagMany,
} from '../commands/bulk.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

const filtered = (command: Command): Command =>
  command
    .option(
      '--search <words>',
      'who is found by the beginning of a number, of a name or of an e-mail address',
    )
    .option('--list <list>', 'who is on this list, by id or name')
    .option('--tag <tag>', 'who has this tag')
    .option('--rule <rule>', 'whom this segment rule chooses, such as: state in (TX, FL) and not tag "vip"');

const about = (command: Command): Command =>
  filtered(command)
    .option('--everybody', 'everybody there is')
    .option('-y, --yes', 'go on without being asked, with as many as are found');

/** What is done to everybody whom a filter finds: found and counted first, then asked, then watched. */
export function defineBulk(program: Command, run: Run): void {
  const bulk = program
    .command('bulk')
    .summary('Do something to everybody whom a filter finds.')
    .description(
      'They are found and counted first, and nothing is done to anybody before you have said yes to the number.',
    );
  withExamples(
    bulk,
    'tidings bulk tag "early bird" --rule \'clicked in the last 30 days\'',
    'tidings bulk put-on Guests --search Ada',
    'tidings bulk erase --rule \'added before 2020-01-01\' --note "Not customers any more"',
    'tidings bulk export --tag vip --out vip.csv',
  );
  about(bulk.command('tag').description('Tag them.').argument('<tag>')).action(acting(run, tagMany));
  about(bulk.command('untag').description('Take a tag off them.').argument('<tag>')).action(
    acting(run, untagMany),
  );
  about(
    bulk.command('put-on').description('Put them on a list.').argument('<target>', 'the list, by id or name'),
  ).action(acting(run, putOnList));
  about(
    bulk
      .command('take-off')
      .description('Take them off a list.')
      .argument('<target>', 'the list, by id or name'),
  ).action(acting(run, takeOffList));
  about(bulk.command('suppress').description('Opt them out, each in the ledger.'))
    .requiredOption('--reason <reason>', 'why: phone, email, form, in_person, letter, complaint …')
    .option('--note <words>', 'what else there is to know')
    .option('--brand <id>', 'brd_…; without it, every brand there is and every one to come')
    .action(acting(run, suppressMany));
  about(bulk.command('erase').description('Erase them for good; whoever a legal hold stands on is kept.'))
    .requiredOption('--note <words>', 'why, for the register of requests')
    .action(acting(run, eraseMany));
  filtered(bulk.command('export').description('Print them as CSV, which an import takes back.'))
    .option('--out <file>', 'to this file, which appears when it is whole')
    .action(acting(run, exportPeople));
  bulk
    .command('list')
    .description('List what was asked for, newest first.')
    .addOption(limitOption())
    .action(acting(run, listChanges));
  bulk
    .command('show')
    .description('See how far one is.')
    .argument('<change>', 'bch_…')
    .action(acting(run, showChange));
  bulk
    .command('stop')
    .description('Stop one where it stands; what is done stays done.')
    .argument('<change>', 'bch_…')
    .action(acting(run, stopChange));
}
