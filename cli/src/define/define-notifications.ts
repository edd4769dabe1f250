import { type Command, Option } from 'commander';
import * as verbs from '../commands/notifications.ts';
import { acting, type Run } from '../desk.ts';
import { limitOption, readWhole, repeated, withExamples } from './words.ts';

export function defineNotifications(program: Command, run: Run): void {
  const notifications = program
    .command('notifications')
    .description('What you are told of, how, and when not: those of whoever made the key.');
  notifications
    .command('list')
    .description('List what you were told of, newest first.')
    .option('--unread', 'only what you have not read')
    .addOption(limitOption())
    .action(acting(run, verbs.listNotifications));
  notifications
    .command('read')
    .description('Mark some as read, or all.')
    .argument('[ids...]', 'their ids (ntf_…)')
    .option('--all', 'everything there is')
    .action(acting(run, verbs.readNotifications));
  const settings = notifications
    .command('settings')
    .description('Show or say what you are told of, how, and when not.')
    .addOption(
      repeated(
        '--tell <kind=ways>',
        'such as campaign.finished=app,email; “none” for nothing, “usual” for as it comes; may be given again',
      ),
    )
    .option(
      '--quiet-times <hours>',
      'nothing leaves the console between these, such as 22:00-07:00; “none” for never',
    )
    .option('--zone <zone>', 'your clock, such as Europe/Berlin; “none” for that of the workspace')
    .addOption(
      new Option('--urgent-anyway <answer>', 'tell what is urgent in quiet times as well').choices([
        'yes',
        'no',
      ]),
    )
    .addOption(
      new Option('--mail <rhythm>', 'mail at once, gathered by the hour, or once a day').choices([
        'once',
        'hour',
        'day',
      ]),
    )
    .addOption(new Option('--at-hour <hour>', 'the hour of the daily mail').argParser(readWhole))
    .action(acting(run, verbs.setNotifications));
  withExamples(
    settings,
    'tidings notifications settings --quiet-times 22:00-07:00 --zone America/Chicago',
    'tidings notifications settings --tell campaign.finished=app,email --mail day --at-hour 8',
  );
  notifications
    .command('test')
    .description('Have a test told to you by every way for which you have an address.')
    .action(acting(run, verbs.testNotifications));
  const channel = notifications
    .command('channel')
    .description('Show or say through which program and from which number staff is texted.')
    .option(
      '--program <program>',
      'a program for internal or transactional texts, by id or name; “none” for nobody',
    )
    .option('--sender <sender>', 'one of your numbers; the only one unless told')
    .action(acting(run, verbs.setChannel));
  withExamples(channel, 'tidings notifications channel --program Shifts --sender +12025550100');
}
