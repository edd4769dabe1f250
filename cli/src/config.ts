import { readFileSync } from 'node:fs';
import { readConfigFile } from './config-file.ts';
import { failure, misuse, notFound, unauthenticated } from './refusal.ts';
import type { Surroundings } from './surroundings.ts';

export type Settings = {
  readonly url: string;
  /** Where the address was found, in words. */
  readonly urlFrom: string;
  readonly key: string | null;
  readonly keyFrom: string;
};

export type SettingFlags = { readonly url?: string; readonly keyFile?: string };

const usualUrl = 'http://127.0.0.1:8434';

/** Flags, then the environment, then what `tidings login` stored. */
export function readSettings(flags: SettingFlags, around: Surroundings): Settings {
  const { url, urlFrom } = readUrl(flags, around);
  return { url, urlFrom, ...readKey(flags, around, url) };
}

export function requireKey({ key, keyFrom }: Settings): string {
  if (key !== null) return key;
  throw unauthenticated(`${keyFrom} Store one with \`tidings login\`, or set TIDINGS_KEY.`);
}

export function readUrl(flags: SettingFlags, around: Surroundings): { url: string; urlFrom: string } {
  const { TIDINGS_URL: fromEnv } = around.env;
  if (flags.url) return { url: checkUrl(flags.url), urlFrom: '--url' };
  if (fromEnv) return { url: checkUrl(fromEnv), urlFrom: 'TIDINGS_URL' };
  const stored = readConfigFile(around)?.url;
  if (stored) return { url: checkUrl(stored), urlFrom: 'the stored login' };
  return { url: usualUrl, urlFrom: 'the usual address' };
}

function readKey(flags: SettingFlags, around: Surroundings, url: string): Pick<Settings, 'key' | 'keyFrom'> {
  const { TIDINGS_KEY: key, TIDINGS_KEY_FILE: file } = around.env;
  if (flags.keyFile) return { key: readKeyFile(flags.keyFile), keyFrom: '--key-file' };
  if (key) return { key: checkKey(key), keyFrom: 'TIDINGS_KEY' };
  if (file) return { key: readKeyFile(file), keyFrom: 'TIDINGS_KEY_FILE' };
  const stored = readConfigFile(around);
  if (!stored?.key) return { key: null, keyFrom: 'There is no API key.' };
  // A stored key is for the place it was stored with: another address must not get to see it.
  if (stored.url !== url)
    return { key: null, keyFrom: `The stored API key is for ${stored.url}, not for ${url}.` };
  return { key: checkKey(stored.key), keyFrom: 'the stored login' };
}

function readKeyFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw notFound('key_file.not_found', `There is no key file ${path}.`);
    throw failure('key_file.unreadable', `The key file ${path} cannot be read: ${message}.`);
  }
  return checkKey(text);
}

/** A key becomes a header, where a space or a line end would break everything in ways that are hard to read. */
export function checkKey(text: string): string {
  const key = text.trim();
  if (/^[\x21-\x7e]+$/.test(key)) return key;
  throw unauthenticated('The API key is empty, or has spaces or other signs in it. Copy it again, alone.');
}

const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i;

/** The origin, so that one place is always written the same way. A bare name is taken for a safe one, except at home. */
export function checkUrl(text: string): string {
  const scheme = isHere.test(text) ? 'http' : 'https';
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `${scheme}://${text}`);
  if (url?.hostname && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin;
  throw misuse(`${text} is not an address such as https://texts.example.com.`);
}

/** True when keys would cross a network in the open. */
export function isExposed(url: string): boolean {
  return url.startsWith('http://') && !isHere.test(url.slice('http://'.length));
}
