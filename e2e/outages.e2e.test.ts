import { describe, test } from 'vitest';
import { carrierDead, carrierDown } from './outages/carrier-away.ts';
import { databaseAway } from './outages/database-away.ts';
import { diskFull, fileTooLarge } from './outages/full-disk.ts';
import { interruptedOnce, interruptedTwice } from './outages/interrupted.ts';
import { workerKilled } from './outages/worker-killed.ts';

/**
 * What goes wrong in the middle of things, each on a stage of its own. Most of the time they wait for a lease to run
 * out, so they are told at the same time. In the end nobody is doubled and nobody is lost, by the carrier's ledger.
 */
describe.concurrent('in the middle of everything', { timeout: 240_000 }, () => {
  test('a worker is killed: another, apart, goes on with what it had in hand', workerKilled);
  test(
    'the database goes away: what is asked is refused in a sentence, and all that was under way goes on by itself',
    databaseAway,
  );
  test('the disk fills up: uploads are refused, sending waits for room, and the service lives', diskFull);
  test('a file grows larger than the system allows: it is refused, and nothing of it is kept', fileTooLarge);
  test('the carrier says that it is down: the campaign waits, says so, and goes on by itself', carrierDown);
  test(
    'the carrier dies: the same, and texts whose answer was lost are asked for, not sent again',
    carrierDead,
  );
  test(
    'somebody presses Ctrl-C, at a check, at an import and at sending: it ends in order, and the next start goes on',
    interruptedOnce,
  );
  test('somebody presses Ctrl-C twice: it ends at once, and the next start goes on', interruptedTwice);
});
