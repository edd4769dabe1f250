import type { Command } from 'commander';
import { listCarriers } from '../commands/carriers.ts';
import { addRoute, listRoutes, removeRoute, testRoute } from '../commands/routes.ts';
import { acting, type Run } from '../desk.ts';
import { repeated, withExamples } from './words.ts';

export function defineRoutes(program: Command, run: Run): void {
  program
    .command('carriers')
    .description('The mobile carriers behind the gateways: what they count, what they add to the price.')
    .action(acting(run, listCarriers));
  const routes = program.command('routes').description('By which accounts texts leave, and in which order.');
  routes.command('list').description('List the routes.').action(acting(run, listRoutes));
  const add = routes
    .command('add')
    .description('Let the texts of a number, or of a kind of numbers, leave by an account.')
    .argument('<gateway>', 'its id or name')
    .option('--sender <sender>', 'whose texts: a number or its id')
    .option('--kind <kind>', 'or those of every long_code, toll_free, short_code or alphanumeric')
    .addOption(repeated('--country <code>', 'to this country alone, such as GB; several times'))
    .addOption(
      repeated(
        '--lane <lane>',
        'in this lane alone: emergency, otp, transactional, conversational, marketing',
      ),
    )
    .option('--rank <rank>', 'the lowest that is open goes first; a number’s own account has 100', '200');
  withExamples(
    add,
    'tidings routes add Backup --sender +12025550100',
    'tidings routes add Abroad --kind alphanumeric --country GB --rank 50',
  );
  routes
    .command('remove')
    .description('Remove a route; what waits takes the others.')
    .argument('<route>', 'its id, rte_…')
    .action(acting(run, removeRoute));
  add.action(acting(run, addRoute));
  const trial = routes
    .command('test')
    .description(
      'Say how a text to a number would leave now, at what cost, and why not otherwise. Nothing is sent.',
    )
    .argument('<number>', 'such as +447700900123')
    .option('--sender <sender>', 'from this number')
    .option('--pool <pool>', 'from the number of this pool that the person hears from')
    .option('--lane <lane>', 'emergency, otp, transactional, conversational or marketing')
    .option('--parts <parts>', 'how many parts it has', '1')
    .action(acting(run, testRoute));
  withExamples(trial, 'tidings routes test +447700900123 --lane otp');
}
