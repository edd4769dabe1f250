import { Argument, type Command, Option } from 'commander';
import { frequency } from '../commands/frequency.ts';
import { approvePack, exportPack, importPack, listPacks, revokePack, showPack } from '../commands/packs.ts';
import {
  closePlace,
  endRule,
  explainHours,
  keepHours,
  proclaimDay,
  setEmergencyReach,
  setPermission,
  setPolicy,
  showPolicy,
} from '../commands/policy.ts';
import { showPolicyChanges } from '../commands/policy-changes.ts';
import { acting, type Run } from '../desk.ts';
import { repeated, withExamples } from './words.ts';

export function definePolicy(program: Command, run: Run): void {
  const policy = program
    .command('policy')
    .description(
      'At which hours texts may arrive and how often: the rules that count, and those of your own.',
    );
  withExamples(
    policy
      .command('show', { isDefault: true })
      .description('Print which rules count, and those of your own.')
      .action(acting(run, showPolicy)),
    'tidings policy',
  );
  withExamples(
    policy
      .command('set')
      .description('Choose which rules count.')
      .addArgument(
        new Argument('<profile>', 'which rows of the law count').choices([
          'strict',
          'statutory',
          'federal',
        ] as const),
      )
      .option(
        '--urgent <purposes>',
        'purposes that go at any hour, with commas; none for none',
        'transactional,internal',
      )
      .action(acting(run, setPolicy)),
    'tidings policy set strict --urgent transactional',
  );
  withExamples(
    policy
      .command('permission')
      .description('See how much is taken of what the law accepts as consent; with a word, change it.')
      .addArgument(
        new Argument('[standard]', 'how much').choices(['relationship', 'written', 'proven'] as const),
      )
      .action(acting(run, setPermission)),
    'tidings policy permission',
    'tidings policy permission written',
  );
  withExamples(
    policy
      .command('emergencies')
      .description('See whom emergencies reach; with a word, change it.')
      .addArgument(
        new Argument(
          '[reach]',
          'joined: people who have joined a program for them; known: whoever is on record too, where the law asks for no consent',
        ).choices(['joined', 'known'] as const),
      )
      .action(acting(run, setEmergencyReach)),
    'tidings policy emergencies',
    'tidings policy emergencies known',
  );
  withExamples(
    policy
      .command('explain')
      .description('May a text arrive then and there, and why?')
      .argument('<number>', 'the phone; a person of yours brings their address')
      .option('--at <time>', 'such as 2026-11-24T13:00:00Z; now where it is left out')
      .option('--purpose <word>', 'marketing where it is left out')
      .option('--state <code>', 'instead of what is on record')
      .option('--zone <name>', 'instead of what is on record')
      .addOption(
        new Option('--priority <word>', 'how much of the fatigue budget it may use up').choices([
          'low',
          'normal',
          'high',
        ] as const),
      )
      .action(acting(run, explainHours)),
    'tidings policy explain +18505550142 --at 2026-11-25T01:30:00Z',
  );
  withExamples(
    policy
      .command('frequency')
      .description('See how often one person may be texted; with options, change what they name.')
      .option('--us-day <texts>', 'texts a day about one matter in the US: 1, 2 or 3, or law')
      .addOption(
        repeated(
          '--cap <cap>',
          'all caps of your own, such as 4/7d, 2/24h:brand or 1/30d:person:survey; none for none',
        ),
      )
      .option(
        '--budget <texts>',
        'what one person is meant to bear of everything, such as 6/7d; none for none',
      )
      .action(acting(run, frequency)),
    'tidings policy frequency',
    'tidings policy frequency --us-day 1 --cap 4/7d --cap 1/30d:person:survey',
  );
  defineOwnRules(policy, run);
  definePacks(policy, run);
}

