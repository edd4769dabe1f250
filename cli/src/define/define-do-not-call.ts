import { type Command, Option } from 'commander';
import { endDoNotCall, importDoNotCall, listDoNotCall } from '../commands/do-not-call.ts';
import { acting, type Run } from '../desk.ts';
import { withExamples } from './words.ts';

export function defineDoNotCall(program: Command, run: Run): void {
  const dnc = program
    .command('dnc')
    .description('Do-not-call lists: your own, the states’ and the federal register.');
  dnc
    .command('list')
    .description('List them with the day of their data, those of before among them.')
    .action(acting(run, listDoNotCall));
  withExamples(
    dnc
      .command('import')
      .description('Bring a list, one number on each line; a newer register replaces the one before it.')
      .argument('<file>')
      .addOption(
        new Option('--kind <kind>', 'whose list it is')
          .choices(['own', 'state', 'federal'])
          .makeOptionMandatory(),
      )
      .option('--region <state>', 'of a state’s list: US-TX')
      .requiredOption('--as-of <day>', 'the day of the data, such as 2026-11-24')
      .option('--name <name>', 'what to call it; the file where it is not said')
      .action(acting(run, importDoNotCall)),
    'tidings dnc import federal.txt --kind federal --as-of 2026-11-24',
    'tidings dnc import texas.txt --kind state --region US-TX --as-of 2026-11-20',
  );
  withExamples(
    dnc
      .command('end')
      .description('Let a list count no more.')
      .argument('<id>', 'dnc_…')
      .requiredOption('--reason <words>', 'why, for the record')
      .action(acting(run, endDoNotCall)),
    'tidings dnc end dnc_0190 --reason "Brought by mistake"',
  );
}
