import { type Command, Option } from 'commander';
import {
  declareEmergency,
  endEmergency,
  listEmergencies,
  notePerson,
  showEmergency,
  showRoster,
} from '../commands/emergencies.ts';
import { acting, type Run } from '../desk.ts';
import { defineReleases } from './define-rulings.ts';
import { limitOption, readWhole, repeated, withExamples } from './words.ts';

const which = ['<emergency>', 'its id (emg_…)'] as const;

export function defineEmergencies(program: Command, run: Run): void {
  const emergency = program
    .command('emergency')
    .description('Texts in danger, confirmed by a second person, with who has answered that they are safe.');
  withExamples(
    emergency,
    'tidings emergency declare --reason fire --note "Alarm in hall 3" --program Alarms --to-list Staff --message "Acme: fire in hall 3, leave the building."',
    'tidings emergency roster emg_… --state silent',
    'tidings emergency end emg_… --reason "The fire is out"',
  );
  defineReleases(emergency, run);
  emergency
    .command('declare')
    .description('Declare an emergency, or a drill. Nothing leaves until somebody else has confirmed it.')
    .addOption(
      new Option('--reason <reason>', 'what endangers health or safety')
        .choices(reasons)
        .makeOptionMandatory(),
    )
    .requiredOption('--note <words>', 'what it is about, for the record; not sent')
    .requiredOption('--program <program>', 'for emergencies, by id or name')
    .requiredOption('--message <text>', 'what people are told; the question is put behind it')
    .option('--repeat-message <text>', 'for whoever has not answered; the message again unless told')
    .option('--sender <sender>', 'the number it comes from')
    .addOption(repeated('--to-list <list>', 'people on this list; may be given again'))
    .addOption(repeated('--to-tag <tag>', 'people with this tag; may be given again'))
    .addOption(repeated('--to-segment <segment>', 'people in this segment; may be given again'))
    .addOption(repeated('--not-list <list>', 'but nobody on this list; may be given again'))
    .addOption(repeated('--not-tag <tag>', 'but nobody with this tag; may be given again'))
    .option('--drill', 'an exercise: every text says so')
    .option('--no-ask', 'do not ask people whether they are safe')
    .option('--question <text>', 'the question in other words; 1 means safe and 2 that help is needed')
    .option('--every <minutes>', 'after how long whoever is silent is texted again', readWhole)
    .option('--repeats <n>', 'how often', readWhole)
    .action(acting(run, declareEmergency));
  emergency
    .command('list')
    .description('List emergencies and drills, latest first.')
    .addOption(limitOption())
    .action(acting(run, listEmergencies));
  emergency
    .command('show')
    .description('Show an emergency with how many are safe, need help or are silent.')
    .argument(...which)
    .action(acting(run, showEmergency));
  emergency
    .command('roster')
    .description('List its people with where each stands, or take them along as CSV.')
    .argument(...which)
    .addOption(new Option('--state <state>', 'only these').choices(states))
    .option('--csv <file>', 'write the whole roster to this file')
    .addOption(limitOption())
    .action(acting(run, showRoster));
  emergency
    .command('note')
    .description('Note what you have heard of a person otherwise.')
    .argument(...which)
    .argument('<number>', 'of somebody on the roster')
    .addOption(new Option('--state <state>').choices(['safe', 'needs_help']).makeOptionMandatory())
    .requiredOption('--note <words>', 'how you heard of it')
    .action(acting(run, notePerson));
  emergency
    .command('end')
    .description('End an emergency, or take back one that is not confirmed.')
    .argument(...which)
    .requiredOption('--reason <words>', 'why, for the record')
    .action(acting(run, endEmergency));
}

const reasons = [
  ...['severe_weather', 'fire', 'flood', 'earthquake', 'hazardous_material', 'violence', 'power_or_water'],
  ...['public_health', 'transport', 'evacuation', 'other_danger', 'end_of_danger'],
];
const states = ['needs_help', 'silent', 'undelivered', 'not_texted', 'waiting', 'unclear', 'safe'];