function defineOwnRules(policy: Command, run: Run): void {
  const place = 'US-LA for a state, US for a country, * for everywhere';
  withExamples(
    policy
      .command('close')
      .description('Hold all marketing to a place, and other texts unless they are spared.')
      .argument('<place>', place)
      .requiredOption('--reason <words>', 'why')
      .option('--from <time>', 'now where it is left out')
      .option('--until <time>', 'until you end it where it is left out')
      .option('--spare-transactional', 'transactional and internal texts go all the same')
      .action(acting(run, closePlace)),
    'tidings policy close US-LA --reason "Hurricane, emergency declared" --until 2026-12-01T06:00:00Z',
  );
  withExamples(
    policy
      .command('day')
      .description('Hold marketing to a place on a day, such as one that a governor proclaimed.')
      .argument('<place>', place)
      .argument('<date>', 'such as 2026-12-26')
      .requiredOption('--name <words>', 'what the day is called')
      .action(acting(run, proclaimDay)),
    'tidings policy day US-LA 2026-12-26 --name "the day after Christmas"',
  );
  withExamples(
    policy
      .command('hours')
      .description('Keep stricter hours than the law. Looser ones are refused.')
      .argument('<place>', place)
      .requiredOption('--reason <words>', 'why')
      .option('--mon-fri <hours>', 'such as 09:00-19:00, or none; as the law has it where it is left out')
      .option('--sat <hours>', 'the same for Saturdays')
      .option('--sun <hours>', 'the same for Sundays')
      .action(acting(run, keepHours)),
    "tidings policy hours '*' --mon-fri 09:00-19:00 --sun none --reason 'our promise'",
  );
  withExamples(
    policy
      .command('end')
      .description('End a rule of your own; what it held is judged again.')
      .argument('<rule>', 'rul_…')
      .action(acting(run, endRule)),
    'tidings policy end rul_3',
  );
}

function definePacks(policy: Command, run: Run): void {
  withExamples(
    policy
      .command('changes')
      .description('See which rules begin or end until a day, and whom of the open campaigns that touches.')
      .requiredOption('--on <day>', 'such as 2027-01-01')
      .option('--from <day>', 'today where it is left out')
      .action(acting(run, showPolicyChanges)),
    'tidings policy changes --on 2027-01-01',
  );
  const pack = policy
    .command('pack')
    .description(
      'Rules about hours as a file: edit them, bring them in, have them approved. Only ever stricter.',
    );
  withExamples(
    pack
      .command('export')
      .description('Print every row that holds today, to be edited.')
      .action(acting(run, exportPack)),
    'tidings policy pack export > rows.json',
  );
  withExamples(
    pack
      .command('import')
      .description('Bring in an edited file. It changes nothing until somebody else approves it.')
      .argument('<file>', 'JSON, as export prints it; - for a pipe')
      .option('--dry-run', 'only say what it would change')
      .action(acting(run, importPack)),
    'tidings policy pack import rows.json --dry-run',
  );
  withExamples(
    pack
      .command('list', { isDefault: true })
      .description('List the packs that were brought in, newest first.')
      .action(acting(run, listPacks)),
    'tidings policy pack list',
  );
  withExamples(
    pack
      .command('show')
      .description('Print what a pack changes, row by row.')
      .argument('<pack>', 'pck_…')
      .action(acting(run, showPack)),
    'tidings policy pack show pck_3',
  );
  withExamples(
    pack
      .command('approve')
      .description('Approve a pack that somebody else brought in.')
      .argument('<pack>', 'pck_…')
      .option('--from <day>', 'the first day on which it holds; today where it is left out')
      .action(acting(run, approvePack)),
    'tidings policy pack approve pck_3 --from 2027-01-01',
  );
  withExamples(
    pack
      .command('revoke')
      .description('End a pack at once, or turn down one that waits.')
      .argument('<pack>', 'pck_…')
      .requiredOption('--reason <words>', 'why')
      .action(acting(run, revokePack)),
    'tidings policy pack revoke pck_3 --reason "Read wrongly"',
  );
}
