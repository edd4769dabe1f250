import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findPool, findSenderOrOnly } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

export async function listPools(desk: Desk): Promise<ExitCode> {
  const pools = await desk.tidings.call('get', '/v1/sender-pools');
  desk.voice.answer(pools, () =>
    printTable(
      ['id', 'name', 'near', 'numbers'],
      pools.data.map(({ id, name, near, senders }) => [
        ...[id, name, near ? 'yes' : 'no'],
        senders.map(({ number, blocked }) => (blocked ? `${number} (blocked)` : number)).join(', '),
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function createPool(
  desk: Desk,
  name: string,
  { sender = [], near = false }: { sender?: readonly string[]; near?: boolean },
): Promise<ExitCode> {
  if (sender.length === 0) throw misuse('Name the numbers of the pool: --sender once for each.');
  return orBlocked(async () => {
    const senderIds: string[] = [];
    for (const one of sender) senderIds.push(await findSenderOrOnly(desk, one));
    const made = await desk.tidings.call('post', '/v1/sender-pools', {
      body: { name, sender_ids: senderIds, near },
    });
    desk.voice.answer(
      made,
      () =>
        `Made ${made.id}, “${plain(made.name)}”, of ${countOf(made.senders.length, 'number', 'numbers')}.`,
    );
    return exitCodes.ok;
  });
}

export async function removePool(desk: Desk, wanted: string): Promise<ExitCode> {
  return orBlocked(async () => {
    const id = await findPool(desk, wanted);
    await desk.tidings.call('delete', '/v1/sender-pools/{id}', { path: { id } });
    desk.voice.answer({ id, removed: true }, () => 'Removed. Its numbers are senders as before.');
    return exitCodes.ok;
  });
}
