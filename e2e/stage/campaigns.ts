import type { AnswerOf, BodyOf, Tidings } from '@tidings/sdk';
import { until } from './until.ts';

export type Import = AnswerOf<'/v1/imports/{id}', 'get'>;
export type Campaign = AnswerOf<'/v1/campaigns/{id}', 'get'>;
type CheckOptions = BodyOf<'/v1/imports/{id}/check', 'post'>;

export type File = { name: string; bytes: Uint8Array };

/** The program of a story was made a minute ago and its lists are older, as those of anybody who moves here. */
export const historicConsent = 'Sign-up forms of the shop, kept in its office';

/** Uploads, checks and commits a list, as a person clicks it through; returns the import at its end, whatever that is. */
export async function bringIn(tidings: Tidings, file: File, options: CheckOptions): Promise<Import> {
  const { id } = await upload(tidings, file);
  const checked = await check(tidings, id, options);
  if (checked.status !== 'checked') return checked;
  await tidings.call('post', '/v1/imports/{id}/commit', { path: { id } });
  return untilImport(tidings, id, 'imported', 'failed');
}

export function upload(tidings: Tidings, file: File): Promise<Import> {
  return tidings.upload('/v1/imports', { file_name: file.name }, file.bytes);
}

export async function check(tidings: Tidings, id: string, options: CheckOptions = {}): Promise<Import> {
  await tidings.call('post', '/v1/imports/{id}/check', {
    path: { id },
    body: { historic_consent: historicConsent, ...options },
  });
  return untilImport(tidings, id, 'checked', 'failed');
}

export function untilImport(tidings: Tidings, id: string, ...statuses: Import['status'][]): Promise<Import> {
  const look = async () => {
    const found = await tidings.call('get', '/v1/imports/{id}', { path: { id } });
    return statuses.includes(found.status) ? found : null;
  };
  return until(`the import is ${statuses.join(' or ')}`, look, 150_000);
}

export type Wish = {
  name?: string;
  body?: string;
  lists?: readonly string[];
  tags?: readonly string[];
  programId?: string;
  senderId?: string;
};

/** Writes a campaign to lists that are named as people name them. Program and sender are the first ones unless told. */
export async function writeCampaign(tidings: Tidings, wish: Wish): Promise<Campaign> {
  const { data: lists } = await tidings.call('get', '/v1/lists');
  const { data: programs } = await tidings.call('get', '/v1/programs');
  const { data: senders } = await tidings.call('get', '/v1/senders');
  const idOf = (name: string) => lists.find((list) => list.name === name)?.id ?? `no list ${name}`;
  return tidings.call('post', '/v1/campaigns', {
    body: {
      name: wish.name ?? 'News',
      body: wish.body ?? 'Corner Bakery: fresh rolls from 7. Reply STOP to opt out',
      program_id: wish.programId ?? programs[0]?.id ?? '',
      sender_id: wish.senderId ?? senders[0]?.id ?? '',
      include: { lists: (wish.lists ?? []).map(idOf), tags: [...(wish.tags ?? [])] },
    },
  });
}

/** Writes, checks and launches; the campaign is sending when this returns. */
export async function launch(tidings: Tidings, wish: Wish): Promise<Campaign> {
  const { id } = await writeCampaign(tidings, wish);
  await tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } });
  return tidings.call('post', '/v1/campaigns/{id}/launch', { path: { id } });
}

export function untilFinished(tidings: Tidings, id: string, withinMs?: number): Promise<Campaign> {
  return until(
    `campaign ${id} is finished`,
    async () => {
      const found = await tidings.call('get', '/v1/campaigns/{id}', { path: { id } });
      return found.status === 'finished' ? found : null;
    },
    withinMs,
  );
}

/**
 * A further number at the first gateway, so slow that its campaign is still going when something happens to it, however
 * slow the machine; `hurry` lets the rest go.
 */
export async function addSlowSender(tidings: Tidings, number: string) {
  const senderId = await addSender(tidings, slowPartsPerSecond, number);
  const hurry = (client: Tidings = tidings) =>
    client.call('put', '/v1/senders/{id}/pace', {
      path: { id: senderId },
      body: { parts_per_second: 1_000 },
    });
  return { senderId, hurry };
}

const slowPartsPerSecond = 50;

/** A further number at the first gateway that sends as fast as told. */
export async function addSender(tidings: Tidings, partsPerSecond: number, number: string): Promise<string> {
  const { data: gateways } = await tidings.call('get', '/v1/gateways');
  const { id } = await tidings.call('post', '/v1/senders', {
    body: {
      gateway_id: gateways[0]?.id ?? '',
      number,
      kind: 'long_code',
      parts_per_second: partsPerSecond,
    },
  });
  return id;
}
