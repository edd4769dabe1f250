import { Argument, type Command } from 'commander';
import { applyGateways } from '../commands/apply-gateways.ts';
import { connectGateway } from '../commands/connect-gateway.ts';
import {
  listGatewayKinds,
  listGatewayNumbers,
  listGateways,
  lookUpNumber,
  pointGateway,
  setReceiving,
  showGateway,
  showGatewayBalance,
  testGateway,
} from '../commands/gateways.ts';
import { drainGateway } from '../commands/routes.ts';
import { acting, type Run } from '../desk.ts';
import { repeated, withExamples } from './words.ts';

export function defineGateways(program: Command, run: Run): void {
  const gateways = program.command('gateways').description('The carrier accounts that texts leave by.');
  const one = (name: string, description: string) =>
    gateways.command(name).description(description).argument('<gateway>', 'its id or name');
  gateways.command('list').description('List them and how they fare.').action(acting(run, listGateways));
  gateways
    .command('kinds')
    .description(
      'List the carriers, what they can do and what is entered; [in brackets] what may be left out.',
    )
    .action(acting(run, listGatewayKinds));
  const connect = gateways
    .command('connect')
    .description('Connect an account. The carrier is asked first; secrets are asked for at the terminal.')
    .argument('<carrier>', 'one of `tidings gateways kinds`')
    .option('--name <name>', 'by which people know it')
    .addOption(repeated('--set <name=value>', 'what is entered; several times'))
    .option('--skip-test', 'keep it without asking the carrier')
    .action(acting(run, connectGateway));
  withExamples(connect, 'tidings gateways connect twilio --name Main --set account_sid=AC…');
  const apply = gateways
    .command('apply')
    .description('Make the accounts what a file says; {"env": "NAME"} takes a value from the environment.')
    .argument('<file>', 'JSON: {"gateways": [{"name", "kind", "settings"}]}')
    .option('--dry-run', 'say what would change, and change nothing; ends with 7 where anything would')
    .option('--skip-test', 'keep them without asking the carriers')
    .action(acting(run, applyGateways));
  withExamples(
    apply,
    'tidings gateways apply gateways.json --dry-run',
    'tidings gateways apply gateways.json',
  );
  one('show', 'Show how an account is set up, and where its callbacks come to.').action(
    acting(run, showGateway),
  );
  one('test', 'Ask the carrier whether it accepts the account; ends with 6 where it does not.').action(
    acting(run, testGateway),
  );
  one('numbers', 'List the numbers that the account has at its carrier.').action(
    acting(run, listGatewayNumbers),
  );
  one('balance', 'Ask what is on the account.').action(acting(run, showGatewayBalance));
  one('look-up', 'Ask the carrier about a number, for which some charge.')
    .argument('<number>', 'such as +12025550100')
    .action(acting(run, lookUpNumber));
  one(
    'drain',
    'Let nothing more leave by it: what is queued takes the next route, what is on its way is waited for.',
  )
    .option('--end', 'let texts leave by it again')
    .action(acting(run, drainGateway));
  one(
    'receives',
    'Say whether the carrier calls us, or is asked each minute because nobody outside can reach us.',
  )
    .addArgument(new Argument('<how>', 'which of the two').choices(['callbacks', 'polling']))
    .action(acting(run, setReceiving));
  one('point', 'Tell the carrier to report to this installation.').action(acting(run, pointGateway));
}
