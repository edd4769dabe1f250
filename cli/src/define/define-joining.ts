import { type Command, Option } from 'commander';
import {
  askSecondFactor,
  changeForm,
  closeForm,
  createForm,
  listForms,
  listMembers,
  recordJoin,
} from '../commands/joins.ts';
import { listPrograms, listViews } from '../commands/listings.ts';
import {
  changeBrand,
  changeRule,
  createProgram,
  moveProgram,
  showProgram,
  writeWords,
} from '../commands/programs.ts';
import { acting, type Run } from '../desk.ts';
import { readWhole, repeated, withExamples } from './words.ts';

const whole = (flags: string, description: string) => new Option(flags, description).argParser(readWhole);
const which = 'its id (prg_…) or name';

/** What people join, and how they come to. */
export function defineJoining(program: Command, run: Run): void {
  definePrograms(program, run);
  defineForms(program, run);
  const join = program
    .command('join')
    .description('Record that somebody joins a program: on paper, at the till, by a checkout.')
    .argument('<number>', 'their number, as people write it')
    .requiredOption(
      '--method <method>',
      'paper, point_of_sale, web_form, hosted_page, qr, tap_to_text or api',
    )
    .requiredOption('--act <text>', 'what the person did, such as "signed the card"')
    .option('--program <program>', 'what they join; may be left out where there is one')
    .option('--attestation <text>', 'what you vouch for, and where the paper is')
    .option('--at <time>', 'when, such as 2026-11-20T09:00:00Z; now unless told')
    .addOption(whole('--age <years>', 'they said they are at least so old'))
    .option('--first-name <name>', 'their first name')
    .addOption(repeated('--tag <tag>', 'a tag that they get; may be given several times'))
    .action(acting(run, recordJoin));
  withExamples(
    join,
    'tidings join +12025550142 --method paper --act "signed the card" --attestation "Card 17, in the binder at the counter"',
  );
  const members = program
    .command('members')
    .description('List who works in this workspace.')
    .action(acting(run, listMembers));
  withExamples(members, 'tidings members');
  const views = program
    .command('views')
    .description('List the saved filters of pages that are shared with everybody who works here.')
    .option('--place <page>', 'of one page of the console, such as /people')
    .action(acting(run, listViews));
  withExamples(views, 'tidings views --place /people');
  members
    .command('second-factor')
    .description('Ask everybody who works here for a second factor, or no longer.')
    .argument('<on|off>', 'whether it is asked for')
    .action(acting(run, askSecondFactor));
}

