import { Invalid } from '../../platform/errors.ts';
import type { CallbackRequest } from '../callback.ts';
import { readForm } from './form-body.ts';
import { jsonObject, wordOf } from './read-answer.ts';

/** What a callback says, by name: the query of a GET, a form of either kind, or a JSON object. */
export type Told = Record<string, unknown>;

/** Throws Invalid where the body is none of those. */
export function readTold(request: CallbackRequest): Told {
  const { rawBody, headers, query } = request;
  if (rawBody.length === 0) return Object.fromEntries(query);
  const type = String(headers['content-type'] ?? '').toLowerCase();
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(
    String(headers['content-type'] ?? ''),
  )?.[1];
  if (boundary !== undefined) return readMultipart(rawBody.toString('utf8'), boundary);
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(readForm(rawBody));
  const told = jsonObject(rawBody.toString('utf8'));
  if (!told) throw unreadableCallback('The callback is no JSON object.');
  return told;
}

export const unreadableCallback = (sentence: string) => new Invalid('callback.unreadable', sentence);

const partsAtMost = 100;

function readMultipart(body: string, boundary: string): Told {
  const told: Told = {};
  for (const part of body.split(`--${boundary}`).slice(1, partsAtMost)) {
    const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n');
    const name = /;\s*name="([^"]+)"/i.exec(head)?.[1];
    if (name !== undefined && rest.length > 0) told[name] = rest.join('\r\n\r\n').replace(/\r\n$/, '');
  }
  return told;
}

/** The first of these fields that holds something. */
export function firstWordOf(told: Told, ...names: readonly string[]): string | null {
  for (const name of names) {
    const word = wordOf(told[name]);
    if (word !== null) return word;
  }
  return null;
}

/**
 * The minute in which a callback came, for what a carrier gives neither an id nor a time. A word that is always the same would make a
 * person's second STOP a repeat of the first; a callback that comes again within its minute is known all the same.
 */
export const minuteOfArrival = (): string => new Date().toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);

/** How long ago a carrier got it, by a date or by seconds since 1970; 0 where it does not say. */
export function ageOf(when: unknown): number {
  const word = wordOf(when);
  if (word === null) return 0;
  const ms = /^\d{9,11}$/.test(word) ? Number(word) * 1_000 : Date.parse(word);
  return Number.isNaN(ms) ? 0 : Math.max(0, Date.now() - ms);
}
