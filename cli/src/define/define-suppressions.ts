import { type Command, Option } from 'commander';
import {
  addSuppressions,
  exportSuppressions,
  importSuppressions,
  liftSuppressions,
  listSuppressions,
} from '../commands/suppressions.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

const brand = ['--brand <id>', 'brd_…; without it, every brand there is and every one to come'] as const;
const reason = (what: string) => new Option('--reason <reason>', what).makeOptionMandatory();
const code = 'why: phone, email, form, in_person, letter, do_not_call …';

export function defineSuppressions(program: Command, run: Run): void {
  const suppression = program
    .command('suppression')
    .description('Numbers that a brand may not text, whoever’s they are.');
  withExamples(
    suppression
      .command('list')
      .description('List them, or those that begin with a number.')
      .argument('[number]', 'the beginning of a number')
      .option('--brand <id>', 'only of this brand')
      .option('--reason <reason>', 'only for this reason')
      .addOption(limitOption())
      .action(acting(run, listSuppressions)),
    'tidings suppression list +1212 --reason letter',
  );
  const add = (command: Command) =>
    command
      .addOption(reason(code))
      .option(...brand)
      .option('--note <words>', 'what else there is to know')
      .option('--received <time>', 'when it reached you, such as 2026-11-24T15:00:00Z');
  withExamples(
    add(suppression.command('add').description('Suppress numbers.').argument('<numbers...>')).action(
      acting(run, addSuppressions),
    ),
    'tidings suppression add +12125550142 --reason phone --note "Called the shop"',
  );
  withExamples(
    add(suppression.command('import').description('Suppress a file of numbers or hashes, one on each line.'))
      .argument('<file>')
      .option('--list <name>', 'the list that hashes belong to')
      .action(acting(run, importSuppressions)),
    'tidings suppression import gone.txt --reason do_not_call',
    'tidings suppression import hashes.txt --list Partner --reason do_not_call',
  );
  withExamples(
    suppression
      .command('export')
      .description('Print all of them as CSV.')
      .action(acting(run, exportSuppressions)),
    'tidings suppression export > suppressions.csv',
  );
  withExamples(
    suppression
      .command('lift')
      .description('Lift suppressions. Consent does not come back by it.')
      .argument('<numbers...>')
      .addOption(reason('why, for the record'))
      .option(...brand)
      .action(acting(run, liftSuppressions)),
    'tidings suppression lift +12125550142 --reason "Taken for another number"',
  );
}
