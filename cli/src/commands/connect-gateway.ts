import { readFileSync } from 'node:fs';
import type { Tidings } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';
import { hasSomebody } from '../surroundings.ts';
import { orBlocked } from './send-text.ts';

type Kind = Awaited<ReturnType<typeof kindsOf>>[number];
type Settings = Record<string, unknown>;

const kindsOf = async (tidings: Tidings) => (await tidings.call('get', '/v1/gateway-kinds')).data;

export type ConnectOptions = {
  readonly name?: string;
  readonly set?: readonly string[];
  readonly skipTest?: boolean;
};

/** Connects one account. Secrets are asked for, so that none stands in the history of a shell. */
export async function connectGateway(
  desk: Desk,
  wanted: string,
  { name, set = [], skipTest = false }: ConnectOptions,
): Promise<ExitCode> {
  const kind = findKind(await kindsOf(desk.tidings), wanted);
  const settings = Object.fromEntries(set.map((one) => readPair(kind, one)));
  for (const field of kind.form) {
    if (settings[field.name] !== undefined || !isSecret(field)) continue;
    const typed = await askFor(desk, field);
    if (typed !== '') settings[field.name] = typed;
  }
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/gateways', {
      body: { kind: kind.kind, name: name ?? kind.name, settings, skip_test: skipTest },
    });
    desk.voice.answer(made, () => {
      const callbacks = made.callback_url === null ? '' : `\nIts callbacks come to ${made.callback_url}`;
      return `Connected ${made.id}, “${plain(made.name)}”.${callbacks}`;
    });
    return exitCodes.ok;
  });
}

const isSecret = ({ kind }: { kind: string }) => kind === 'secret' || kind === 'long_secret';

function findKind(kinds: readonly Kind[], wanted: string): Kind {
  const found = kinds.find(({ kind }) => kind === wanted.toLowerCase());
  if (found) return found;
  const known = kinds.filter(({ is_rehearsal: isRehearsal }) => !isRehearsal).map(({ kind }) => kind);
  throw misuse(`There is no carrier “${wanted}” here. There are: ${known.join(', ')}.`);
}

function readPair(kind: Kind, given: string): [string, unknown] {
  const at = given.indexOf('=');
  const [name, value] = [given.slice(0, Math.max(0, at)), given.slice(at + 1)];
  const field = kind.form.find((one) => one.name === name);
  if (!field) {
    const names = kind.form.filter((one) => !isSecret(one)).map((one) => one.name);
    throw misuse(`--set is NAME=VALUE with one of: ${names.join(', ')}.`);
  }
  if (isSecret(field))
    throw misuse(
      `${field.label} is a secret: it is asked for, or stands in a file of \`tidings gateways apply\`.`,
    );
  if (field.kind === 'number') return [name, Number(value)];
  return [name, field.kind === 'switch' ? value === 'on' || value === 'true' : value];
}

async function askFor({ around }: Desk, field: Kind['form'][number]): Promise<string> {
  if (!hasSomebody(around)) {
    if (!field.is_required) return '';
    throw misuse(
      `${field.label} is asked for at a terminal. Without one, use \`tidings gateways apply FILE\`.`,
    );
  }
  const optional = field.is_required ? '' : ' (enter for none)';
  return (await around.ask(`${field.label}${optional}: `, { isSecret: true })).trim();
}

type Declared = { name: string; kind: string; settings: Settings };

/**
 * Makes the accounts what a file says: by their names, new ones connected and known ones changed; others stay. A value
 * `{"env": "NAME"}` is taken from the environment, so that the file can be under review and holds no secret.
 */
export async function applyGateways(
  desk: Desk,
  file: string,
  { skipTest = false }: { skipTest?: boolean },
): Promise<ExitCode> {
  const declared = readDeclared(file, desk.around.env);
  const { data: known } = await desk.tidings.call('get', '/v1/gateways');
  return orBlocked(async () => {
    const done: { id: string; name: string; is_new: boolean }[] = [];
    for (const { name, kind, settings } of declared) {
      const same = known.filter((one) => one.name === name);
      if (same.length > 1)
        throw misuse(`${same.length} gateways are called “${name}”. Give them names of their own first.`);
      const [before] = same;
      if (before && before.kind !== kind)
        throw misuse(`“${name}” is a gateway of ${before.kind}. An account of ${kind} needs another name.`);
      const saved = before
        ? await desk.tidings.call('patch', '/v1/gateways/{id}', {
            ...{ path: { id: before.id }, body: { settings, skip_test: skipTest } },
          })
        : await desk.tidings.call('post', '/v1/gateways', {
            body: { name, kind, settings, skip_test: skipTest },
          });
      done.push({ id: saved.id, name, is_new: before === undefined });
    }
    desk.voice.answer({ data: done }, () =>
      done
        .map((one) => `${one.is_new ? 'Connected' : 'Changed'} ${one.id}, “${plain(one.name)}”.`)
        .join('\n'),
    );
    return exitCodes.ok;
  });
}

function readDeclared(file: string, env: Readonly<Record<string, string | undefined>>): Declared[] {
  const list = (readJson(file) as { gateways?: unknown } | null)?.gateways;
  if (!Array.isArray(list) || list.length === 0)
    throw misuse(`${file} holds no {"gateways": [{"name": …, "kind": …, "settings": {…}}]}.`);
  return list.map((one: Partial<Declared> | null) => {
    const { name, kind, settings } = one ?? {};
    if (typeof name !== 'string' || typeof kind !== 'string' || typeof settings !== 'object')
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
