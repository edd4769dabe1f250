import { type Command, Option } from 'commander';
import { listAlerts, noteAlert, setAlerts } from '../commands/alerts.ts';
import * as verbs from '../commands/reports.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, readWhole, repeated, withExamples } from './words.ts';

const withDays = (command: Command): Command =>
  command
    .option('--from <day>', 'the first day, such as 2026-11-01; thirty days ago unless told')
    .option('--until <day>', 'the last day; today unless told');
const stepOption = () => new Option('--step <step>', 'a line for each').choices(['day', 'week', 'month']);

export function defineReports(program: Command, run: Run): void {
  const reports = program
    .command('reports')
    .description('What happened to texts over days, weeks and months.');
  withDays(
    reports
      .command('overview')
      .description('See a stretch of days, and how it differs from the days before.'),
  )
    .addOption(stepOption())
    .option('--campaigns', 'texts of campaigns alone')
    .action(acting(run, verbs.showOverview));
  withDays(reports.command('growth').description('See who joined and who left, by how they did.'))
    .addOption(stepOption())
    .action(acting(run, verbs.showGrowth));
  withDays(
    reports
      .command('hours')
      .description('See by hours of the week, on people’s own clocks, what texts came to.'),
  )
    .addOption(
      new Option('--metric <word>', 'clicked unless told').choices(['clicked', 'replied', 'opted_out']),
    )
    .action(acting(run, verbs.showHours));
  reports
    .command('trends')
    .description('See where shares are going over weeks, and which days of the week and months stand out.')
    .option('--from <day>', 'the first day, such as 2026-11-01; a year ago unless told')
    .option('--until <day>', 'the last day; the last whose answers are all in unless told')
    .option('--campaigns', 'texts of campaigns alone')
    .action(acting(run, verbs.showTrends));
  withDays(reports.command('parts').description('See texts by sender, carrier, country or campaign.'))
    .addOption(
      new Option('--by <word>', 'by what')
        .choices(['sender', 'carrier', 'country', 'campaign'])
        .makeOptionMandatory(),
    )
    .option('--campaigns', 'texts of campaigns alone')
    .action(acting(run, verbs.showParts));
  withDays(
    reports.command('links').description('See which short links people opened, and how often programs did.'),
  ).action(acting(run, verbs.showLinks));
  withDays(
    reports
      .command('deliverability')
      .description('See why texts did not arrive, against the thresholds. Exit code 6 while one is broken.'),
  ).action(acting(run, verbs.showDeliverability));
  withExamples(
    reports,
    'tidings reports overview --from 2026-11-01 --step week',
    'tidings reports hours --metric replied',
  );
  defineExport(reports, run);
  defineSubscriptions(reports, run);
}

function defineExport(reports: Command, run: Run): void {
  const exporting = reports
    .command('export')
    .description('Save a whole table as a file: texts, clicks, replies or conversions.')
    .argument('<what>', 'texts, clicks, replies or conversions')
    .requiredOption('--out <file>', 'where to')
    .addOption(new Option('--format <form>', 'the form').choices(['csv', 'ndjson', 'parquet']).default('csv'))
    .option('--campaign <campaign>', 'of this campaign alone, by id or name')
    .option('--from <instant>', 'from then on, such as 2026-11-01T00:00:00Z')
    .option('--until <instant>', 'before then')
    .option('--spreadsheet', 'of csv: keep spreadsheets from running what people wrote')
    .action(acting(run, verbs.exportTable));
  withExamples(exporting, 'tidings reports export texts --format parquet --out texts.parquet');
}

function defineSubscriptions(reports: Command, run: Run): void {
  const subscribe = reports
    .command('subscribe')
    .description('Have a report sent by mail, or written to a file, by the calendar.')
    .addOption(
      new Option('--report <report>', 'a line a day, or a line a campaign')
        .choices(['overview', 'campaigns'])
        .default('overview'),
    )
    .addOption(new Option('--every <rhythm>', 'how often').choices(['day', 'week', 'month']).default('week'))
    .addOption(
      new Option('--at-hour <hour>', 'at which hour of the workspace’s clock')
        .argParser(readWhole)
        .default(8),
    )
    .addOption(repeated('--email <address>', 'to whom; may be given again'))
    .option('--file', 'also as a file in the folder reports of the installation')
    .action(acting(run, verbs.subscribe));
  withExamples(subscribe, 'tidings reports subscribe --every week --email boss@harbor.example');
  reports
    .command('subscriptions')
    .description('List the reports that are sent by the calendar.')
    .action(acting(run, verbs.listSubscriptions));
  reports
    .command('unsubscribe')
    .description('Send one no more.')
    .argument('<subscription>', 'its id (rps_…)')
    .action(acting(run, verbs.unsubscribe));
}

export function defineAlerts(program: Command, run: Run): void {
  const alerts = program.command('alerts').description('What went beyond its threshold, and who is told.');
  alerts
    .command('list')
    .description('List alerts, latest first. Exit code 6 while one lasts.')
    .option('--open', 'only those that last')
    .addOption(limitOption())
    .action(acting(run, listAlerts));
  alerts
    .command('seen')
    .description('Say that you have taken note of one.')
    .argument('<alert>', 'its id (alr_…)')
    .action(acting(run, noteAlert));
  const settings = alerts
    .command('settings')
    .description('Show or say what the workspace is told of, and who is told.')
    .addOption(
      repeated('--email <address>', 'who is mailed; may be given again; “none” for owners and admins'),
    )
    .option('--webhook <address>', 'an https address that is told; “none” for none')
    .addOption(repeated('--threshold <rule=percent>', 'such as opt_outs=1.3; may be given again'))
    .addOption(repeated('--off <rule>', 'what to be told of no more; may be given again'))
    .addOption(repeated('--on <rule>', 'what to be told of again; may be given again'))
    .action(acting(run, setAlerts));
  withExamples(settings, 'tidings alerts settings --email ops@harbor.example --threshold opt_outs=1');
}
