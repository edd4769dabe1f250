import { type Command, Option } from 'commander';
import { gatherEvidence } from '../commands/case-evidence.ts';
import {
  changeCase,
  closeCase,
  listCaseKinds,
  listCases,
  noteCase,
  openCase,
  reopenCase,
  showCase,
} from '../commands/cases.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

const severity = () =>
  new Option('--severity <how>', 'how grave it is').choices(['low', 'medium', 'high', 'critical']);
const due = ['--due <time>', 'a day of its own, such as that of a letter'] as const;
const dueSource = ['--due-source <words>', 'where that day comes from; needed with --due'] as const;
const theCase = ['<case>', 'its id (cas_…)'] as const;

export function defineCases(program: Command, run: Run): void {
  const list = (command: Command) =>
    command
      .option('--overdue', 'only those whose term is over')
      .option('--all', 'closed ones too')
      .addOption(limitOption())
      .action(acting(run, listCases));
  const cases = list(
    program
      .command('cases')
      .alias('case')
      .summary('Complaints, legal threats, inquiries and incidents.')
      .description('List cases that are not closed; those that are due first stand on top.'),
  );
  withExamples(
    cases,
    'tidings cases --overdue',
    'tidings case open complaint "Texted at night" --number +12125550142',
    'tidings case open regulator "Inquiry of the attorney general" --due 2026-12-20T17:00:00Z --due-source "Letter of 1 December"',
    'tidings case evidence cas_… --pdf case.pdf',
    'tidings case close cas_… --decision upheld --remedy "Opted out; apologised by letter."',
  );
  list(cases.command('list').description('The same.'));
  cases
    .command('kinds')
    .description('List what a case can be, by when it is due, and where that term comes from.')
    .action(acting(run, listCaseKinds));
  withExamples(
    cases
      .command('evidence')
      .description(
        'Gather everything on record about a case, a campaign or a number. That it was asked for is on record, too.',
      )
      .argument('<what>', 'a case (cas_…), a campaign (cmp_…) or a number')
      .option('--pdf <file>', 'for people: a PDF, which holds the JSON as an attachment')
      .action(acting(run, gatherEvidence)),
    'tidings case evidence cas_… --pdf case.pdf',
    'tidings case evidence +12125550142 > person.json',
    'tidings case evidence cmp_… --pdf campaign.pdf',
  );
  cases
    .command('show')
    .description('Show a case.')
    .argument(...theCase)
    .action(acting(run, showCase));
  defineMoves(cases, run);
}

function defineMoves(cases: Command, run: Run): void {
  cases
    .command('open')
    .description('Open a case. Its term runs from when it was received.')
    .argument('<kind>', 'one of `tidings case kinds`')
    .argument('<title>', 'what it is about, in a few words')
    .option('--number <number>', 'whom it concerns')
    .option('--campaign <campaign>', 'which campaign (cmp_…)')
    .option('--reply <reply>', 'the reply that began it (rpl_…), in place of a number')
    .addOption(severity())
    .option('--received <time>', 'when it reached you, such as 2026-11-20T09:00:00Z')
    .option(...due)
    .option(...dueSource)
    .option('--to <member>', 'who sees to it (mem_…)')
    .action(acting(run, openCase));
  cases
    .command('change')
    .description('Give a case to somebody, or change what is said of it.')
    .argument(...theCase)
    .option('--to <member>', 'who sees to it (mem_…), or nobody')
    .option('--title <words>', 'what it is about')
    .addOption(severity())
    .addOption(
      new Option('--status <status>', 'whether it waits for somebody outside').choices(['open', 'waiting']),
    )
    .option(...due)
    .option(...dueSource)
    .action(acting(run, changeCase));
  cases
    .command('note')
    .description('Add a note, for good.')
    .argument(...theCase)
    .argument('<words>', 'what was done or said')
    .action(acting(run, noteCase));
  cases
    .command('close')
    .description('Close a case.')
    .argument(...theCase)
    .requiredOption(
      '--decision <decision>',
      'upheld, partly_upheld, not_upheld, settled, withdrawn or answered',
    )
    .requiredOption('--remedy <words>', 'what was done about it')
    .action(acting(run, closeCase));
  cases
    .command('reopen')
    .description('Open a closed case again.')
    .argument(...theCase)
    .requiredOption('--reason <words>', 'why')
    .action(acting(run, reopenCase));
}
