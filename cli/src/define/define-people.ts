import { Argument, type Command } from 'commander';
import { addPerson, changePerson } from '../commands/keep-person.ts';
import { listLists } from '../commands/listings.ts';
import { deleteList, renameList } from '../commands/lists.ts';
import { listPeople } from '../commands/people.ts';
import { recordAgreement } from '../commands/record-agreement.ts';
import { setTracking } from '../commands/set-tracking.ts';
import { showPerson } from '../commands/show-person.ts';
import { markTestGroup } from '../commands/test-campaign.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

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
    .description('Show or keep whether somebody agreed that it is kept which links they open.')
    .argument('<person>', 'their id (con_…) or number')
    .addArgument(
      new Argument('[said]', 'what they said; left out, it is shown').choices([
        'agreed',
        'refused',
        'unsaid',
      ]),
    )
    .option('--how <words>', 'by which way it was said, for the record')
    .action(acting(run, setTracking));
  withExamples(
    tracking,
    'tidings people tracking +12125550142',
    'tidings people tracking +12125550142 refused --how "by telephone"',
  );
  withExamples(show, 'tidings people show con_1204', 'tidings people show "(212) 555-0142"');
  defineKeeping(people, run);
}

/** What is on file of a person, whoever types it. */
const withFacts = (command: Command): Command =>
  command
    .option('--first-name <name>', 'their first name')
    .option('--last-name <name>', 'their last name')
    .option('--email <address>', 'their e-mail address')
    .option('--country <letters>', 'the country of their address, such as US')
    .option('--region <region>', 'its state or province, such as TX')
    .option('--zone <zone>', 'the time zone that they live in, such as America/Chicago')
    .addOption(repeated('--field <name=value>', 'a column of your own; several times'));

function defineKeeping(people: Command, run: Run): void {
  const add = withFacts(
    people
      .command('add')
      .description('Add one person, with their consent when there is one to record.')
      .argument('<number>', 'with country code, or as written in your country'),
  )
    .addOption(repeated('--put-on <list>', 'a list to put them on, by id or name; several times'))
    .addOption(repeated('--tag-as <tag>', 'a tag; several times'))
    .option('--program <program>', 'what they have joined, by id or name')
    .option('--method <method>', 'how they agreed: paper, web_form, point_of_sale, verbal …')
    .option('--agreed-at <time>', 'when they agreed, with its zone')
    .option('--words <words>', 'the exact words they agreed to')
    .action(acting(run, addPerson));
  withExamples(
    add,
    'tidings people add "(212) 555-0142" --first-name Ada --put-on Guests',
    'tidings people add +12125550142 --program News --method paper --agreed-at 2026-11-01T10:00:00Z',
  );
  const agreed = people
    .command('agreed')
    .description('Record that somebody on file agreed. Nobody is texted by it.')
    .argument('<person>', 'their id (con_…) or number')
    .option('--program <program>', 'what they agreed to, by id or name; may be left out where there is one')
    .requiredOption('--method <method>', 'how: paper, web_form, point_of_sale or verbal')
    .requiredOption('--at <time>', 'when they agreed, with its zone')
    .requiredOption(
      '--attestation <words>',
      'what shows it, and where that is kept; it stands with your name',
    )
    .option('--words <words>', 'the exact words they agreed to, where those are known')
    .action(acting(run, recordAgreement));
  withExamples(
    agreed,
    'tidings people agreed +12125550142 --method paper --at 2026-11-01T10:00:00Z --attestation "Signed card 17, box 12 in the office"',
  );
  const change = withFacts(
    people
      .command('change')
      .description(
        'Correct what is on file of one person. Their number and their consent are not changed here.',
      )
      .argument('<person>', 'their id (con_…) or number'),
  )
    .option('--language <tag>', 'what they read, such as es or pt-br')
    .addOption(
      repeated('--clear <name>', 'take a value away, such as email or a column of your own; several times'),
    )
    .option('--revision <revision>', 'of what was changed: refused where somebody else was faster')
    .action(acting(run, changePerson));
  withExamples(
    change,
    'tidings people change +12125550142 --first-name Adaline --field store=Harbor',
    'tidings people change con_1204 --zone America/Chicago --clear email',
  );
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
  lists
    .command('rename')
    .description('Give a list another name; whatever names it goes on.')
    .argument('<list>', 'its id or name')
    .argument('<name>', 'the new name')
    .action(acting(run, renameList));
  const remove = lists
    .command('delete')
    .description('Remove a list. Its people stay; segments and campaigns that still name it are not sent.')
    .argument('<list>', 'its id or name')
    .option('--yes', 'do not ask')
    .action(acting(run, deleteList));
  withExamples(remove, 'tidings lists delete "Guests of 2019" --yes');
}
