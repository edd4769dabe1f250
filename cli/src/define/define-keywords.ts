import type { Command } from 'commander';
import {
  archiveKeyword,
  changeKeyword,
  createKeyword,
  keywordResults,
  listKeywords,
  listReplies,
  showKeyword,
  testKeyword,
} from '../commands/keywords.ts';
import { acting, type Run } from '../desk.ts';
import { withMedia } from './define-media.ts';
import { limitOption, repeated, withExamples } from './words.ts';

export function defineKeywords(program: Command, run: Run): void {
  const keywords = program
    .command('keywords')
    .description('Words that people send to a number, and what they do.');
  const list = keywords
    .command('list')
    .description('List keywords, newest first.')
    .option('--archived', 'archived ones too')
    .action(acting(run, listKeywords));
  withExamples(list, 'tidings keywords list');
  const create = keywords
    .command('create')
    .description('Make a keyword; its first word names it, the others are aliases.')
    .argument('[words...]', 'what people send; none for --kind default')
    .option(
      '--kind <kind>',
      'reply, information, join, contest, vote, tag, inbox, webhook or default',
      'reply',
    )
    .option('--body <text>', 'the answer, with merge fields such as {{ first_name | default: "there" }}')
    .option(
      '--program <program>',
      'for whose brand it speaks, by id or name; may be left out where there is one',
    )
    .option('--sender <sender>', 'the number it is for; left out, every number')
    .addOption(repeated('--tag <tag>', 'a tag that people get; may be given several times'))
    .addOption(repeated('--choice <name>', 'something to vote for; may be given several times'))
    .option('--address <url>', 'the https address that is called')
    .option('--from <time>', 'when it begins, such as 2026-12-01T09:00:00Z')
    .option('--until <time>', 'when it ends')
    .option('--go-on', 'also take texts that go on after the keyword')
    .option('--dry-run', 'say what stands against it, and make nothing')
    .action(acting(run, createKeyword));
  withMedia(create);
  withExamples(
    create,
    'tidings keywords create PIZZA "PIZZA NIGHT" --body "Bakery: Pizza from six."',
    'tidings keywords create VOTE --kind vote --choice Blue --choice Green --body "Bakery: {{ choice }} it is."',
    'tidings keywords create --kind default --body "Bakery: We will write back."',
  );
  defineKeywordLife(keywords, run);
  const trial = keywords
    .command('test')
    .description('Say what would come of a text, without anybody sending it.')
    .argument('<text>', 'what somebody might send')
    .option('--sender <sender>', 'to which number')
    .action(acting(run, testKeyword));
  withExamples(trial, 'tidings keywords test "piza"');
  const results = keywords
    .command('results')
    .description('Count uses, entries and votes, and list who entered.')
    .argument('<keyword>', 'its id (kwd_…) or one of its words')
    .addOption(limitOption())
    .action(acting(run, keywordResults));
  withExamples(results, 'tidings keywords results VOTE');
}

function defineKeywordLife(keywords: Command, run: Run): void {
  const keyword = 'its id (kwd_…) or one of its words';
  const show = keywords
    .command('show')
    .description('Show a keyword and every version it has had.')
    .argument('<keyword>', keyword)
    .action(acting(run, showKeyword));
  withExamples(show, 'tidings keywords show PIZZA');
  const change = keywords
    .command('change')
    .description('Change what is named of a keyword; what was stays on record as a version.')
    .argument('<keyword>', keyword)
    .option('--kind <kind>', 'what it does')
    .addOption(repeated('--word <word>', 'the word and its aliases, all of them'))
    .option('--body <text>', 'the answer')
    .option('--program <program>', 'for whose brand it speaks, by id or name')
    .option('--sender <sender>', 'the number it is for')
    .addOption(repeated('--tag <tag>', 'the tags that people get, all of them'))
    .addOption(repeated('--choice <name>', 'what there is to vote for, all of it'))
    .option('--address <url>', 'the https address that is called')
    .option('--from <time>', 'when it begins')
    .option('--until <time>', 'when it ends')
    .option('--go-on', 'also take texts that go on after the keyword')
    .action(acting(run, changeKeyword));
  withMedia(change);
  withExamples(change, 'tidings keywords change PIZZA --body "Bakery: Pizza from seven."');
  const archive = keywords
    .command('archive')
    .description('Take a keyword out of use.')
    .argument('<keyword>', keyword)
    .action(acting(run, archiveKeyword));
  withExamples(archive, 'tidings keywords archive PIZZA');
}

export function defineReplies(program: Command, run: Run): void {
  const replies = program.command('replies').description('What people have sent.');
  const list = replies
    .command('list')
    .description('List replies, newest first, strangers included.')
    .option('--number <number>', 'only of this number, as +12025550142')
    .option('--keyword <keyword>', 'only what this keyword has taken, by id or word')
    .addOption(limitOption())
    .action(acting(run, listReplies));
  withExamples(list, 'tidings replies list --number +12025550142');
}
