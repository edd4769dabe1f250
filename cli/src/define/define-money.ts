import { type Command, Option } from 'commander';
import { importInvoice, importPrices, listInvoices, showInvoice, showSpend } from '../commands/money.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

const kinds = [
  'all',
  'missing_here',
  'missing_there',
  'repeated',
  'not_sent_here',
  'parts_differ',
  'currency_differs',
  'price_differs',
  'unreadable',
];

/** What texts cost: before, after, and on the invoice. */
export function defineMoney(program: Command, run: Run): void {
  const spend = program
    .command('spend')
    .description('See what texts cost, by the price table and as carriers say.')
    .addOption(new Option('--by <what>', 'one line for each').choices(['day', 'campaign', 'gateway']))
    .option('--from <day>', 'the first day, such as 2026-11-01; the first of the month unless told')
    .option('--until <day>', 'the last day; today unless told')
    .action(acting(run, showSpend));
  withExamples(
    spend,
    'tidings spend --by gateway',
    'tidings spend --by campaign --from 2026-10-01 --until 2026-10-31',
  );
  const prices = program.command('prices').description('What a part and an MMS cost, and operators’ fees.');
  withExamples(
    prices
      .command('import')
      .description(
        'Bring in a table as CSV, all rows or none: per_part, gateway, sender, country, kind, carrier, effective_from.',
      )
      .argument('<file>', 'a CSV file, or - for a pipe')
      .option('--dry-run', 'only say what it would change')
      .action(acting(run, importPrices)),
    'tidings prices import prices.csv --dry-run',
  );
  const invoices = program
    .command('invoices')
    .description('Hold a provider’s invoice against what was sent.');
  invoices
    .command('list', { isDefault: true })
    .description('List the newest ones.')
    .action(acting(run, listInvoices));
  withExamples(
    invoices
      .command('import')
      .description('Bring in an invoice or list of usage as CSV. Ends with 5 where anything differs.')
      .argument('<file>', 'the file, or - for a pipe')
      .requiredOption('--gateway <gateway>', 'whose it is, by name or id')
      .addOption(
        new Option('--form <form>', 'how its columns are called')
          .choices(['twilio', 'vonage', 'plivo', 'generic'])
          .makeOptionMandatory(),
      )
      .option('--name <name>', 'what you call it; the name of the file unless told')
      .addOption(
        repeated('--column <what=name>', 'where id, to, at, parts, amount, currency or direction stands'),
      )
      .option('--from <time>', 'of which time it is; from its first line unless told')
      .option('--until <time>', 'until its last line unless told')
      .action(acting(run, importInvoice)),
    'tidings invoices import log.csv --gateway Twilio --form twilio',
    'tidings invoices import usage.csv --gateway Acme --form generic --column id=MessageRef --column amount=Cost --column currency=Unit',
  );
  withExamples(
    invoices
      .command('show')
      .description('Show an invoice, or its differences of a kind.')
      .argument('<invoice>', 'its id (inv_…)')
      .addOption(new Option('--kind <kind>', 'list the differences').choices(kinds))
      .addOption(limitOption())
      .action(acting(run, showInvoice)),
    'tidings invoices show inv_0193ad1c6f0b7a1e8a4f2f9a6c1d5e70 --kind price_differs',
  );
}
