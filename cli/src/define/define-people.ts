import { Argument, type Command } from 'commander';
import { listLists, listSenders } from '../commands/listings.ts';
import { listPeople } from '../commands/people.ts';
import { bringNumbers, restSender, showSenderHealth } from '../commands/senders.ts';
import { setTracking } from '../commands/set-tracking.ts';
import { showPerson } from '../commands/show-person.ts';
import { markTestGroup } from '../commands/test-campaign.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

export function definePeople(program: Command, run: Run): void {
  const people = program
    .command('people')
    .summary('Find people, and see what happened to one.')
    .description('Find people by the beginning of a number, of a name or of an e-mail address.')
    .argument('[search]', 'what to look for; without it the newest are shown')
    .option('--list <list>', 'only people on this list, by id or name')
    .option('--tag <tag>', 'only people with this tag')
    .addOption(limitOption())
    .action(acting(run, listPeople));
  withExamples(
    people,
    'tidings people Ada',
    'tidings people --list Guests --limit 200 --json',
    'tidings people show +12125550142',
  );
  const show = people
    .command('show')
    .description('Show one person: who it is, what they agreed to, and all that happened.')
    .argument('<person>', 'their id (con_…) or number')
    .addOption(limitOption())
    .action(acting(run, showPerson));
  const tracking = people
    .command('tracking')
    .description('Keep whether somebody agreed that it is kept which links they open.')
    .argument('<person>', 'their id (con_…) or number')
    .addArgument(new Argument('<said>', 'what they said').choices(['agreed', 'refused', 'unsaid']))
    .option('--how <words>', 'by which way it was said, for the record')
    .action(acting(run, setTracking));
  withExamples(tracking, 'tidings people tracking +12125550142 refused --how "by telephone"');
  withExamples(show, 'tidings people show con_1204', 'tidings people show "(212) 555-0142"');
}

export function defineListings(program: Command, run: Run): void {
  const lists = program
    .command('lists')
    .description('List the lists, with how many people are on them.')
    .addOption(limitOption(200))
    .action(acting(run, listLists));
  withExamples(lists, 'tidings lists --json');
  lists
    .command('test-group')
    .description('Let tests go to everybody on a list at once.')
    .argument('<list>', 'its id or name')
    .option('--off', 'no more')
    .action(acting(run, markTestGroup));
  const senders = program
    .command('senders')
    .description('List the numbers that texts come from, and how their carriers fare.')
    .action(acting(run, listSenders));
  withExamples(senders, 'tidings senders', 'tidings senders health');
  senders
    .command('health')
    .description('How the texts of each number fare at the phones; ends with 7 where one is to be looked at.')
    .action(acting(run, showSenderHealth));
  senders
    .command('rest')
    .description('Let pools pass a number over for a while.')
    .argument('<sender>', 'a number or its id')
    .option('--hours <hours>', 'for how long; 0 ends its rest', '24')
    .action(acting(run, restSender));
  senders
    .command('bring')
    .description('Make senders of the numbers that an account has at its carrier.')
    .argument('<gateway>', 'its id or name')
    .option('--dry-run', 'say what would be added, and add nothing')
    .action(acting(run, bringNumbers));
}
