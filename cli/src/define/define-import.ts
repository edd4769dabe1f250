import { type Command, Option } from 'commander';
import { commitImport, importFile } from '../commands/import-file.ts';
import { listImports, showImport, undoImport } from '../commands/import-records.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

export function defineImport(program: Command, run: Run): void {
  const command = program
    .command('import')
    .summary('Bring in people from a file.')
    .description(
      'Bring in people from a CSV file, however it is written. The whole file is checked first: nothing is imported before you have seen the counts.',
    )
    .argument('<file>', 'the list; - reads it from a pipe')
    .option('--list <name>', 'the list they come on; made if there is none')
    .addOption(repeated('--tag <tag>', 'a tag for everybody; may be given again'))
    .option('--country <code>', 'the country of numbers without a country code, such as US')
    .option('--program <program>', 'the program that consents are for, by id or name')
    .option(
      '--consent <how>',
      'columns: each row proves its own; none; or how everybody agreed (web_form, paper …)',
    )
    .option('--evidence <text>', 'with --consent HOW: what shows it, and where it is kept')
    .option('--date <day>', 'with --consent HOW: when at the latest everybody had agreed')
    .option(
      '--historic-consent <text>',
      'you attest consents older than the program: what shows them, and where it is kept',
    )
    .option(
      '--tracking <text>',
      'take from the column tracking who agreed that it is kept which links they open: what shows it, and where it is kept',
    )
    .option(
      '--tracking-everybody <text>',
      'the same, and whoever the file says nothing else of agreed as well',
    )
    .addOption(
      repeated('--map <column=field>', 'what a column is, where it is not recognised; may be given again'),
    )
    .addOption(
      new Option('--duplicates <how>', 'people who are known already').choices(['update', 'fill', 'skip']),
    )
    .option('--errors <out.csv>', 'keep the rows that became no people, each with its reason')
    .option('--dry-run', 'check and show the counts, import nothing')
    .option('-y, --yes', 'import without being asked')
    .action(acting(run, importFile));
  withExamples(
    command,
    'tidings import guests.csv --list Guests --errors rejected.csv',
    'tidings import guests.csv --dry-run --json',
    'tidings import forms.csv --consent paper --evidence "Forms of the spring fair, box 12" --date 2026-03-01 --yes',
    'tidings import guests.csv --historic-consent "Exported from our old program with dates, kept at the office" --yes',
    'zcat guests.csv.gz | tidings import - --yes',
    'tidings import undo imp_0b5c…',
  );
  defineRecords(command, run);
}

function defineRecords(command: Command, run: Run): void {
  const undo = command
    .command('undo')
    .description('Take an import back, within 24 hours. Opt-outs it brought stay.')
    .argument('<id>', 'imp_…')
    .option('-y, --yes', 'undo without being asked')
    .action(acting(run, undoImport));
  withExamples(undo, 'tidings import undo imp_0b5c… --yes');
  const commit = command
    .command('commit')
    .description('Import a file that a dry run has checked.')
    .argument('<id>', 'imp_…')
    .option('-y, --yes', 'import without being asked')
    .action(acting(run, commitImport));
  withExamples(commit, 'tidings import commit imp_0b5c… --yes');
  const show = command
    .command('show')
    .description('Show one import: its state and its counts.')
    .argument('<id>', 'imp_…')
    .option('--errors <out.csv>', 'keep the rows that became no people, each with its reason')
    .action(acting(run, showImport));
  withExamples(show, 'tidings import show imp_0b5c… --errors rejected.csv');
  const list = command
    .command('list')
    .description('List imports, newest first.')
    .addOption(limitOption())
    .action(acting(run, listImports));
  withExamples(list, 'tidings import list');
}
