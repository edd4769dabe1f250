import { type Command, Option } from 'commander';
import { briefCampaign, cloneCampaign } from '../commands/brief.ts';
import { showCalendar } from '../commands/calendar.ts';
import { listSeries, repeatCampaign, showSeries } from '../commands/series.ts';
import { acting, type Run } from '../desk.ts';
import { withSpread } from './define-schedule.ts';
import { readWhole, withExamples } from './words.ts';

const which = ['<campaign>', 'its id (cmp_…) or its name'] as const;

/** What comes again, what is planned, and what for. */
export function definePlanning(campaign: Command, run: Run): void {
  const repeat = campaign
    .command('repeat')
    .description('Let a checked campaign come again by a rule; each time is a campaign of its own.')
    .argument(...which)
    .requiredOption('--rule <rule>', 'as calendars have it, such as FREQ=WEEKLY;BYDAY=MO,TH')
    .requiredOption('--time <hour>', 'on the clock, such as 10:00')
    .option('--zone <zone>', 'whose clock, such as America/Denver; the clock of each person unless told')
    .option('--from <day>', 'the first day that counts; today unless told')
    .addOption(
      new Option('--past <word>', 'what becomes of people whose hour is over').choices([
        ...(['now', 'next_day', 'skip'] as const),
      ]),
    )
    .option('--most-people <n>', 'a time that would reach more does not start', readWhole);
  withSpread(repeat).action(acting(run, repeatCampaign));
  withExamples(
    repeat,
    'tidings campaign repeat "Weekly offer" --rule "FREQ=WEEKLY;BYDAY=TH" --time 10:00 --zone America/Denver',
  );
  campaign
    .command('repeats')
    .description('List the campaigns that come again.')
    .action(acting(run, listSeries));
  campaign
    .command('series')
    .description('See the next times of a series, and what was made of it.')
    .argument('<series>', 'its id (ser_…)')
    .option('--stop', 'make no more of it')
    .action(acting(run, showSeries));
  const calendar = campaign
    .command('calendar')
    .description('See what goes and went when, and what meets what. Exit code 7 where two of them meet.')
    .option('--from <time>', 'such as 2026-12-01T00:00:00Z; now unless told')
    .option('--until <time>', 'thirty days later unless told')
    .action(acting(run, showCalendar));
  withExamples(calendar, 'tidings campaign calendar --until 2026-12-31T00:00:00Z');
  campaign
    .command('clone')
    .description('Write a new draft with the words and people of a campaign.')
    .argument(...which)
    .option('--name <name>', 'what you call it')
    .action(acting(run, cloneCampaign));
  const brief = campaign
    .command('brief')
    .description('See what a campaign is for; with --objective and --measure, say it.')
    .argument(...which)
    .option('--objective <words>', 'what it is to bring about')
    .addOption(
      new Option('--measure <word>', 'by what it is judged').choices([
        ...(['delivered', 'clicks', 'replies', 'opt_outs', 'conversions', 'revenue'] as const),
      ]),
    )
    .option('--target <n>', 'how much of it would be a success')
    .option('--owner <name>', 'who answers for it')
    .option('--budget <amount>', 'what it may cost, in the currency of the workspace')
    .option('--notes <words>', 'what else there is to know')
    .action(acting(run, briefCampaign));
  withExamples(
    brief,
    'tidings campaign brief "Spring opening" --objective "A full shop" --measure clicks --target 400 --owner "Ana Ruiz"',
  );
}
