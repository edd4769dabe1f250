import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign, findProgram, findSenderOrOnly } from '../find/find.ts';
import { printCampaign } from '../print/campaign.ts';
import { plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';
import type { Campaign } from './campaign.ts';
import {
  type ContentOptions,
  excludedBy,
  includedBy,
  mannersOf,
  readBody,
  utmOf,
} from './campaign-content.ts';
import { languagesOf } from './languages.ts';

export type EditOptions = ContentOptions & {
  readonly dropText?: readonly string[];
  readonly notNobody?: boolean;
  readonly all?: boolean;
  readonly ifVersion?: number;
};
type Change = BodyOf<'/v1/campaigns/{id}', 'patch'>;

export async function showCampaign(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const campaign = await desk.tidings.call('get', '/v1/campaigns/{id}', { path: { id } });
  const names = await nameAll(desk);
  desk.voice.answer(campaign, () => printCampaign(campaign, names));
  return exitCodes.ok;
}

/** Changes what is named. What somebody else has changed since it was read is never written over. */
export async function editCampaign(desk: Desk, wanted: string, options: EditOptions): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const before = await desk.tidings.call('get', '/v1/campaigns/{id}', { path: { id } });
  const change = await changeOf(desk, before, options);
  if (Object.keys(change).length === 0)
    throw misuse('Say what is to be changed, such as --body "…". See: tidings campaign edit --help');
  const campaign = await desk.tidings.call('patch', '/v1/campaigns/{id}', {
    path: { id },
    body: { ...change, version: options.ifVersion ?? before.version },
  });
  desk.voice.answer(campaign, () => tell(before, campaign));
  return exitCodes.ok;
}

async function changeOf(desk: Desk, before: Campaign, options: EditOptions): Promise<Change> {
  const { name, program, sender } = options;
  const body = readBody(options);
  const include = await includedBy(options, desk);
  const utm = utmOf(options);
  return {
    ...(name !== undefined && { name }),
    ...(body !== undefined && { body }),
    ...languagesAfter(before, options),
    ...(program !== undefined && { program_id: await findProgram(desk, program) }),
    ...(sender !== undefined && { sender_id: await findSenderOrOnly(desk, sender) }),
    ...mannersOf(options),
    ...(options.shortenLinks === false && { utm: null }),
    ...(utm && { utm: { ...before.utm, ...utm }, shorten_links: true }),
    ...(include && { include }),
    ...(await excludedAfter(desk, options)),
    ...limitAfter(before, options),
  };
}

/** The words for the languages that are named take the place of those before; the others stay. */
function languagesAfter({ texts }: Campaign, options: EditOptions): Pick<Change, 'language' | 'texts'> {
  const { texts: written = {}, ...language } = languagesOf(options);
  const dropped = new Set(options.dropText);
  if (Object.keys(written).length + dropped.size === 0) return language;
  const kept = Object.entries(texts).filter(([tag]) => !dropped.has(tag));
  return { ...language, texts: { ...Object.fromEntries(kept), ...written } };
}

async function excludedAfter(desk: Desk, options: EditOptions): Promise<Pick<Change, 'exclude'>> {
  const exclude = await excludedBy(options, desk);
  if (exclude && options.notNobody) throw misuse('Give --not-nobody, or whom to leave out, not both.');
  if (options.notNobody) return { exclude: { lists: [], tags: [], segments: [] } };
  return exclude ? { exclude } : {};
}

function limitAfter({ limit }: Campaign, { atMost, seed, all }: EditOptions): Pick<Change, 'limit'> {
  if (all && atMost !== undefined) throw misuse('Give --all or --at-most, not both.');
  if (all) return { limit: null };
  const most = atMost ?? limit?.at_most;
  if (atMost === undefined && seed === undefined) return {};
  if (most === undefined) throw misuse('--seed is of the lot: give it with --at-most.');
  return { limit: { at_most: most, seed: seed ?? limit?.seed ?? 0 } };
}

function tell({ status }: Campaign, { id, name, version }: Campaign): string {
  const lost: Partial<Record<Campaign['status'], string>> = {
    scheduled: ' It was scheduled and is so no more: check it and schedule it again.',
    checked: ' It was checked and is so no more.',
  };
  return `“${plain(name)}” is at version ${version}.${lost[status] ?? ''}\nCheck it: tidings campaign check ${id}`;
}

/** What lists, segments, programs and numbers are called, by their ids. */
async function nameAll(desk: Desk): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for await (const { id, name } of desk.tidings.each('/v1/lists', { query: { limit: 200 } }))
    names.set(id, name);
  for await (const { id, name } of desk.tidings.each('/v1/segments', { query: { limit: 200 } }))
    names.set(id, name);
  for await (const { id, name } of desk.tidings.each('/v1/programs')) names.set(id, name);
  for (const { id, number } of (await desk.tidings.call('get', '/v1/senders')).data) names.set(id, number);
  return names;
}
