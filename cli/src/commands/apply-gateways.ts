import { readFileSync } from 'node:fs';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine, plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

type Settings = Record<string, unknown>;
type Declared = { name: string; kind: string; settings: Settings };

/**
 * Makes the accounts what a file says: by their names, new ones connected and known ones changed; others stay. A value
 * `{"env": "NAME"}` is taken from the environment, so that the file can be under review and holds no secret. A dry run ends
 * with 7 where something would change, so that a pipeline can ask.
 */
export async function applyGateways(
  desk: Desk,
  file: string,
  { dryRun = false, skipTest = false }: { dryRun?: boolean; skipTest?: boolean },
): Promise<ExitCode> {
  const gateways = readDeclared(file, desk.around.env);
  return orBlocked(async () => {
    const applied = await desk.tidings.call('post', '/v1/gateways/apply', {
      body: { gateways, dry_run: dryRun, skip_test: skipTest },
    });
    desk.voice.answer(applied, () => applied.data.flatMap((one) => tell(one, dryRun)).join('\n'));
    const isSame = applied.data.every(({ action }) => action === 'none');
    return dryRun && !isSame ? exitCodes.warned : exitCodes.ok;
  });
}

type Applied = {
  name: string;
  kind: string;
  id: string | null;
  action: 'connect' | 'change' | 'none';
  changes: readonly { field: string; is_secret: boolean; before?: unknown; after?: unknown }[];
};

const done = { connect: 'Connected', change: 'Changed', none: 'As it is:' };
const planned = { connect: 'Would connect', change: 'Would change', none: 'As it is:' };

function tell({ name, kind, id, action, changes }: Applied, isDryRun: boolean): string[] {
  const said = (value: unknown) =>
    value === null || value === undefined ? 'nothing' : oneLine(JSON.stringify(value));
  return [
    `${(isDryRun ? planned : done)[action]} ${[id, `“${plain(name)}”`].filter(Boolean).join(', ')} (${kind}).`,
    ...changes.map(({ field, is_secret: isSecret, before, after }) =>
      isSecret ? `  ${field}: another secret` : `  ${field}: ${said(before)} → ${said(after)}`,
    ),
  ];
}

function readDeclared(file: string, env: Readonly<Record<string, string | undefined>>): Declared[] {
  const list = (readJson(file) as { gateways?: unknown } | null)?.gateways;
  if (!Array.isArray(list) || list.length === 0)
    throw misuse(`${file} holds no {"gateways": [{"name": …, "kind": …, "settings": {…}}]}.`);
  return list.map((one: Partial<Declared> | null) => {
    const { name, kind, settings } = one ?? {};
    if (
      typeof name !== 'string' ||
      typeof kind !== 'string' ||
      typeof settings !== 'object' ||
      settings === null
    )
      throw misuse(`Each gateway in ${file} has a name, a kind and settings.`);
    const values = Object.entries(settings).map(([key, value]) => [key, settingOf(value, env)]);
    return { name, kind, settings: Object.fromEntries(values) as Settings };
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw misuse(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

function settingOf(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value !== 'object' || value === null || !('env' in value)) return value;
  const name = String(value.env);
  const found = env[name];
  if (found === undefined || found === '') throw misuse(`The environment has no ${name}.`);
  return found;
}
