import { type Command, Option } from 'commander';
import { exportRegistration, lintRegistration, showForm } from '../commands/registration-forms.ts';
import {
  bringIn,
  changeRegistration,
  createRegistration,
  listRegistrations,
  noteStatus,
  setNumbers,
  showDrift,
  showHistory,
  showPapers,
  showRegistration,
  submitRegistration,
} from '../commands/registrations.ts';
import { acting, type Run } from '../desk.ts';
import { readWhole, repeated, withExamples } from './words.ts';

const kinds = ['brand', 'campaign', 'toll_free', 'short_code', 'alphanumeric'];
const kindOption = () => new Option('--kind <kind>', 'which form a file is filled in for').choices(kinds);
const whichOne = 'its name or its id (reg_…)';

/** Senders' papers: what is registered with carriers, and which numbers stand under it. */
export function defineRegistrations(program: Command, run: Run): void {
  const papers = program
    .command('registration')
    .summary('What is registered with carriers, and which numbers may text the US.')
    .description('List what is registered with carriers, or is to be.')
    .action(acting(run, listRegistrations));
  withExamples(
    papers,
    'tidings registration numbers',
    'tidings registration bring-in campaign --name "Offers" --reference CABC123 --number +12025550100',
    'tidings registration new campaign --name "Offers" --program "News and offers"',
    'tidings registration lint Offers',
    'tidings registration export Offers --provider twilio',
    'tidings registration submit Offers --provider twilio',
    'tidings registration status Offers rejected --code 805 --reason "Privacy policy lacks the clause"',
  );
  papers
    .command('forms')
    .description('Say what a form asks, without a service.')
    .argument('[kind]', kinds.join(', '))
    .action(acting(run, showForm));
  papers
    .command('lint')
    .description('Say what a reviewer would object to. Ends with 1 where there is a known reason to reject.')
    .argument(
      '<registration>',
      `${whichOne}, or a file of answers in JSON with --kind; - for what is piped in`,
    )
    .addOption(kindOption())
    .action(acting(run, lintRegistration));
  papers
    .command('export')
    .description('Print a form in the field names of a provider.')
    .argument('<registration>', `${whichOne}, or a file of answers in JSON with --kind`)
    .requiredOption(
      '--provider <provider>',
      'plain, tcr, twilio, telnyx, bandwidth, vonage, plivo, sinch or bird',
    )
    .addOption(kindOption())
    .option('--csv', 'as a line of names and a line of values')
    .action(acting(run, exportRegistration));
  defineForms(papers, run);
  defineWords(papers, run);
}

function defineForms(papers: Command, run: Run): void {
  papers
    .command('new')
    .description('Begin a registration, filled in from what is known of the workspace.')
    .argument('<kind>', kinds.join(', '))
    .requiredOption('--name <name>', 'how you call it')
    .option('--program <program>', 'whose brand, words and texts it is filled in from')
    .option('--under <registration>', 'of a campaign: the brand that it stands under')
    .option('--file <file>', 'answers in JSON; they count before what is filled in')
    .action(acting(run, createRegistration));
  papers
    .command('fill')
    .description('Fill in fields.')
    .argument('<registration>', whichOne)
    .option('--file <file>', 'answers in JSON')
    .addOption(repeated('--set <field=answer>', 'one field; several times. A list is given as JSON'))
    .option('--name <name>', 'another name')
    .option('--under <registration>', 'of a campaign: the brand that it stands under')
    .option('--hours-a-day <hours>', 'over how many hours a limit of a day is spread', readWhole)
    .action(acting(run, changeRegistration));
  papers
    .command('show')
    .description('Show a registration.')
    .argument('<registration>', whichOne)
    .action(acting(run, showRegistration));
  papers
    .command('history')
    .description('Every change of a registration, from the first.')
    .argument('<registration>', whichOne)
    .action(acting(run, showHistory));
}

function defineWords(papers: Command, run: Run): void {
  papers
    .command('submit')
    .description('Write down that it was handed in. Refused while there is a known reason to reject it.')
    .argument('<registration>', whichOne)
    .option('--provider <provider>', 'to whom')
    .option('--accept-findings', 'hand in what the linter would have rejected')
    .action(acting(run, submitRegistration));
  papers
    .command('status')
    .description('Write down what the carrier or provider said.')
    .argument('<registration>', whichOne)
    .argument('<status>', 'pending, approved, rejected, suspended, expired, or draft to take it back')
    .option('--reason <words>', 'the carrier’s words')
    .option('--code <code>', 'the carrier’s code')
    .option('--reference <id>', 'what carriers know it by')
    .option('--expires <time>', 'when an approval ends, such as 2027-11-20T09:00:00Z')
    .action(acting(run, noteStatus));
  papers
    .command('numbers')
    .description(
      'Say of every number whether it may text the US; or say which numbers stand under a registration.',
    )
    .argument('[registration]', whichOne)
    .argument('[numbers...]', 'the numbers that stand under it; - for none')
    .action(
      acting(run, (desk, registration?: string, numbers?: string[]) =>
        registration === undefined ? showPapers(desk) : setNumbers(desk, registration, numbers ?? []),
      ),
    );
  papers
    .command('drift')
    .description(
      'Compare what was sent in the last week with what was registered. Ends with 5 where it differs.',
    )
    .argument('<registration>', whichOne)
    .action(acting(run, showDrift));
  papers
    .command('bring-in')
    .description('Bring in a registration that was approved elsewhere, with its numbers.')
    .argument('<kind>', kinds.join(', '))
    .requiredOption('--name <name>', 'how you call it')
    .option('--reference <id>', 'what carriers know it by; a campaign needs it')
    .option('--use-case <code>', 'of a campaign: limits follow from it')
    .option('--under <registration>', 'of a campaign: the brand that it stands under')
    .option('--file <file>', 'the form as it was approved, as JSON: by its samples drift is told')
    .option('--expires <time>', 'when the approval ends')
    .addOption(repeated('--number <number>', 'a number that stands under it; several times'))
    .action(acting(run, bringIn));
}
