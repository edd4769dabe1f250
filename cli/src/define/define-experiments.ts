import { type Command, Option } from 'commander';
import {
  adviseExperiment,
  chooseVariant,
  holdOut,
  planExperiment,
  showEffect,
  showExperiment,
  startExperiment,
} from '../commands/experiments.ts';
import { acting, type Run } from '../desk.ts';
import { readWhole, repeated, withExamples } from './words.ts';

const which = ['<campaign>', 'its id (cmp_…) or its name'] as const;
const metric = () =>
  new Option('--metric <word>', 'what it goes by; clicks of people unless told').choices([
    ...(['clicks', 'replies', 'opt_outs', 'conversions', 'revenue'] as const),
  ]);

export function defineExperiments(program: Command, run: Run): void {
  const experiment = program
    .command('experiment')
    .summary('Try variants of a campaign on parts of its people, and see what it brings.')
    .description('Try variants of a campaign on parts of its people, and see what it brings.');
  const plan = experiment
    .command('plan')
    .description('Say what is tried, on how many, and how it is decided. Nothing is sent.')
    .argument(...which)
    .addOption(repeated('--variant <name=text>', 'a variant of the words; give it two to eight times'))
    .addOption(
      repeated(
        '--variant-text <name:language=text>',
        'the words of a variant for those who read another language; of a campaign in several each needs them',
      ),
    )
    .option('--file <file>', 'all of it as JSON, with numbers and hours to try, too')
    .addOption(metric())
    .option('--test-percent <n>', 'of its people, all variants together; 20 unless told')
    .option('--control-percent <n>', 'of its people, who get nothing')
    .option('--wait-minutes <n>', 'until it is decided; 240 unless told', readWhole)
    .option(
      '--bandit-rounds <n>',
      'the test learns: in so many parts, each with more for what did better',
      readWhole,
    )
    .option('--floor-percent <n>', 'of each part, what every variant gets at the least; 5 unless told')
    .option('--least-each <n>', 'with fewer texts in a variant nothing is decided', readWhole)
    .addOption(
      new Option(
        '--fallback <word>',
        'what goes to the rest without a clear winner; nothing unless told',
      ).choices([...(['best', 'first', 'hold'] as const)]),
    )
    .action(acting(run, planExperiment));
  withExamples(
    plan,
    'tidings experiment plan "Spring opening" --variant "rolls=Bluebird: fresh rolls. Reply STOP to end" --variant "cake=Bluebird: free cake. Reply STOP to end"',
  );
  experiment
    .command('start')
    .description('Send the variants to their parts. Exit code 6 when something stands against one of them.')
    .argument(...which)
    .action(acting(run, startExperiment));
  experiment
    .command('show')
    .description('See how it stands. Exit code 7 when somebody has to choose.')
    .argument(...which)
    .action(acting(run, showExperiment));
  const choose = experiment
    .command('choose')
    .description('Say which variant goes to the rest.')
    .argument(...which)
    .argument('<variant>', 'its name, or its place counted from 0')
    .action(acting(run, chooseVariant));
  withExamples(choose, 'tidings experiment choose "Spring opening" cake');
  const advice = experiment
    .command('advice')
    .description('Ask how many people it takes, by your own rates.')
    .addOption(metric())
    .option('--lift <percent>', 'the smallest change that would be worth it; 20 unless told')
    .option('--variants <n>', 'two unless told', readWhole)
    .option('--people <n>', 'so many there are for the test', readWhole)
    .action(acting(run, adviseExperiment));
  withExamples(advice, 'tidings experiment advice --lift 15 --variants 3 --people 9,000');
  const effect = experiment
    .command('effect')
    .description('See what a campaign brought beside what would have come anyway.')
    .argument(...which)
    .option('--event <name>', 'a custom event; purchases unless told')
    .option('--days <n>', 'after the launch; 7 unless told', readWhole)
    .action(acting(run, showEffect));
  withExamples(effect, 'tidings experiment effect "Spring opening" --event order.placed');
  experiment
    .command('hold-out')
    .description('See how many people get no marketing at all; with a share, say it.')
    .argument('[percent]', 'from 0 to 10')
    .action(acting(run, holdOut));
}
