import type { Command } from 'commander';
import { listApiRequests } from '../commands/api-requests.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

export function defineApiRequests(program: Command, run: Run): void {
  const requests = program
    .command('api-requests')
    .description(
      'List what programs have asked of the API in the last seven days, and what they were answered.',
    )
    .option('--failed', 'only what was refused or broke')
    .option('--key <key>', 'of this key alone (key_…)')
    .option('--route <part>', 'part of the address, such as messages')
    .option('--request <id>', 'the one with this request id (req_…)')
    .addOption(limitOption())
    .action(acting(run, listApiRequests));
  withExamples(requests, 'tidings api-requests --failed --route messages');
}
