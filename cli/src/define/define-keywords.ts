import type { Command } from 'commander';
import {
  createKeyword,
  keywordResults,
  listKeywords,
  listReplies,
  testKeyword,
} from '../commands/keywords.ts';
import { acting, type Run } from '../desk.ts';
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
    .option('--kind <kind>', 'reply, information, contest, vote, tag, inbox, webhook or default', 'reply')
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
  withExamples(
    create,
    'tidings keywords create PIZZA "PIZZA NIGHT" --body "Bakery: Pizza from six."',
    'tidings keywords create VOTE --kind vote --choice Blue --choice Green --body "Bakery: {{ choice }} it is."',
    'tidings keywords create --kind default --body "Bakery: We will write back."',
  );
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
