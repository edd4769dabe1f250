import { type Command, Option } from 'commander';
import { goOn, guardCampaign } from '../commands/guard.ts';
import { scheduleCampaign, showSchedule, unscheduleCampaign } from '../commands/schedule-campaign.ts';
import { acting, type Run } from '../desk.ts';
import { readWhole, withExamples } from './words.ts';

const which = ['<campaign>', 'its id (cmp_…) or its name'] as const;

/** When campaigns go. */
export function defineSchedule(campaign: Command, run: Run): void {
  const schedule = campaign
    .command('schedule')
    .description(
      'Say when it goes: it starts by itself. Without an hour it goes now. A draft is checked first.',
    )
    .argument(...which)
    .option('--at <time>', 'an instant, such as 2026-12-01T15:00:00Z')
    .option(
      '--wall <hour>',
      'an hour on a clock, such as 2026-12-01T10:00; of the workspace’s zone unless told',
    )
    .option('--zone <zone>', 'whose clock --wall is on, such as America/Denver')
    .option('--local <hour>', 'an hour on the clock of each person, such as 2026-12-01T10:00')
    .option(
      '--best-hours <day>',
      'on that day each person at the hour at which they are likeliest to answer, such as 2026-12-01',
    )
    .option('--from-hour <n>', 'nobody before it; 9 unless told', readWhole)
    .option('--to-hour <n>', 'nobody after it; 20 unless told', readWhole)
    .addOption(
      new Option('--past <word>', 'what becomes of people whose hour is over; next_day unless told').choices([
        ...(['now', 'next_day', 'skip'] as const),
      ]),
    )
    .option('--recall-minutes <n>', 'how long it can be taken back before the first text', readWhole)
    .option(
      '--first-people <n>',
      'a pilot: so many first, the others when you say `campaign go-on`',
      readWhole,
    )
    .option('--first-percent <n>', 'the same as a share of the people', Number)
    .option('--first-minutes <n>', 'a canary: the others so many minutes after the first', readWhole)
    .option('--most-people <n>', 'it does not start where it would be more by then', readWhole)
    .option('--confirm-count <n>', 'how many people you believe will be texted', readWhole);
  withSpread(schedule).action(acting(run, scheduleCampaign));
  withExamples(
    schedule,
    'tidings campaign schedule "Spring opening" --local 2026-12-01T10:00 --past skip',
    'tidings campaign schedule "Spring opening" --at 2026-12-01T15:00:00Z --per-hour 5,000',
    'tidings campaign schedule "Spring opening" --best-hours 2026-12-01 --to-hour 18',
    'tidings campaign schedule "Spring opening" --recall-minutes 10',
  );
  campaign
    .command('when')
    .description('See when it goes, and what became of that. Exit code 6 when it did not start.')
    .argument(...which)
    .action(acting(run, showSchedule));
  campaign
    .command('go-on')
    .description(
      'Let those go now who were to wait: after a pilot or a canary, and whoever was planned for later.',
    )
    .argument(...which)
    .action(acting(run, goOn));
  const guard = campaign
    .command('guard')
    .description('See at which figures it pauses by itself; with bounds, set them. Exit code 7 where it has.')
    .argument(...which)
    .option('--usual', 'the usual bounds: 15 % failed, 3 % opt-outs, 1 % complaints, 2 % unknown')
    .option('--max-failed <percent>', 'of texts with a known end; off for not looking')
    .option('--max-opt-outs <percent>', 'of texts that were taken')
    .option('--max-complaints <percent>', 'of texts that were taken')
    .option('--max-unknown <percent>', 'texts of which nobody knows whether they left')
    .option(
      '--max-spent <amount>',
      'what its texts may take, in the currency of the workspace, such as 25.00',
    )
    .action(acting(run, guardCampaign));
  withExamples(guard, 'tidings campaign guard "Spring opening" --max-failed 10 --max-opt-outs 2');
  const unschedule = campaign
    .command('unschedule')
    .description('Take it back before its first text.')
    .argument(...which)
    .action(acting(run, unscheduleCampaign));
  withExamples(unschedule, 'tidings campaign unschedule "Spring opening"');
}

/** The options by which people come after one another; at most one of them. */
export function withSpread(command: Command): Command {
  return command
    .option('--over-minutes <n>', 'spread evenly over so many minutes', readWhole)
    .option('--per-minute <n>', 'to so many people a minute', readWhole)
    .option('--per-hour <n>', 'to so many people an hour', readWhole)
    .option('--per-day <n>', 'to so many people a day, from the same hour on', readWhole);
}