function definePrograms(program: Command, run: Run): void {
  const programs = program
    .command('programs')
    .summary('What people can join, and how.')
    .description('List the programs that people can join.')
    .action(acting(run, listPrograms));
  withExamples(programs, 'tidings programs', 'tidings programs show "News and offers"');
  const show = programs
    .command('show')
    .description('Show a program: how it is joined, its words, and what is missing before anybody may join.')
    .argument('<program>', which)
    .action(acting(run, showProgram));
  withExamples(show, 'tidings programs show "News and offers"');
  const create = programs
    .command('create')
    .description('Make a program, as a draft.')
    .argument('<name>', 'what people join, in the words they will see')
    .requiredOption('--purpose <purpose>', 'marketing, transactional, otp, conversational …')
    .requiredOption('--brand <name>', 'whom they hear from')
    .requiredOption('--help-contact <address>', 'where they get help')
    .requiredOption('--disclosure <text>', 'the words they see before they join')
    .addOption(whole('--per-month <N>', 'the promised frequency').makeOptionMandatory())
    .option('--locale <language>', 'the language of the disclosure')
    .action(acting(run, createProgram));
  withExamples(
    create,
    'tidings programs create Offers --purpose marketing --brand "Corner Bakery" --help-contact help@example.com --per-month 4 --disclosure "By joining you agree …"',
  );
  const words = programs
    .command('words')
    .description('Write the next version of the words of a program; those of before stay on record.')
    .argument('<program>', which)
    .requiredOption(
      '--kind <kind>',
      'disclosure, join_request, join_reminder, join_confirmation, terms or privacy; policies writes terms and policy from what is known',
    )
    .option('--locale <language>', 'their language', 'en')
    .option('--body <text>', 'the words')
    .action(acting(run, writeWords));
  withExamples(words, 'tidings programs words Offers --kind policies');
  const rule = programs
    .command('rule')
    .description('Change how a program is joined; what is not named stays.')
    .argument('<program>', which)
    .option('--double-opt-in <whom>', 'who is asked to answer YES: always, unless_from_phone or never')
    .addOption(whole('--within <hours>', 'after so many hours the request runs out'))
    .addOption(whole('--remind-after <hours>', 'one reminder after so many hours; 0 for none'))
    .addOption(whole('--least-age <years>', 'people say that they are so old; 0 for no age'))
    .addOption(repeated('--country <code>', 'where people may join; all of them'))
    .action(acting(run, changeRule));
  withExamples(rule, 'tidings programs rule Offers --double-opt-in always --remind-after 20');
  const brand = programs
    .command('brand')
    .description('Change who stands behind a program and where people get help; what is not named stays.')
    .argument('<program>', which)
    .option('--help-contact <address>', 'where they get help: on sign-up pages and in the answer to HELP')
    .option('--legal-name <name>', 'who stands behind the brand, in terms and privacy policy')
    .option('--postal-address <address>', 'where they are reached by letter')
    .option('--website <address>', 'their own')
    .action(acting(run, changeBrand));
  withExamples(brand, 'tidings programs brand Offers --help-contact help@example.com');
  for (const [act, description] of [
    ['publish', 'Open a program to people; refused with everything that is missing.'],
    ['close', 'Close a program to new people; whoever has joined stays.'],
  ] as const) {
    const move = programs
      .command(act)
      .description(description)
      .argument('<program>', which)
      .action(acting(run, moveProgram(act)));
    withExamples(move, `tidings programs ${act} Offers`);
  }
}

function defineForms(program: Command, run: Run): void {
  const forms = program.command('forms').description('Pages at which people sign up.');
  const list = forms.command('list').description('List sign-up forms.').action(acting(run, listForms));
  withExamples(list, 'tidings forms list');
  const create = aboutForm(
    forms
      .command('create')
      .description('Put up a sign-up form for a live program.')
      .argument('<name>', 'its name, for staff')
      .option('--program <program>', 'what people join by it; may be left out where there is one'),
  ).action(acting(run, createForm));
  withExamples(create, 'tidings forms create "On the counter" --ask first_name --tag Counter');
  const change = aboutForm(
    forms
      .command('change')
      .description('Change a form at its address; what is not named stays, and the program always does.')
      .argument('<form>', 'its id (frm_…)')
      .option('--name <name>', 'its name, for staff'),
  )
    .option('--no-code', 'ask for a YES, and text no code')
    .option('--no-ask-tracking', 'leave the box out')
    .option('--no-ask', 'ask for nothing but the number')
    .option('--no-tag', 'give people no tag')
    .action(acting(run, changeForm));
  withExamples(
    change,
    'tidings forms change frm_01… --title "Bread and offers"',
    'tidings forms change frm_01… --title "" --no-code',
  );
  const close = forms
    .command('close')
    .description('Take a form out of use.')
    .argument('<form>', 'its id (frm_…)')
    .action(acting(run, closeForm));
  withExamples(close, 'tidings forms close frm_01…');
}

/** What is said of a form, whether it is put up or changed. */
const aboutForm = (command: Command): Command =>
  command
    .option('--locale <language>', 'its language')
    .option('--title <text>', 'what stands above it; the program’s name where it is blank')
    .option('--intro <text>', 'what people get, in plain words')
    .addOption(repeated('--ask <field>', 'first_name, last_name or email; may be given several times'))
    .addOption(repeated('--tag <tag>', 'a tag that people get'))
    .option('--code', 'text a code to the number, to be entered on the page, in place of asking for a YES')
    .option(
      '--ask-tracking',
      'a box of its own, not ticked, by which people agree that it is kept which links they open',
    );
