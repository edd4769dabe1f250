import { type Command, Option } from 'commander';
import {
  actOn,
  answerPerson,
  assignConversation,
  listConversations,
  noteConversation,
  printTranscript,
  showConversation,
  snoozeConversation,
  takeBackAnswer,
} from '../commands/inbox.ts';
import {
  applyInboxRules,
  deleteCanned,
  deleteInboxRule,
  listAgents,
  listCanned,
  listInboxRules,
  reportInbox,
  saveCanned,
  setAgent,
  setInbox,
} from '../commands/inbox-setup.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

const which = 'its id (cnv_…) or the number of its person';

export function defineInbox(program: Command, run: Run): void {
  const inbox = program
    .command('inbox')
    .description('Conversations with people who have written, and how they are answered.');
  defineReading(inbox, run);
  defineAnswering(inbox, run);
  defineHandling(inbox, run);
  defineSetup(inbox, run);
  defineRules(inbox, run);
}

function defineReading(inbox: Command, run: Run): void {
  const list = inbox
    .command('list')
    .description('List conversations, the newest text first.')
    .addOption(new Option('--state <state>').choices(['open', 'pending', 'snoozed', 'closed']))
    .option('--assignee <colleague>', 'those of a colleague by name or id, or none')
    .option('--waiting', 'in which a person of yours is asked for')
    .option('--overdue', 'whose answer is overdue')
    .option('--scheduled', 'with an answer that is to leave later')
    .option('--sender <sender>', 'who wrote to this number of yours')
    .option('--keyword <keyword>', 'with a reply that this keyword took')
    .option('--campaign <campaign>', 'who answered this campaign, by id or name')
    .option('--search <words>', 'part of a name, a number, what was said, or a note')
    .option('--longest-waiting', 'whoever has waited longest first')
    .addOption(limitOption())
    .action(acting(run, listConversations));
  withExamples(
    list,
    'tidings inbox list --state open --longest-waiting',
    'tidings inbox list --search refund',
  );
  const show = inbox
    .command('show')
    .description('Show what was said and what happened, and whether the person may be answered.')
    .argument('<conversation>', which)
    .addOption(limitOption())
    .action(acting(run, showConversation));
  withExamples(show, 'tidings inbox show +12025550142');
  inbox
    .command('transcript')
    .description('Print everything that was said, oldest first. It is noted in the audit.')
    .argument('<conversation>', which)
    .option('--notes', 'with notes and what happened besides texts')
    .action(acting(run, printTranscript));
  inbox
    .command('report')
    .description('Say how people were answered: how soon, how often in time, by whom, how they rated it.')
    .requiredOption('--from <time>', 'such as 2026-11-01T00:00:00Z')
    .requiredOption('--to <time>')
    .action(acting(run, reportInbox));
}

function defineAnswering(inbox: Command, run: Run): void {
  const answer = inbox
    .command('answer')
    .description('Answer the person of a conversation.')
    .argument('<conversation>', which)
    .argument('<text>', 'with merge fields such as {{ first_name }}')
    .option('--turn <N>', 'refused where somebody has said something since that turn')
    .option('--at <time>', 'leaves then, such as 2026-12-01T09:00:00Z')
    .option('--unless-reply', 'with --at: taken back when the person writes before')
    .option('--sender <sender>', 'the number it leaves from')
    .addOption(repeated('--media <media>', 'goes along (mda_…); may be given several times'))
    .option('--close', 'close the conversation with it')
    .action(acting(run, answerPerson));
  withExamples(answer, 'tidings inbox answer +12025550142 "Yes, until six."');
  inbox
    .command('take-back')
    .description('Take back an answer that has not left yet.')
    .argument('<conversation>', which)
    .argument('<message>', 'msg_…')
    .action(acting(run, takeBackAnswer));
  inbox
    .command('note')
    .description('Leave a note for colleagues, which the person never gets.')
    .argument('<conversation>', which)
    .argument('<text>')
    .addOption(repeated('--mention <colleague>', 'who is to see it; may be given several times'))
    .action(acting(run, noteConversation));
}

