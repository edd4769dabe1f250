import { type Command, Option } from 'commander';
import { checkNumbers, forgetNumber, importNumberChecks, listNumberChecks } from '../commands/numbers.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

export function defineNumbers(program: Command, run: Run): void {
  const numbers = program
    .command('numbers')
    .description('What is known of numbers: landlines, numbers that are none, numbers that changed hands.');
  withExamples(
    numbers
      .command('check')
      .description('Print what is known of numbers; with options, note what you know of them.')
      .argument('<numbers...>')
      .addOption(
        new Option('--line <kind>', 'what kind of line it is').choices([
          'mobile',
          'landline',
          'voip',
          'toll_free',
          'other',
        ]),
      )
      .option('--invalid', 'no phone is behind it')
      .option('--disconnected <day>', 'when it was last given up for good, such as 2026-11-24')
      .option('--verified <day>', 'when it was last found to be the same person’s')
      .option('--source <words>', 'who says so', 'by hand')
      .action(acting(run, checkNumbers)),
    'tidings numbers check +12125550101',
    'tidings numbers check +12125550101 --line mobile --source "They called from it"',
  );
  withExamples(
    numbers
      .command('import')
      .description('Bring what a look-up said: a number and its line, or invalid, on each row.')
      .argument('<file>')
      .option('--source <words>', 'who says so; the file where it is not said')
      .action(acting(run, importNumberChecks)),
    'tidings numbers import lookups.csv',
  );
  withExamples(
    numbers
      .command('list')
      .description('List what is known, by number.')
      .option('--unreachable', 'only those that no text reaches')
      .addOption(limitOption())
      .action(acting(run, listNumberChecks)),
    'tidings numbers list --unreachable',
  );
  withExamples(
    numbers
      .command('forget')
      .description('Forget what is known of a number; it is texted again.')
      .argument('<number>')
      .action(acting(run, forgetNumber)),
    'tidings numbers forget +12125550101',
  );
}
