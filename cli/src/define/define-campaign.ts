import { type Command, Option } from 'commander';
import { showApprovals } from '../commands/approvals.ts';
import { showCampaignHours } from '../commands/campaign-hours.ts';
import { showCampaignStatus } from '../commands/campaign-status.ts';
import { showCarriersOfCampaign } from '../commands/carriers.ts';
import { checkCampaign, previewCampaign } from '../commands/check-campaign.ts';
import { createCampaign } from '../commands/create-campaign.ts';
import { editCampaign, showCampaign } from '../commands/edit-campaign.ts';
import { launchCampaign } from '../commands/launch-campaign.ts';
import { listCampaigns, type Move, moveCampaign } from '../commands/move-campaign.ts';
import { listPeopleBehindLine } from '../commands/people-behind-line.ts';
import { listSimulations, showSimulation, simulateCampaign } from '../commands/simulate-campaign.ts';
import { acting, type Desk, type Run } from '../desk.ts';
import { defineResults } from './define-brought.ts';
import { defineTest } from './define-composing.ts';
import { withContent } from './define-content.ts';
import { defineLive } from './define-live.ts';
import { definePlanning } from './define-planning.ts';
import { defineSchedule } from './define-schedule.ts';
import { limitOption, readWhole, repeated, withExamples } from './words.ts';

const which = ['<campaign>', 'its id (cmp_…) or its name'] as const;

export function defineCampaign(program: Command, run: Run): void {
  const campaign = program
    .command('campaign')
    .summary('Write, check, send and watch a campaign.')
    .description('Write, check, send and watch a campaign.');
  withExamples(
    campaign,
    'tidings campaign create --name "Spring opening" --to-list Guests --body "Bluebird: we open Saturday. Reply STOP to end"',
    'tidings campaign preview "Spring opening"',
    'tidings campaign launch "Spring opening" --confirm-count 7,720',
    'tidings campaign status "Spring opening" --watch',
  );
  defineCreate(campaign, run);
  defineEdit(campaign, run);
  defineTest(campaign, run);
  defineChecks(campaign, run);
  defineReadiness(campaign, run);
  defineSimulations(campaign, run);
  defineLaunch(campaign, run);
  defineSchedule(campaign, run);
  definePlanning(campaign, run);
  defineMoves(campaign, run);
  defineLooks(campaign, run);
}

function defineCreate(campaign: Command, run: Run): void {
  const create = campaign
    .command('create')
    .description('Write a campaign. It stays a draft: nothing is sent.')
    .requiredOption('--name <name>', 'what you call it')
    .option('--template <template>', 'in place of a body: the words of a template, by id or name');
  withContent(create)
    .option('--brand', 'every text begins with the brand’s name')
    .option('--opt-out', 'every text ends with how to leave, in its language')
    .option(
      '--shorten-links',
      'web addresses become short links of each person’s own, and clicks are counted',
    )
    .action(acting(run, createCampaign));
  withExamples(
    create,
    'tidings campaign create --name "Spring opening" --to-list Guests --not-tag staff --body-file spring.txt',
  );
}

function defineEdit(campaign: Command, run: Run): void {
  const show = campaign
    .command('show')
    .description('Read a campaign: its words, whom it is for, its version.')
    .argument(...which)
    .action(acting(run, showCampaign));
  withExamples(show, 'tidings campaign show "Spring opening"');
  const edit = campaign
    .command('edit')
    .description(
      'Change what is named, and nothing else. It is a draft of a new version then: what was checked, approved or scheduled is so no more.',
    )
    .argument(...which)
    .option('--name <name>', 'what you call it');
  withContent(edit)
    .addOption(repeated('--drop-text <language>', 'the words for this language go; may be given again'))
    .option('--brand', 'every text begins with the brand’s name')
    .option('--no-brand', 'or does not')
    .option('--opt-out', 'every text ends with how to leave, in its language')
    .option('--no-opt-out', 'or does not')
    .option('--shorten-links', 'web addresses become short links')
    .option('--no-shorten-links', 'or stay as they are, without utm words')
    .option('--not-nobody', 'leave nobody out any more')
    .option('--all', 'to everybody chosen, in place of so many at most')
    .option(
      '--if-version <n>',
      'only if it is still at this version; otherwise nothing is changed',
      readWhole,
    )
    .action(acting(run, editCampaign));
  withExamples(
    edit,
    'tidings campaign edit "Spring opening" --body-file spring.txt --if-version 3',
    'tidings campaign edit "Spring opening" --to-segment Regulars --not-list Staff --at-most 5,000',
  );
}

function defineChecks(campaign: Command, run: Run): void {
  const preview = campaign
    .command('preview')
    .description('See the text as real people would get it, whom it reaches and what it takes.')
    .argument(...which)
    .addOption(new Option('--count <N>', 'how many random people to show, up to 20').argParser(readWhole))
    .action(acting(run, previewCampaign));
  withExamples(preview, 'tidings campaign preview "Spring opening" --count 5');
  const check = campaign
    .command('check')
    .description(
      'See everything that a launch would meet, and check the words. Exit code 0 for go, 7 for warnings, 6 for no-go.',
    )
    .argument(...which)
    .option(
      '--at <time>',
      'the hour of a launch, such as 2026-11-24T22:00:00Z; unless told by its schedule, or now where it has none',
    )
    .action(acting(run, checkCampaign));
  withExamples(
    check,
    'tidings campaign check "Spring opening" --at 2026-11-24T22:00:00Z',
    'tidings campaign check "Spring opening" --json',
  );
}

