import { type Command, Option } from 'commander';
import { withLanguages } from './define-composing.ts';
import { withMedia } from './define-media.ts';
import { readWhole, repeated } from './words.ts';

/** What a campaign says, to whom, and how: the options of writing one and of changing one. */
export function withContent(command: Command): Command {
  return withMedia(withLanguages(withManners(withPeople(withWords(command)))));
}

const withWords = (command: Command) =>
  command
    .option(
      '--program <program>',
      'what its people have joined, by id or name; not needed where there is one',
    )
    .option('--sender <sender>', 'the number it comes from, or its id; not needed where there is one')
    .option('--body <text>', 'the text; {{ first_name | default: "there" }} is filled in for each person')
    .option('--body-file <file>', 'the text, from a file');

const withPeople = (command: Command) =>
  command
    .addOption(repeated('--to-list <list>', 'people on this list, by id or name; may be given again'))
    .addOption(repeated('--to-tag <tag>', 'people with this tag; may be given again'))
    .addOption(
      repeated('--to-segment <segment>', 'people in this segment, by id or name; may be given again'),
    )
    .addOption(repeated('--not-list <list>', 'but nobody on this list; may be given again'))
    .addOption(repeated('--not-tag <tag>', 'but nobody with this tag; may be given again'))
    .addOption(repeated('--not-segment <segment>', 'but nobody in this segment; may be given again'))
    .option('--at-most <n>', 'to so many of them at most, drawn by lot', readWhole)
    .option('--seed <n>', 'the same seed draws the same people', readWhole);

const withManners = (command: Command) =>
  command
    .option('--subject <words>', 'what it is about: some states allow three texts a day about one matter')
    .addOption(
      new Option('--priority <word>', 'how much of people’s fatigue budget it may use up').choices([
        'low',
        'normal',
        'high',
      ]),
    )
    .addOption(
      new Option('--when-capped <word>', 'what becomes of people who had as many texts as they may').choices([
        'wait',
        'skip',
      ]),
    )
    .option('--utm-source <word>', 'added to where its links lead, as utm_source; they become short links')
    .option('--utm-medium <word>', 'the same as utm_medium')
    .option('--utm-campaign <word>', 'the same as utm_campaign');
