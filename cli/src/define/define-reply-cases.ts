import type { Command } from 'commander';
import { judgeReplyCase, listReplyCases } from '../commands/reply-cases.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

export function defineReplyCases(program: Command, run: Run): void {
  const replies =
    program.commands.find((one) => one.name() === 'replies') ??
    program.command('replies').description('What people have sent.');
  const cases = replies
    .command('cases')
    .description('List replies that wait to be judged, the one that is due first at the top.')
    .option('--all', 'those that were judged too')
    .addOption(limitOption())
    .action(acting(run, listReplyCases));
  withExamples(cases, 'tidings replies cases');
  const judge = replies
    .command('judge')
    .description('Say what a reply meant: opt_out, keep or wrong_number.')
    .argument('<case>', 'its id (rcs_…)')
    .argument('<verdict>', 'opt_out, keep or wrong_number')
    .option('--note <words>', 'why, for whoever looks at it later')
    .action(acting(run, judgeReplyCase));
  withExamples(judge, 'tidings replies judge rcs_12 keep --note "Meant the offer"');
}
