import { Argument, type Command } from 'commander';
import { setOptOutPolicy, showOptOutPolicy } from '../commands/opt-out-policy.ts';
import { acting, type Run } from '../desk.ts';
import { withExamples } from './words.ts';

export function defineOptOutPolicy(program: Command, run: Run): void {
  const policy = program
    .command('opt-out-policy')
    .description('What a STOP by reply means, from which day on.');
  withExamples(
    policy
      .command('show', { isDefault: true })
      .description('Print what holds now and all that was ever set.')
      .action(acting(run, showOptOutPolicy)),
    'tidings opt-out-policy',
  );
  withExamples(
    policy
      .command('set')
      .description('Set it from a day on. Earlier ones stay on record.')
      .addArgument(
        new Argument('<scope>', 'everything of the brand, or the programs of that number').choices([
          'brand_all',
          'program',
        ]),
      )
      .option('--from <time>', 'when it begins, such as 2026-12-24T00:00:00Z; now where it is left out')
      .option('--clarify', 'ask in the confirmation whether all was meant; no answer means all')
      .option('--note <words>', 'why, for whoever asks later')
      .action(acting(run, setOptOutPolicy)),
    'tidings opt-out-policy set brand_all --clarify --note "Counsel, 12 November"',
  );
}
