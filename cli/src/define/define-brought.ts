import { type Command, Option } from 'commander';
import { listConversions, recountConversions, setAttribution } from '../commands/attribution.ts';
import { compareCampaigns, showCampaignResults } from '../commands/campaign-results.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

const several = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** What texts brought, and by which rule it is put down to them. */
export function defineAttribution(program: Command, run: Run): void {
  const attribution = program
    .command('attribution')
    .description('Show, or say, which purchases are put down to which texts. A change counts the past anew.')
    .addOption(
      new Option('--model <model>', 'which of several texts gets it').choices(['last', 'first', 'linear']),
    )
    .option('--click-hours <hours>', 'for how long after a link was opened')
    .option('--delivery-hours <hours>', 'for how long after a text only arrived; off unless told')
    .option('--conversion <name>', 'an event that counts; once for each', several)
    .option('--reversal <name>', 'an event that takes one back; once for each', several)
    .option('--script <on|off>', 'whether your pages may tell of purchases (/t.js)')
    .option('--preview', 'only show what it would make of the last thirty days')
    .action(acting(run, setAttribution));
  withExamples(
    attribution,
    'tidings attribution',
    'tidings attribution --model linear --click-hours 24 --preview',
  );
  const conversions = program.command('conversions').description('Purchases that are put down to texts.');
  const list = conversions
    .command('list')
    .description('List them, latest first: which event, whose, and the text that it is put down to.')
    .option('--campaign <campaign>', 'those of its texts, by id or name')
    .option('--contact <contact>', 'those of this person, by id (con_…) or number')
    .addOption(limitOption())
    .action(acting(run, listConversions));
  withExamples(list, 'tidings conversions list --contact +12025550142');
  conversions
    .command('recount')
    .description('Put them down anew, whole months from an instant on.')
    .option('--since <instant>', 'such as 2026-11-01T00:00:00Z; the last year unless told')
    .action(acting(run, recountConversions));
}

/** What a campaign came to, below `tidings campaign`. */
export function defineResults(campaign: Command, run: Run): void {
  const results = campaign
    .command('results')
    .description('See what it came to: delivered, clicks, replies, opt-outs, purchases, cost.')
    .argument('<campaign>', 'its id (cmp_…) or its name')
    .addOption(
      new Option('--by <word>', 'taken apart').choices([
        ...['variant', 'sender', 'gateway', 'carrier', 'country', 'region', 'segment', 'hour'],
      ]),
    )
    .option('--links', 'link by link')
    .addOption(new Option('--over-time [step]', 'hour by hour').choices(['hour', 'day']))
    .option('--pdf <file>', 'a report with pictures, to be printed and passed on')
    .action(acting(run, showCampaignResults));
  withExamples(
    results,
    'tidings campaign results "Spring opening"',
    'tidings campaign results "Spring opening" --by carrier',
    'tidings campaign results "Spring opening" --pdf spring.pdf',
  );
  const compare = campaign
    .command('compare')
    .description('Compare campaigns with the first of them, with what is too few to say.')
    .argument('<campaigns...>', 'two to eight, by id or name')
    .action(acting(run, compareCampaigns));
  withExamples(compare, 'tidings campaign compare "Spring opening" "Summer sale"');
}
