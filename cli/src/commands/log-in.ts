import { openTidings } from '@tidings/sdk';
import { checkKey, checkUrl, isExposed, readUrl } from '../config.ts';
import { writeConfigFile } from '../config-file.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { misuse } from '../refusal.ts';

/** Keeps the address and a key that was tried first. The key comes from stdin: what stands on a command line is read by others. */
export async function logIn(desk: Desk, address: string | undefined): Promise<ExitCode> {
  const { around, flags, voice } = desk;
  if (address?.startsWith('tk_')) {
    throw misuse(
      'A key does not belong on the command line, where others can read it: revoke this one, make another, and give it on stdin.',
    );
  }
  const url = address === undefined ? readUrl(flags, around).url : checkUrl(address);
  if (isExposed(url)) voice.warn(`${url} is not encrypted: whoever is on the way can read the key.`);
  const key = checkKey(await readKey(desk, url));
  const tidings = openTidings({ baseUrl: url, key, fetch: around.fetch, tries: 1 });
  const { workspace, permissions, is_rehearsal } = await tidings.call('get', '/v1/me');
  const path = writeConfigFile(around, { url, key });
  const answer = { url, workspace, permissions, is_rehearsal, config_file: path };
  voice.answer(answer, () => `Signed in to “${workspace.name}” at ${url}. Kept in ${path}.`);
  return exitCodes.ok;
}

async function readKey({ around }: Desk, url: string): Promise<string> {
  if (around.stdin.isTTY) return around.ask(`API key for ${url}: `, { isSecret: true });
  let text = '';
  for await (const chunk of around.stdin) text += String(chunk);
  return text;
}
