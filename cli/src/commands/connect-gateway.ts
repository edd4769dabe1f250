import type { Tidings } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';
import { hasSomebody } from '../surroundings.ts';
import { orBlocked } from './send-text.ts';

type Kind = Awaited<ReturnType<typeof kindsOf>>[number];

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
