import { Argument, type Command, Option } from 'commander';
import { showAssessments } from '../commands/assessments.ts';
import {
  changeBreach,
  closeBreach,
  listBreaches,
  noteBreach,
  openBreach,
  showBreach,
  tellAuthority,
  tellPeople,
} from '../commands/breaches.ts';
import { showCompliance } from '../commands/compliance.ts';
import {
  addProcessor,
  addToProcessing,
  changeProcessor,
  keepProcessing,
  listProcessors,
  showAdditions,
  showProcessing,
} from '../commands/processing.ts';
import { enforceTraining, listPolicies, showTraining } from '../commands/training.ts';
import { acting, type Run } from '../desk.ts';
import { repeated, withExamples } from './words.ts';

export function defineCompliance(program: Command, run: Run): void {
  program
    .command('compliance')
    .description(
      'What needs a hand today, and a score with its parts. Ends with 1 while anything is overdue.',
    )
    .action(acting(run, showCompliance));
  defineBreaches(program, run);
  defineProcessing(program, run);
  const training = program
    .command('training')
    .description('Who must have learnt what, and has.')
    .option('--pdf <file>', 'write the training records for people')
    .action(acting(run, showTraining));
  training
    .command('enforce')
    .description('Whether launching and approving need the training of the role.')
    .addArgument(new Argument('<on-or-off>', 'on or off').choices(['on', 'off']))
    .option('--pass-mark <per-cent>', 'of right answers')
    .option('--renew-months <months>', 'for how long a pass counts')
    .action(acting(run, enforceTraining));
  program
    .command('assessments')
    .alias('assessment')
    .description('List impact assessments (GDPR art. 35), or read one.')
    .argument('[assessment]', 'its id (dpi_…)')
    .option('--pdf <file>', 'write it for people')
    .action(acting(run, showAssessments));
  program
    .command('policies')
    .description('Written policies of the business, and who has yet to acknowledge them.')
    .action(acting(run, listPolicies));
}

function defineBreaches(program: Command, run: Run): void {
  const theBreach = ['<breach>', 'its id (brc_…)'] as const;
  const facts = (command: Command) =>
    command
      .addOption(new Option('--risk <risk>', 'to people').choices(['unknown', 'unlikely', 'risk', 'high']))
      .option('--nature <words>', 'what happened')
      .option('--people <N>', 'about how many people')
      .option('--consequences <words>', 'what it may lead to')
      .option('--measures <words>', 'what was done about it');
  const breaches = program
    .command('breaches')
    .alias('breach')
    .summary('Breaches of personal data, with the clock of 72 hours.')
    .description('List breaches of personal data: open ones first, those whose 72 hours end first on top.')
    .option('--pdf <file>', 'write the whole register for people')
    .action(acting(run, listBreaches));
  withExamples(
    breaches,
    'tidings breach open "List sent to the wrong address" --aware 2026-11-24T09:00:00Z',
    'tidings breach change brc_… --risk risk --nature "…" --consequences "…" --measures "…"',
    'tidings breach authority brc_… "CNIL" --reference 2026-1',
    'tidings breach close brc_…',
    'tidings breaches --pdf register.pdf',
  );
  facts(
    breaches
      .command('open')
      .description('Take down a breach. Its 72 hours run from when somebody here became aware of it.')
      .argument('<title>', 'what was breached, in a few words')
      .option('--aware <time>', 'when you became aware of it; now unless told')
      .option('--case <case>', 'the case it belongs to (cas_…)'),
  ).action(acting(run, openBreach));
  breaches
    .command('show')
    .description('Show a breach.')
    .argument(...theBreach)
    .action(acting(run, showBreach));
  facts(
    breaches
      .command('change')
      .description('Add what came to be known.')
      .argument(...theBreach),
  ).action(acting(run, changeBreach));
  breaches
    .command('note')
    .description('Add a note, for good.')
    .argument(...theBreach)
    .argument('<words>', 'what was done or found')
    .action(acting(run, noteBreach));
  breaches
    .command('authority')
    .description('Record that the authority was told.')
    .argument(...theBreach)
    .argument('<name>', 'which authority')
    .option('--at <time>', 'when; now unless told')
    .option('--reference <words>', 'its reference')
    .option('--delay-reason <words>', 'needed where the 72 hours were over')
    .action(acting(run, tellAuthority));
  breaches
    .command('people')
    .description('Record that the people concerned were told.')
    .argument(...theBreach)
    .requiredOption('--how <words>', 'how, and what')
    .option('--at <time>', 'when; now unless told')
    .action(acting(run, tellPeople));
  breaches
    .command('close')
    .description('Close a breach.')
    .argument(...theBreach)
    .option('--reason <words>', 'why nobody was told, where nobody was')
    .action(acting(run, closeBreach));
}

function defineProcessing(program: Command, run: Run): void {
  const processing = program
    .command('processing')
    .summary('The record of processing (GDPR art. 30).')
    .description('The record of processing, from what is really there, with what is missing in it.')
    .option('--pdf <file>', 'write the whole of it for people')
    .option('--markdown <file>', 'write the whole of it as Markdown')
    .action(acting(run, showProcessing));
  withExamples(
    processing,
    'tidings processing --pdf record.pdf',
    'tidings processing add additions.json',
    'tidings processing keep',
  );
  processing
    .command('keep')
    .description('Keep the record as it is now, as a version, for good.')
    .action(acting(run, keepProcessing));
  processing
    .command('added')
    .description('Show what was said, to write it to a file, change it and give it to add.')
    .action(acting(run, showAdditions));
  processing
    .command('add')
    .description('Say what nobody but the business can know, in place of what was said before.')
    .argument('<file>', 'JSON, as PUT /v1/processing-record/additions takes it')
    .action(acting(run, addToProcessing));
  const entry = (command: Command) =>
    command
      .option('--name <name>', 'who it is')
      .option('--service <words>', 'what they do for you')
      .option('--country <code>', 'where they process, such as US')
      .option('--contract <day>', 'the day of the contract, such as 2026-01-02')
      .option('--dpa <day>', 'the day of the agreement on processing')
      .option('--place <words>', 'where that agreement is kept')
      .addOption(repeated('--sub <name>', 'a sub-processor; may be repeated'))
      .option('--safeguard <words>', 'by what data may go to another country');
  const processors = program
    .command('processors')
    .description('The register of processors (GDPR art. 28), and gateways that stand in no entry.')
    .action(acting(run, listProcessors));
  entry(
    processors
      .command('add')
      .description('Enter a processor.')
      .option('--gateway <gateway>', 'the gateway it stands for (gtw_…)'),
  ).action(acting(run, addProcessor));
  entry(
    processors
      .command('change')
      .description('Change what is said of a processor.')
      .argument('<processor>', 'its id (prc_…)')
      .option('--ended <day>', 'the day on which it ended'),
  ).action(acting(run, changeProcessor));
}
