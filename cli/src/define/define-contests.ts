import { type Command, Option } from 'commander';
import {
  addEntry,
  cancelContest,
  closeContest,
  createContest,
  decidePlace,
  drawContest,
  listContests,
  listEntries,
  openContest,
  showContest,
  showWinners,
  verifyContest,
  writeContest,
} from '../commands/contests.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, readWhole, withExamples } from './words.ts';

const which = ['<contest>', 'its id (cts_…)'] as const;

export function defineContests(program: Command, run: Run): void {
  const contest = program
    .command('contest')
    .description(
      'Contests: rules, entries by keyword and free of charge, and a draw that anybody can check.',
    );
  withExamples(
    contest,
    'tidings contest create --file opening.json --rules rules.txt --keyword WIN',
    'tidings contest open cts_…',
    'tidings contest draw cts_… --beacon "04 11 23 31 52 09"',
    'tidings contest verify cts_… --seed-hash 5f70… --entries-hash 91ab…',
  );
  defineWriting(contest, run);
  defineLife(contest, run);
  defineDraw(contest, run);
}

function defineWriting(contest: Command, run: Run): void {
  contest
    .command('list')
    .description('List contests, latest first.')
    .addOption(limitOption())
    .action(acting(run, listContests));
  contest
    .command('show')
    .description('Show a contest with how many have entered.')
    .argument(...which)
    .action(acting(run, showContest));
  const fromFile = (command: Command) =>
    command
      .requiredOption('--file <file>', 'JSON, as POST /v1/contests takes it')
      .option('--program <program>', 'by id or name, in place of that of the file')
      .option('--keyword <keyword>', 'of the kind contest: whoever sends it enters')
      .option('--rules <file>', 'the official rules, as a text file');
  fromFile(contest.command('create').description('Write a contest from a file, as a draft.')).action(
    acting(run, createContest),
  );
  fromFile(
    contest
      .command('write')
      .description('Write a draft anew.')
      .argument(...which),
  ).action(acting(run, writeContest));
}

function defineLife(contest: Command, run: Run): void {
  contest
    .command('open')
    .description('Let people enter, by rules that stand from now on. Note the hash of the seed.')
    .argument(...which)
    .action(acting(run, openContest));
  contest
    .command('close')
    .description('Let nobody enter any more before its end. Note the hash of the entries.')
    .argument(...which)
    .action(acting(run, closeContest));
  contest
    .command('cancel')
    .description('Call it off, before anybody was drawn.')
    .argument(...which)
    .requiredOption('--reason <words>', 'why, for the record')
    .action(acting(run, cancelContest));
  contest
    .command('entries')
    .description('List entries, with those that do not count.')
    .argument(...which)
    .addOption(limitOption())
    .action(acting(run, listEntries));
  contest
    .command('add')
    .description('Write down an entry that came otherwise, such as by letter.')
    .argument(...which)
    .argument('<number>', 'in E.164')
    .requiredOption('--name <name>', 'the full name')
    .option('--email <address>')
    .option('--region <region>', 'where they live, such as US-TX')
    .option('--old-enough', 'the letter says that they are')
    .action(acting(run, addEntry));
}

function defineDraw(contest: Command, run: Run): void {
  contest
    .command('draw')
    .description('Draw winners and alternates of a closed contest, and tell the winners.')
    .argument(...which)
    .option('--beacon <words>', 'what the promised source said, to the letter')
    .action(acting(run, drawContest));
  contest
    .command('winners')
    .description('List winners and alternates in the order of the draw.')
    .argument(...which)
    .action(acting(run, showWinners));
  contest
    .command('decide')
    .description('Note that a winner has the prize or has lost it; then the next alternate wins and is told.')
    .argument(...which)
    .argument('<rank>', 'the place', readWhole)
    .addOption(new Option('--verdict <verdict>').choices(['claimed', 'forfeited']).makeOptionMandatory())
    .requiredOption('--reason <words>', 'how it was claimed, or why it is lost')
    .action(acting(run, decidePlace));
  contest
    .command('verify')
    .description('Draw again from what is told of the draw, and compare. Exit code 1 where it does not hold.')
    .argument(...which)
    .option('--seed-hash <sha256>', 'as you noted it at the opening')
    .option('--entries-hash <sha256>', 'as you noted it at the closing')
    .action(acting(run, verifyContest));
}
