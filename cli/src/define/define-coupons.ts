import { type Command, Option } from 'commander';
import {
  addCodes,
  changeCoupons,
  createCoupons,
  findCoupon,
  listCouponCodes,
  listCoupons,
  redeemCoupon,
  showCoupons,
} from '../commands/coupons.ts';
import { closeTill, listTills, openTill } from '../commands/tills.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

export function defineCoupons(program: Command, run: Run): void {
  const coupons = program
    .command('coupons')
    .description('Coupon codes: each is given to one person, in a text, and redeemed once.');
  coupons
    .command('list')
    .description('List pools of codes with how many are left, latest first.')
    .addOption(limitOption())
    .action(acting(run, listCoupons));
  coupons
    .command('show')
    .description('Show a pool of codes.')
    .argument('<pool>', 'its name in texts, or its id (cpn_…)')
    .action(acting(run, showCoupons));
  const create = coupons
    .command('create')
    .description('Make a pool of codes.')
    .argument('<name>', 'as it stands in texts: {{ coupon.name }}')
    .option('--label <words>', 'by which people find it again')
    .option('--ends <instant>', 'until when codes are given and redeemed, such as 2026-12-31T23:00:00Z')
    .action(acting(run, createCoupons));
  withExamples(create, 'tidings coupons create spring --label "10 % in spring" --ends 2026-06-01T04:00:00Z');
  coupons
    .command('change')
    .description('Name a pool anew, end it or switch it off, for texts under way as well.')
    .argument('<pool>', 'its name in texts, or its id (cpn_…)')
    .option('--label <words>', 'by which people find it again')
    .option('--ends <instant>', 'until when; “never” takes the end away')
    .addOption(
      new Option('--state <state>', 'whether its codes are given and redeemed').choices(['on', 'off']),
    )
    .action(acting(run, changeCoupons));
  const add = coupons
    .command('add')
    .description('Add codes, your own or drawn ones. Texts that wait for codes go on.')
    .argument('<pool>', 'its name in texts, or its id (cpn_…)')
    .option('--file <file>', 'one code a line')
    .option('--draw <count>', 'how many to draw', Number)
    .option('--pattern <pattern>', 'how drawn codes look; each X is drawn')
    .action(acting(run, addCodes));
  withExamples(add, 'tidings coupons add spring --draw 5000 --pattern SPRING-XXXX-XXXX');
  coupons
    .command('codes')
    .description('List the codes of a pool, with whose they are.')
    .argument('<pool>', 'its name in texts, or its id (cpn_…)')
    .addOption(limitOption())
    .action(acting(run, listCouponCodes));
  coupons
    .command('find')
    .description('Look a code up: whose it is, and whether it would be redeemed now.')
    .argument('<code>')
    .action(acting(run, findCoupon));
  coupons
    .command('redeem')
    .description('Redeem a code, once.')
    .argument('<code>')
    .option('--value <amount>', 'what was bought with it', Number)
    .action(acting(run, redeemCoupon));
  const tills = coupons
    .command('tills')
    .description('List the pages at which staff without an account redeems codes.')
    .action(acting(run, listTills));
  const open = tills
    .command('open')
    .description('Open such a page, and tell its address.')
    .argument('<name>', 'which shop it is, or whose till')
    .addOption(repeated('--pool <pool>', 'only codes of this pool; may be repeated'))
    .action(acting(run, openTill));
  withExamples(open, 'tidings coupons tills open "Harbor Street" --pool spring');
  tills
    .command('close')
    .description('Close one: nothing is redeemed at its address any more.')
    .argument('<till>', 'its name, or its id (til_…)')
    .action(acting(run, closeTill));
}
