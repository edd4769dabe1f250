import { type Command, Option } from 'commander';
import { resumeSending, stopSending } from '../commands/switch-sending.ts';
import { acting, type Run } from '../desk.ts';
import { withExamples } from './words.ts';

const everywhere = ['--everywhere', 'for every workspace of the installation; for its operator'] as const;
const reason = () =>
  new Option('--reason <words>', 'why, for the audit and for those who wonder').makeOptionMandatory();

export function defineSending(program: Command, run: Run): void {
  const stop = program
    .command('stop')
    .description('Stop all texts within a second, also those that workers have in hand.')
    .option('--marketing', 'marketing alone: what people asked for goes on')
    .option(...everywhere)
    .addOption(reason())
    .action(acting(run, stopSending));
  withExamples(
    stop,
    'tidings stop --reason "The offer is wrong"',
    'tidings stop --marketing --everywhere --reason "The carrier complains"',
  );
  const resume = program
    .command('resume')
    .description('Let texts go on after a stop. What waited leaves at its pace; nobody is texted twice.')
    .option(...everywhere)
    .addOption(reason())
    .action(acting(run, resumeSending));
  withExamples(resume, 'tidings resume --reason "The offer is right now"');
}
