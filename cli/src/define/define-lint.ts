import { type Command, Option } from 'commander';
import { lintFile } from '../commands/lint.ts';
import { acting, type Run } from '../desk.ts';
import { channels, purposes } from '../read-texts.ts';
import { readWhole, repeated, withExamples } from './words.ts';

export function defineLint(program: Command, run: Run): void {
  const lint = program
    .command('lint')
    .description(
      'Say what speaks against texts in a file, without a service. Ends with 1 where one may not leave.',
    )
    .argument('<file>', 'one text a line, or JSON with body, purpose, brands …; - for what is piped in')
    .addOption(new Option('--purpose <purpose>', 'what the texts are for').choices(purposes))
    .addOption(repeated('--brand <name>', 'whose texts they are; several times for other names of it'))
    .addOption(repeated('--own-domain <domain>', 'a domain of the brand; several times'))
    .option('--country <code>', 'where they go, such as CA; the US unless said')
    .option('--age-gate <years>', 'the age that everybody has proved by a date of birth', readWhole)
    .option('--texts-per-month <N>', 'how many the program promises', readWhole)
    .addOption(
      new Option('--channel <channel>', 'by what way they go; mail is asked for CAN-SPAM').choices(channels),
    )
    .option('--postal-address <address>', 'of the brand, which commercial mail must carry')
    .option('--no-replies', 'nobody can write back to the sender')
    .action(acting(run, lintFile));
  withExamples(
    lint,
    'tidings lint texts.txt --purpose marketing --brand "Harbor Coffee"',
    'tidings lint texts.json --json',
    'echo "Your code is 123456" | tidings lint - --purpose otp --brand Netpay',
  );
}
