import type { Command } from 'commander';
import { renameField } from '../commands/rename-field.ts';
import {
  archiveSnippet,
  createSnippet,
  listFields,
  listSnippets,
  showSnippet,
  writeSnippet,
} from '../commands/snippets.ts';
import { testCampaign, testTemplate } from '../commands/test-campaign.ts';
import { acting, type Run } from '../desk.ts';
import { readWhole, repeated, withExamples } from './words.ts';

/** `--language` and `--text`, for whatever has words in several languages. */
export function withLanguages(command: Command): Command {
  return command
    .option('--language <tag>', 'what the body is written in, such as en or pt-BR')
    .addOption(
      repeated('--text <language=words>', 'what people get who read another language; may be given again'),
    );
}

export function defineComposing(program: Command, run: Run): void {
  const snippets = program
    .command('snippets')
    .description('Words that stand in other words: {{ snippet.name }}.');
  snippets
    .command('list')
    .description('List the snippets in their latest versions.')
    .action(acting(run, listSnippets));
  snippets
    .command('show')
    .description('Show every version of a snippet, and what says it.')
    .argument('<snippet>', 'its id or name')
    .action(acting(run, showSnippet));
  const create = snippets
    .command('create')
    .description('Keep words under a name.')
    .argument('<name>', 'as it stands in texts: small letters, digits and _')
    .requiredOption('--body <text>', 'the words; merge fields and other snippets may stand in them')
    .addOption(repeated('--text <language=words>', 'the words for another language; may be given again'))
    .action(acting(run, createSnippet));
  withExamples(
    create,
    'tidings snippets create hours --body "Mon to Sat, 7 to 6" --text "es=Lun a sab, 7 a 6"',
  );
  snippets
    .command('write')
    .description('Give a snippet other words: a new version, which the next check of a campaign takes.')
    .argument('<snippet>', 'its id or name')
    .option('--body <text>', 'the new words')
    .addOption(repeated('--text <language=words>', 'all words for other languages, in place of those before'))
    .action(acting(run, writeSnippet));
  snippets
    .command('archive')
    .description('Write nothing new with a snippet.')
    .argument('<snippet>', 'its id or name')
    .option('--back', 'take it back')
    .action(acting(run, archiveSnippet));
  const fields = program
    .command('fields')
    .description('List everything that a text may name, with what to write for it.')
    .argument('[search]', 'only those with these letters')
    .action(acting(run, listFields));
  withExamples(fields, 'tidings fields order');
  const rename = fields
    .command('rename')
    .description('Call a field of your own something else; texts and segments go on by its name.')
    .argument('<field>', 'its name, as it stands in texts')
    .argument('<label>', 'what it is called for people')
    .action(acting(run, renameField));
  withExamples(rename, 'tidings fields rename city "Home town"');
}

const testing = (of: Command, what: string): Command =>
  of
    .command('test')
    .description(
      'Send its words to a few phones of the house. To your own confirmed phone and to test groups it counts in no report, cap or experiment; to anybody else it is a text like any other. Carriers bill it. Exit code 5 when one was refused.',
    )
    .argument(`<${what}>`, 'its id or its name')
    .addOption(repeated('--to <number>', 'a number or the id of a contact; may be given again'))
    .option('--group <list>', 'everybody on a list that is a test group')
    .option('--me', 'to the phone of whoever made the key: the one confirmed under notifications')
    .option('--as <contact>', 'with the values of this person (con_…)')
    .option('--language <tag>', 'the text for this language')
    .option('--unmarked', 'without “[Test] ” in front, to your own phone and test groups');

/** Words that are in no campaign yet. */
export function defineTemplateTest(templates: Command, run: Run): void {
  const test = testing(templates, 'template')
    .option('--program <program>', 'in whose name, by id or name; may be left out where there is one')
    .option('--from <sender>', 'from which number; may be left out where there is one')
    .option('--of <version>', 'this version; the latest unless told', readWhole)
    .action(acting(run, testTemplate));
  withExamples(test, 'tidings templates test "Order left" --program Orders --to +12025550142');
}

export function defineTest(campaign: Command, run: Run): void {
  const test = testing(campaign, 'campaign').action(acting(run, testCampaign));
  withExamples(
    test,
    'tidings campaign test "Spring opening" --group Staff',
    'tidings campaign test "Spring opening" --to +12025550142 --as con_1204 --language es',
  );
}
