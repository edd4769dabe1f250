import { type Command, Option } from 'commander';
import {
  changeLink,
  createLink,
  listLinks,
  printCode,
  recountClicks,
  setLinks,
  showLink,
  switchLink,
} from '../commands/links.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, withExamples } from './words.ts';

export function defineLinks(program: Command, run: Run): void {
  const links = program.command('links').description('Short links: where they lead and who opened them.');
  links
    .command('list')
    .description('List links with how often they were opened, latest first.')
    .option('--campaign <campaign>', 'those in its texts, by id or name')
    .addOption(limitOption())
    .action(acting(run, listLinks));
  links
    .command('show')
    .description('Show a link, who opened it, and who of them counts as a program and why.')
    .argument('<link>', 'its id (lnk_…)')
    .action(acting(run, showLink));
  const create = links
    .command('create')
    .description('Make a short link that anybody may be shown.')
    .argument('<url>', 'where it leads')
    .option('--label <words>', 'by which people find it again')
    .option('--expires <instant>', 'until when, such as 2026-12-31T23:00:00Z')
    .option('--utm-source <word>')
    .option('--utm-medium <word>')
    .option('--utm-campaign <word>')
    .action(acting(run, createLink));
  withExamples(
    create,
    'tidings links create https://harbor.example/menu --label "On the door" --utm-source qr',
  );
  links
    .command('change')
    .description('Lead a link somewhere else, in every text that has it already.')
    .argument('<link>', 'its id (lnk_…)')
    .option('--to <url>', 'where it leads from now on')
    .option('--label <words>', 'by which people find it again')
    .option('--expires <instant>', 'until when; “never” takes the end away')
    .action(acting(run, changeLink));
  for (const [word, what] of [
    ['off', 'Switch a link off: people see a page that says so.'],
    ['on', 'Switch it on again.'],
  ] as const)
    links
      .command(word)
      .description(what)
      .argument('<link>', 'its id (lnk_…)')
      .action(acting(run, switchLink(word)));
  links
    .command('qr')
    .description('Save the QR code of a link, to print.')
    .argument('<link>', 'its id (lnk_…)')
    .option('--png', 'as PNG; as SVG unless told')
    .requiredOption('--out <file>', 'where to')
    .action(acting(run, printCode));
  links
    .command('recount')
    .description('Tell people and programs apart anew, by the rules of today.')
    .requiredOption('--since <instant>', 'from when on, such as 2026-11-01T00:00:00Z')
    .action(acting(run, recountClicks));
  links
    .command('settings')
    .description('Show or say where short links begin and what is kept of clicks.')
    .option(
      '--domain <address>',
      'such as https://go.example.com; “none” for the address of the installation',
    )
    .addOption(
      new Option(
        '--tracking <how>',
        'whether a click is known by the person’s text: of all who may be tracked, of those who agreed, or only by the link',
      ).choices(['person', 'agreed', 'link']),
    )
    .option(
      '--ask-in <countries>',
      'where only those are tracked who agreed: DE,FR, “none”, or “usual” for those whose law asks first',
    )
    .option(
      '--pass-token <yes|no>',
      'whether the address that a click leads to is told whose text it was (tid=…)',
    )
    .addOption(
      new Option(
        '--watch <what>',
        'look behind links once a day: tell, or switch off what is gone or leads elsewhere',
      ).choices(['off', 'tell', 'switch_off']),
    )
    .action(acting(run, setLinks));
}
