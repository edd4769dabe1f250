import type { Command } from 'commander';
import {
  closeSurvey,
  createSurvey,
  listSurveys,
  openSurvey,
  sendSurvey,
  showAnswers,
  showResults,
  showSurvey,
  writeSurvey,
} from '../commands/surveys.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, repeated, withExamples } from './words.ts';

const which = ['<survey>', 'its id (svy_…)'] as const;

export function defineSurveys(program: Command, run: Run): void {
  const survey = program
    .command('survey')
    .description('Questions by text: surveys, polls, NPS and requests for reviews.');
  withExamples(
    survey,
    'tidings survey create --file visit.json --program Visits',
    'tidings survey open svy_…',
    'tidings survey send svy_… --to-list "Guests of May"',
    'tidings survey results svy_…',
    'tidings survey answers svy_… --csv answers.csv --anonymous',
  );
  defineWriting(survey, run);
  defineAsking(survey, run);
  survey
    .command('results')
    .description('Show what it has come to so far, with what it could well be otherwise.')
    .argument(...which)
    .action(acting(run, showResults));
  survey
    .command('answers')
    .description('List who has answered what, or take all answers along as CSV.')
    .argument(...which)
    .option('--csv <file>', 'write them to this file')
    .option('--anonymous', 'the answers alone, in no order of people or time; with --csv')
    .addOption(limitOption())
    .action(acting(run, showAnswers));
}

function defineWriting(survey: Command, run: Run): void {
  survey
    .command('list')
    .description('List surveys, latest first.')
    .addOption(limitOption())
    .action(acting(run, listSurveys));
  survey
    .command('show')
    .description('Show a survey as people read it.')
    .argument(...which)
    .action(acting(run, showSurvey));
  survey
    .command('create')
    .description('Write a survey from a file, as a draft.')
    .requiredOption('--file <file>', 'JSON, as POST /v1/surveys takes it')
    .option('--program <program>', 'by id or name, in place of that of the file')
    .option('--keyword <keyword>', 'whoever sends it is asked')
    .action(acting(run, createSurvey));
  survey
    .command('write')
    .description('Write a draft anew.')
    .argument(...which)
    .requiredOption('--file <file>', 'JSON, as POST /v1/surveys takes it')
    .option('--program <program>', 'by id or name, in place of that of the file')
    .option('--keyword <keyword>', 'whoever sends it is asked')
    .action(acting(run, writeSurvey));
}

function defineAsking(survey: Command, run: Run): void {
  survey
    .command('open')
    .description('Let people answer. From then on its questions stay as they are.')
    .argument(...which)
    .action(acting(run, openSurvey));
  survey
    .command('send')
    .description('Text the first question to people who were never asked.')
    .argument(...which)
    .addOption(repeated('--to-list <list>', 'people on this list; may be given again'))
    .addOption(repeated('--to-tag <tag>', 'people with this tag; may be given again'))
    .addOption(repeated('--to-segment <segment>', 'people in this segment; may be given again'))
    .addOption(repeated('--not-list <list>', 'but nobody on this list; may be given again'))
    .addOption(repeated('--not-tag <tag>', 'but nobody with this tag; may be given again'))
    .action(acting(run, sendSurvey));
  survey
    .command('close')
    .description('Close it. Of an anonymous one it is forgotten whose answers they were.')
    .argument(...which)
    .action(acting(run, closeSurvey));
}
