import { type Command, Option } from 'commander';
import { askApproval } from '../commands/approvals.ts';
import { listCampaignReplies, sendCampaignAgain, setCampaignPace, whoAgain } from '../commands/live.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

const which = ['<campaign>', 'its id or name'] as const;

/** What is said and done around a campaign that waits, sends or has been sent. */
export function defineLive(campaign: Command, run: Run): void {
  const pace = campaign
    .command('pace')
    .description('Make it slower or faster, also while it sends. It holds within a second.')
    .argument(...which)
    .argument('<parts>', 'parts a second at most, such as 5 or 0.5, or “free” for no limit of its own')
    .action(acting(run, setCampaignPace));
  withExamples(
    pace,
    'tidings campaign pace "Spring opening" 5',
    'tidings campaign pace "Spring opening" free',
  );
  campaign
    .command('replies')
    .description('List what people sent back to it, newest first.')
    .argument(...which)
    .addOption(limitOption())
    .action(acting(run, listCampaignReplies));
  const again = campaign
    .command('send-again')
    .description('Write a draft to whom it did not reach, or who got it and did nothing.')
    .argument(...which)
    .addOption(new Option('--to <whom>', 'to whom').choices(whoAgain).makeOptionMandatory())
    .action(acting(run, sendCampaignAgain));
  withExamples(again, 'tidings campaign send-again "Spring opening" --to failed');
  campaign
    .command('ask-approval')
    .description('Say something to those who are to approve it as it is.')
    .argument(...which)
    .requiredOption('--note <words>', 'what they should know')
    .action(acting(run, askApproval));
}
