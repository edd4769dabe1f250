import { type Command, Option } from 'commander';
import { createPool, listPools, removePool } from '../commands/pools.ts';
import {
  createTemplate,
  listTemplates,
  showTemplate,
  showTemplateApprovals,
  writeTemplate,
} from '../commands/templates.ts';
import { acting, type Run } from '../desk.ts';
import { channels } from '../read-texts.ts';
import { defineTemplateTest, withLanguages } from './define-composing.ts';
import { withMedia } from './define-media.ts';
import { readWhole, repeated, withExamples } from './words.ts';

export function defineTemplates(program: Command, run: Run): void {
  const templates = program.command('templates').description('Words that are written once and used again.');
  templates
    .command('list')
    .description('List the templates in their latest versions.')
    .action(acting(run, listTemplates));
  templates
    .command('show')
    .description('Show every version of a template, latest first.')
    .argument('<template>', 'its id or name')
    .action(acting(run, showTemplate));
  const create = templates
    .command('create')
    .description('Keep words under a name.')
    .argument('<name>', 'by which people know it')
    .requiredOption('--body <text>', 'the text, with merge fields such as {{ first_name }}')
    .addOption(
      new Option('--channel <channel>', 'words for mail are kept for the program that sends it').choices(
        channels,
      ),
    )
    .action(acting(run, createTemplate));
  withMedia(withLanguages(create));
  withExamples(create, 'tidings templates create "Order left" --body "Order {{ order }} has left."');
  const write = templates
    .command('write')
    .description('Give a template other words: a new version, which texts use from now on.')
    .argument('<template>', 'its id or name')
    .option('--body <text>', 'the new words')
    .action(acting(run, writeTemplate));
  withMedia(withLanguages(write));
  defineTemplateTest(templates, run);
  templates
    .command('approvals')
    .description('See whether a version may be used, and who said so. Exit code 6 while it may not.')
    .argument('<template>', 'its id or name')
    .option('--of <version>', 'this version; the latest unless told', readWhole)
    .action(acting(run, showTemplateApprovals));

  const pools = program.command('pools').description('Numbers that stand for one another.');
  pools.command('list').description('List the pools and their numbers.').action(acting(run, listPools));
  const pool = pools
    .command('create')
    .description('Make a pool; each person hears from the same number of it each time.')
    .argument('<name>', 'by which people know it')
    .addOption(repeated('--sender <sender>', 'a number of ours, by id or number; several times'))
    .option('--near', 'from a number of the person’s own area code where there is one')
    .action(acting(run, createPool));
  withExamples(pool, 'tidings pools create Shop --sender +12025550100 --sender +13125550100 --near');
  pools
    .command('remove')
    .description('Remove a pool; its numbers stay.')
    .argument('<pool>', 'its id or name')
    .action(acting(run, removePool));
}
