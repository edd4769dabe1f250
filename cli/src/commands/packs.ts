import { text as readAll } from 'node:stream/consumers';
import type { AnswerOf, BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readSource } from '../read-source.ts';
import { misuse, notFound } from '../refusal.ts';

type Pack = AnswerOf<'/v1/policy/packs', 'get'>['data'][number];
type PackBody = NonNullable<BodyOf<'/v1/policy/packs', 'post'>>;

/** Every row that holds today, as a file to be edited: give it a version of its own, then import it. */
export async function exportPack(desk: Desk): Promise<ExitCode> {
  const { rows } = await desk.tidings.call('get', '/v1/policy/rows', {});
  const pack = { version: 'give the edited pack a name of its own', note: '', rows };
  desk.voice.answer(pack, () => JSON.stringify(pack, null, 2));
  return exitCodes.ok;
}

export async function importPack(desk: Desk, path: string, options: { dryRun?: boolean }): Promise<ExitCode> {
  const source = await readSource(path, desk.around);
  const body = {
    ...readPack(path, await readAll(source.open(() => {}))),
    is_dry_run: options.dryRun ?? false,
  };
  const pack = await desk.tidings.call('post', '/v1/policy/packs', { body });
  desk.voice.answer(pack, () =>
    [
      tellChanges(desk, pack),
      pack.id === null
        ? 'Nothing was kept.'
        : `It changes nothing yet. Somebody else approves it: tidings policy pack approve ${pack.id} --from DAY`,
    ].join('\n'),
  );
  return exitCodes.ok;
}

/** The service says with a sentence what is wrong with a row; here it only has to be JSON of a pack's shape. */
function readPack(path: string, text: string): PackBody {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw misuse(`${path} is no JSON: ${(error as Error).message}. Begin with: tidings policy pack export`);
  }
  if (typeof read === 'object' && read !== null && 'rows' in read && 'version' in read)
    return read as PackBody;
  throw misuse(`${path} is no pack: it needs a version and rows. Begin with: tidings policy pack export`);
}

export async function listPacks(desk: Desk): Promise<ExitCode> {
  const packs = await desk.tidings.call('get', '/v1/policy/packs', {});
  desk.voice.answer(packs, () =>
    packs.data.length === 0
      ? 'No pack was ever brought in: the rows that come with Tidings hold alone.'
      : printTable(
          ['pack', 'version', 'state', 'from', 'changes', 'imported by', 'approved by'],
          packs.data.map((pack) => [
            ...[pack.id, oneLine(pack.version), pack.state.replace('_', ' '), pack.active_from],
            ...[pack.changes.length, pack.imported_by, pack.approved_by],
          ]),
          desk.voice.paint,
        ),
  );
  return exitCodes.ok;
}

export async function showPack(desk: Desk, id: string): Promise<ExitCode> {
  const pack = await findPack(desk, id);
  desk.voice.answer(pack, () => tellChanges(desk, pack));
  return exitCodes.ok;
}

/** Approves exactly the rows that stand there now. */
export async function approvePack(desk: Desk, id: string, { from }: { from?: string }): Promise<ExitCode> {
  const { content_sha256 } = await findPack(desk, id);
  const body = { content_sha256, ...(from === undefined ? {} : { active_from: from }) };
  const pack = await desk.tidings.call('post', '/v1/policy/packs/{id}/approve', { path: { id }, body });
  desk.voice.answer(pack, () => `“${oneLine(pack.version)}” holds from ${pack.active_from} on.`);
  return exitCodes.ok;
}

export async function revokePack(desk: Desk, id: string, { reason }: { reason: string }): Promise<ExitCode> {
  const pack = await desk.tidings.call('post', '/v1/policy/packs/{id}/revoke', {
    path: { id },
    body: { reason },
  });
  desk.voice.answer(pack, () => `“${oneLine(pack.version)}” is revoked. What comes with Tidings holds on.`);
  return exitCodes.ok;
}

async function findPack(desk: Desk, id: string): Promise<Pack> {
  const { data } = await desk.tidings.call('get', '/v1/policy/packs', {});
  const pack = data.find((one) => one.id === id);
  if (pack) return pack;
  throw notFound('policy_pack.not_found', `There is no pack ${id}. See: tidings policy pack list`);
}

function tellChanges(desk: Desk, { version, state, note, changes }: Pack): string {
  const head = `“${oneLine(version)}”, ${state.replace('_', ' ')}${note === '' ? '' : `: ${oneLine(note)}`}`;
  const rows = changes.map((one) => [one.change, one.effect, one.id, oneLine(one.sentence)]);
  return `${head}\n${printTable(['row', 'means', 'rule', 'what'], rows, desk.voice.paint)}`;
}