function defineReadiness(campaign: Command, run: Run): void {
  const hours = campaign
    .command('hours')
    .description('See who would get it now, and who would be held until when, by law and clock.')
    .argument(...which)
    .option('--at <time>', 'the hour of the launch, such as 2026-11-24T22:00:00Z; now unless told')
    .action(acting(run, showCampaignHours));
  campaign
    .command('carriers')
    .description('See how its texts fared with each mobile carrier.')
    .argument(...which)
    .action(acting(run, showCarriersOfCampaign));
  withExamples(hours, 'tidings campaign hours "Spring opening" --at 2026-11-24T22:00:00Z');
  const approvals = campaign
    .command('approvals')
    .description(
      'See whether it is approved, and by whom; without a campaign, all that wait. Exit code 6 while one is kept back.',
    )
    .argument('[campaign]', 'its id or name')
    .action(acting(run, showApprovals));
  withExamples(approvals, 'tidings campaign approvals', 'tidings campaign approvals "Spring opening"');
}

function defineSimulations(campaign: Command, run: Run): void {
  const simulate = campaign
    .command('simulate')
    .description(
      'Fly the whole campaign through a pretend carrier under a fast clock, texting nobody, and see the report it would make.',
    )
    .argument(...which)
    .option(
      '--at <time>',
      'the hour of a launch, such as 2026-11-24T22:00:00Z; unless told by its schedule, or now where it has none',
    )
    .addOption(
      new Option('--seed <N>', 'the same seed makes the same report; by lot unless told').argParser(
        readWhole,
      ),
    )
    .addOption(
      new Option('--profile <word>', 'how the carrier behaves; realistic unless told').choices([
        'friendly',
        'realistic',
        'harsh',
        'plain',
      ]),
    )
    .addOption(
      new Option('--carrier-pace <N>', 'parts that the carrier takes of the number in a second').argParser(
        readWhole,
      ),
    )
    .option('--no-wait', 'do not wait for the report')
    .action(acting(run, simulateCampaign));
  withExamples(
    simulate,
    'tidings campaign simulate "Spring opening" --at 2026-11-24T22:00:00Z',
    'tidings campaign simulate "Spring opening" --profile harsh --seed 7 --json',
  );
  const simulation = campaign
    .command('simulation')
    .description('See a simulation that was made before, with its report.')
    .argument('<simulation>', 'its id (sim_…)')
    .option('--cancel', 'end it, if it is under way')
    .action(acting(run, showSimulation));
  withExamples(simulation, 'tidings campaign simulation sim_0193ad1c6f0b7a1e8a4f2f9a6c1d5e70');
  const list = campaign
    .command('simulations')
    .description('List the simulations of a campaign, newest first.')
    .argument(...which)
    .action(acting(run, listSimulations));
  withExamples(list, 'tidings campaign simulations "Spring opening"');
}

function defineLaunch(campaign: Command, run: Run): void {
  const launch = campaign
    .command('launch')
    .description(
      'Send it, once. A draft is checked first; exit code 6 when a check or a rule stands against it, or the number of people is another.',
    )
    .argument(...which)
    .addOption(
      new Option('--confirm-count <N>', 'how many people you believe will be texted').argParser(readWhole),
    )
    .option('--dry-run', 'show what would be sent, send nothing')
    .action(acting(run, launchCampaign));
  withExamples(
    launch,
    'tidings campaign launch "Spring opening" --confirm-count 7,720',
    'tidings campaign launch "Spring opening" --dry-run',
  );
}

function defineMoves(campaign: Command, run: Run): void {
  const moves: readonly (readonly [Move, string])[] = [
    ['pause', 'Hold everything that has not left yet.'],
    ['resume', 'Go on with a campaign that was paused.'],
    ['stop', 'Stop it for good: whoever was not texted by now never will be.'],
  ];
  for (const [move, description] of moves) {
    const command = campaign
      .command(move)
      .description(description)
      .argument(...which)
      .action(acting(run, (desk: Desk, wanted: string) => moveCampaign(desk, move, wanted)));
    withExamples(command, `tidings campaign ${move} "Spring opening"`);
  }
}

function defineLooks(campaign: Command, run: Run): void {
  const status = campaign
    .command('status')
    .description(
      'See what became of everybody. With --watch, exit code 5 when texts failed, may not have left or were stopped.',
    )
    .argument(...which)
    .option('-w, --watch', 'wait until it has finished, with a line that shows how far it is')
    .action(acting(run, showCampaignStatus));
  withExamples(status, 'tidings campaign status "Spring opening" --watch');
  const people = campaign
    .command('people')
    .description('See who stands behind one number of a report, each with the reason.')
    .argument(...which)
    .argument('<line>', 'no_consent, opted_out, invalid, duplicates, delivered, failed, unknown, held …')
    .addOption(limitOption())
    .action(acting(run, listPeopleBehindLine));
  withExamples(people, 'tidings campaign people "Spring opening" no_consent --limit 200');
  defineResults(campaign, run);
  defineLive(campaign, run);
  const list = campaign
    .command('list')
    .description('List campaigns, newest first.')
    .addOption(limitOption())
    .action(acting(run, listCampaigns));
  withExamples(list, 'tidings campaign list --limit 10');
}
