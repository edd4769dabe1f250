import { type Command, Option } from 'commander';
import {
  endRestriction,
  erasePerson,
  exportPerson,
  extendDataRequest,
  finishDataRequest,
  listDataRequests,
  openDataRequest,
  refuseDataRequest,
  sendRequestCode,
  showDataRequest,
  verifyDataRequest,
} from '../commands/data-requests.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

const channels = ['api', 'text', 'email', 'phone', 'letter', 'in_person', 'form'];
const channelOption = () =>
  new Option('--channel <channel>', 'how it reached you').choices(channels).default('email');

export function defineDataRequests(program: Command, run: Run): void {
  const requests = program
    .command('requests')
    .summary('What people ask about their data, and what became of it.')
    .description('List what people ask about their data; those that are due first stand on top.')
    .option('--overdue', 'only those whose time is over')
    .addOption(limitOption())
    .action(acting(run, listDataRequests));
  withExamples(
    requests,
    'tidings requests --overdue',
    'tidings requests open access +12125550142 --channel letter --received 2026-11-20T09:00:00Z',
    'tidings requests verify drq_… --code 402913',
    'tidings requests export drq_… --format html --out file.html',
    'tidings requests done drq_… --answer "Sent by e-mail on 28 November."',
  );
  requests
    .command('list')
    .description('The same.')
    .option('--overdue', 'only those whose time is over')
    .addOption(limitOption())
    .action(acting(run, listDataRequests));
  requests
    .command('show')
    .description('Show one request.')
    .argument('<request>', 'its id (drq_…)')
    .action(acting(run, showDataRequest));
  requests
    .command('open')
    .description('Take down what a person asks for. Its time runs from when it reached you.')
    .argument('<kind>', 'access, rectification, erasure, restriction, portability or objection')
    .argument('<person>', 'a number, or an id (con_…)')
    .addOption(channelOption())
    .option('--received <time>', 'when it reached you, such as 2026-11-20T09:00:00Z')
    .option('--law <law>', 'whose time limit holds, where it is not that of where the person is')
    .option('--first-name <name>', 'for a rectification')
    .option('--last-name <name>', 'for a rectification')
    .option('--email <address>', 'for a rectification')
    .action(acting(run, openDataRequest));
  requests
    .command('code')
    .description('Text a code to the number, to find out whether it is in the hands of who asks.')
    .argument('<request>', 'its id (drq_…)')
    .addOption(
      new Option('--language <language>', 'of the text')
        .choices(['en', 'es', 'fr', 'de', 'pt'])
        .default('en'),
    )
    .action(acting(run, sendRequestCode));
  requests
    .command('verify')
    .description('Show who asks.')
    .argument('<request>', 'its id (drq_…)')
    .option('--code <code>', 'the code that was texted')
    .option('--attested <how>', 'how you made sure')
    .action(acting(run, verifyDataRequest));
  defineAnswers(requests, run);
  const erase = program
    .command('erase')
    .summary('Erase a person who asked for it.')
    .description(
      'Erase a person who asked for it: everything on file goes, but for what keeps the number from being texted again.',
    )
    .argument('<person>', 'a number, or an id (con_…)')
    .requiredOption('--attested <how>', 'how you made sure that it is this person who asks')
    .addOption(channelOption())
    .option('--yes', 'do not ask')
    .action(acting(run, erasePerson));
  withExamples(erase, 'tidings erase +12125550142 --attested "Came to the shop with a passport."');
}

function defineAnswers(requests: Command, run: Run): void {
  requests
    .command('done')
    .description('Do what a verified request asks for.')
    .argument('<request>', 'its id (drq_…)')
    .option('--answer <words>', 'what the person was answered')
    .option('--yes', 'do not ask before an erasure')
    .action(acting(run, finishDataRequest));
  requests
    .command('refuse')
    .description('Refuse a request.')
    .argument('<request>', 'its id (drq_…)')
    .requiredOption(
      '--reason <reason>',
      'identity_not_shown, nothing_on_file, manifestly_unfounded, rights_of_others or legal_obligation',
    )
    .requiredOption('--answer <words>', 'what the person was told, with how to complain')
    .action(acting(run, refuseDataRequest));
  requests
    .command('end-restriction')
    .description('End a restriction, after the person was told.')
    .argument('<request>', 'its id (drq_…)')
    .requiredOption('--reason <words>', 'why it ends')
    .action(acting(run, endRestriction));
  requests
    .command('extend')
    .description('Take the longer time to answer that the law allows once.')
    .argument('<request>', 'its id (drq_…)')
    .requiredOption('--reason <words>', 'why it takes longer')
    .action(acting(run, extendDataRequest));
  requests
    .command('export')
    .description('Write everything on file about the person into a file, to hand over.')
    .argument('<request>', 'its id (drq_…)')
    .addOption(
      new Option('--format <format>', 'of the file').choices(['json', 'html', 'csv']).default('json'),
    )
    .requiredOption('--out <file>', 'where to write it')
    .action(acting(run, exportPerson));
}
