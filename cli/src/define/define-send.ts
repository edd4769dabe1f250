import type { Command } from 'commander';
import { sendOneOrMany } from '../commands/send-many.ts';
import { cancelMessage, showMessage } from '../commands/send-text.ts';
import { acting, type Run } from '../desk.ts';
import { withMedia } from './define-media.ts';
import { readWhole, repeated, withExamples } from './words.ts';

export function defineSend(program: Command, run: Run): void {
  const send = program
    .command('send')
    .summary('Send one text, or texts to many with values of their own.')
    .description(
      'Send a text to one person who agreed to it, or with --to-file to up to 10,000: a line of JSON for each, {"to": "+1…", "variables": {…}}.',
    )
    .argument('[to]', 'a number, or the id of a contact (con_…)')
    .option('--to-file <file>', 'a file of people, one JSON object a line')
    .option('--body <text>', 'the text, with merge fields such as {{ code }}')
    .option('--template <template>', 'in place of --body: the words of a template, by id or name')
    .option(
      '--program <program>',
      'in whose consent it goes, by id or name; may be left out where there is one',
    )
    .option('--sender <sender>', 'the number it comes from, by id or number; left out, the service chooses')
    .option('--pool <pool>', 'in place of --sender: any number of a pool, by id or name')
    .option('--at <time>', 'not before this hour, such as 2026-12-01T09:00:00Z')
    .option('--valid-for <seconds>', 'what has not left after so long is not sent', readWhole)
    .option('--shorten-links', 'web addresses become short links of the person’s own, and clicks are counted')
    .option('--key <key>', 'an Idempotency-Key: the same command again sends nothing twice')
    .addOption(repeated('--var <name=value>', 'a value for a merge field; may be given several times'))
    .addOption(repeated('--label <name=value>', 'a label of your own, given back with the text'))
    .option('--dry-run', 'say what would become of it, and send nothing')
    .action(acting(run, sendOneOrMany));
  withMedia(send);
  withExamples(
    send,
    'tidings send +12025550142 --program Codes --body "Your code is {{ code }}" --var code=483920 --valid-for 300',
    'tidings send con_1204 --body "Your table is ready." --dry-run',
    'tidings send +12025550142 --program Orders --template "Order left" --var order=A-17',
    'tidings send --to-file guests.ndjson --program Orders --body "Order {{ order }} has left."',
    'tidings message show msg_469203185664',
  );
}

export function defineMessage(program: Command, run: Run): void {
  const message = program.command('message').description('See what became of a text, or take it back.');
  const show = message
    .command('show')
    .description('Tell the life of a text: every step, why, and what can be done.')
    .argument('<message>', 'its id (msg_…)')
    .action(acting(run, showMessage));
  withExamples(show, 'tidings message show msg_469203185664');
  const cancel = message
    .command('cancel')
    .description('Take back a text that has not left yet.')
    .argument('<message>', 'its id (msg_…)')
    .action(acting(run, cancelMessage));
  withExamples(cancel, 'tidings message cancel msg_469203185664');
}
