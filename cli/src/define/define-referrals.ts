import { Argument, type Command } from 'commander';
import {
  createScheme,
  giveCode,
  listReferrals,
  listSchemes,
  showScheme,
  switchScheme,
} from '../commands/referrals.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

const which = ['<scheme>', 'its id (rfs_…)'] as const;

export function defineReferrals(program: Command, run: Run): void {
  const referrals = program
    .command('referrals')
    .description('Codes that people hand on, by which friends join themselves, with coupons for thanks.');
  withExamples(
    referrals,
    'tidings referrals create --name Friends --ask REFER --join JOIN --reward thanks1 --reward thanks2 --body "Acme: thank you! Your code: {{ coupon }}"',
    'tidings referrals code rfs_… +12025550142',
    'tidings referrals friends rfs_…',
  );
  referrals
    .command('list')
    .description('List referral schemes, latest first.')
    .addOption(limitOption())
    .action(acting(run, listSchemes));
  referrals
    .command('create')
    .description('Make a referral scheme.')
    .requiredOption('--name <name>', 'what you call it')
    .option('--program <program>', 'for marketing, by id or name; not needed where there is one')
    .option('--ask <keyword>', 'of the kind reply: whoever sends it gets their code')
    .requiredOption('--join <keyword>', 'of the kind join, after which a text may go on')
    .addOption(
      repeated(
        '--reward <pool>',
        'a pool of coupons; given again, the one for the next friend',
      ).makeOptionMandatory(),
    )
    .requiredOption('--body <text>', 'what whoever brought somebody reads, with {{ coupon }}')
    .action(acting(run, createScheme));
  referrals
    .command('show')
    .description('Show a referral scheme with what it has brought.')
    .argument(...which)
    .action(acting(run, showScheme));
  referrals
    .command('switch')
    .description('Switch a referral scheme on or off.')
    .argument(...which)
    .addArgument(new Argument('<state>').choices(['on', 'off']))
    .action(acting(run, switchScheme));
  referrals
    .command('code')
    .description('Show the code of a person, to hand it to them.')
    .argument(...which)
    .argument('<person>', 'by id or number')
    .action(acting(run, giveCode));
  referrals
    .command('friends')
    .description('List who has come by whose code, and what came of it.')
    .argument(...which)
    .addOption(limitOption())
    .action(acting(run, listReferrals));
}