function defineHandling(inbox: Command, run: Run): void {
  inbox
    .command('assign')
    .description('Give a conversation to a colleague, to whoever’s turn it is, or to nobody.')
    .argument('<conversation>', which)
    .argument('<colleague>', 'by name or id, next, or none')
    .action(acting(run, assignConversation));
  const snooze = inbox
    .command('snooze')
    .description('Put a conversation out of sight until an hour, or until they write.')
    .argument('<conversation>', which)
    .argument('<until>', 'such as 2026-12-01T09:00:00Z')
    .action(acting(run, snoozeConversation));
  withExamples(snooze, 'tidings inbox snooze cnv_7 2026-12-01T09:00:00Z');
  const plainActs = [
    ['close', 'Close a conversation until the person writes again.'],
    ['reopen', 'Open a conversation again.'],
    ['clear', 'Say that somebody has seen to it: keywords are answered again.'],
    ['rate', 'Ask the person how it was, from 1 to 5.'],
  ] as const;
  for (const [name, description] of plainActs)
    inbox
      .command(name)
      .description(description)
      .argument('<conversation>', which)
      .action(acting(run, actOn(name)));
}

function defineSetup(inbox: Command, run: Run): void {
  const setting = inbox
    .command('setting')
    .description('Show how the inbox works, and change what is named.')
    .addOption(repeated('--hours <hours>', 'as “mon-fri 09:00-17:00”; all of them, several times'))
    .option('--always-open', 'somebody is there at every hour')
    .addOption(repeated('--closed <day>', 'days on which nobody is there, all of them, or none'))
    .option('--away <text>', 'what is said outside of the hours, once a day; empty for nothing')
    .option('--within <minutes>', 'by when an answer is due, or none')
    .addOption(new Option('--assigns <how>').choices(['by-hand', 'round-robin', 'least-busy']))
    .option('--closes-after <days>', 'what waits for the person closes then, or never')
    .action(acting(run, setInbox));
  withExamples(
    setting,
    'tidings inbox setting --hours "mon-fri 09:00-17:00" --within 60 --assigns round-robin',
  );
  inbox.command('agents').description('List colleagues and what each has.').action(acting(run, listAgents));
  const agent = inbox
    .command('agent')
    .description('Let a colleague be given conversations by turn, or be away.')
    .argument('<colleague>', 'by name or id')
    .option('--away', 'given none for now')
    .option('--back', 'there again')
    .option('--most <N>', 'given no more than so many open ones, or any')
    .option('--remove', 'takes no part any more')
    .action(acting(run, setAgent));
  withExamples(agent, 'tidings inbox agent "Ana Reyes" --most 20');
}

function defineRules(inbox: Command, run: Run): void {
  const canned = inbox.command('canned').description('Words that are kept to answer with.');
  canned.command('list').option('--search <words>').description('List them.').action(acting(run, listCanned));
  const save = canned
    .command('save')
    .description('Keep words under a name, in place of those that it had.')
    .argument('<name>', 'one word, typed after a slash')
    .argument('<text>')
    .action(acting(run, saveCanned));
  withExamples(save, 'tidings inbox canned save hours "We are open from nine to five. {{ agent }}"');
  canned
    .command('delete')
    .description('Delete one.')
    .argument('<name>', 'or its id (can_…)')
    .action(acting(run, deleteCanned));
  const rules = inbox.command('rules').description('What is done with replies of a kind.');
  rules.command('list').description('List rules as they are asked.').action(acting(run, listInboxRules));
  const apply = rules
    .command('apply')
    .description('Make the rules of a JSON file; one with the name of another replaces it.')
    .argument('<file>', 'one rule or a list of them: {"name", "wants", "does"}')
    .action(acting(run, applyInboxRules));
  withExamples(apply, 'tidings inbox rules apply rules.json');
  rules
    .command('delete')
    .description('Delete a rule.')
    .argument('<rule>', 'its name or id (irl_…)')
    .action(acting(run, deleteInboxRule));
}
