import { type AnswerOf, TidingsError } from '@tidings/sdk';
import { isExposed } from '../config.ts';
import { configPath, isConfigExposed } from '../config-file.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine } from '../print/plain.ts';
import { explain } from '../refusal.ts';

type Check = AnswerOf<'/v1/setup', 'get'>['checks'][number];

const is = (status: Check['status'], name: string, sentence: string): Check => ({ name, status, sentence });

/** From the outside in, one sentence each: settings, the way to the service, the service, this key, the carriers. */
export async function doctor(desk: Desk): Promise<ExitCode> {
  const checks = [...checkSettings(desk)];
  const reached = await checkService(desk);
  checks.push(...reached);
  const isReached = reached.some(({ name }) => name === 'service');
  if (isReached) checks.push(...(await checkSetup(desk)), ...(await checkKeyAndCarriers(desk)));
  const failed = checks.filter(({ status }) => status === 'failed');
  desk.voice.answer({ is_well: failed.length === 0, checks }, () => printChecks(desk, checks));
  if (failed.length === 0) return exitCodes.ok;
  return failed.every(({ name }) => name === 'key') ? exitCodes.auth : exitCodes.failure;
}

function checkSettings({ settings, around }: Desk): Check[] {
  const { url, urlFrom, key, keyFrom } = settings;
  const checks = [is('ok', 'address', `The service is looked for at ${url} (from ${urlFrom}).`)];
  if (isExposed(url))
    checks.push(
      is('warning', 'encryption', `${url} is not encrypted: whoever is on the way can read the key.`),
    );
  if (key === null)
    checks.push(is('failed', 'key', `${keyFrom} Store one with \`tidings login\`, or set TIDINGS_KEY.`));
  if (isConfigExposed(around)) {
    const path = configPath(around);
    checks.push(
      is('warning', 'config_file', `Others on this machine may read ${path}; run: chmod 600 ${path}`),
    );
  }
  return checks;
}

type Readiness = { status?: unknown; checks?: { name: string; status: string }[] };

const longestWaitMs = 10_000;

/** Asked without the SDK: an answer of 503 is what one wants to read here, not something to try again. */
async function checkService({ settings: { url }, around }: Desk): Promise<Check[]> {
  let answer: Response;
  try {
    answer = await around.fetch(`${url}/readyz`, {
      redirect: 'error',
      signal: AbortSignal.timeout(longestWaitMs),
    });
  } catch (error) {
    return [
      is(
        'failed',
        'reachable',
        `Nothing answers at ${url} (${reasonOf(error)}). Is the service running, and is the address right?`,
      ),
    ];
  }
  const { status, checks = [] } = (await answer.json().catch(() => ({}))) as Readiness;
  if (status !== 'ready' && status !== 'not_ready')
    return [
      is(
        'failed',
        'reachable',
        `What answers at ${url} is not Tidings (it said ${answer.status}). Is the address right?`,
      ),
    ];
  const failed = checks.filter((check) => check.status === 'failed').map(({ name }) => name);
  return [
    is('ok', 'reachable', `Tidings answers at ${url}.`),
    status === 'ready'
      ? is('ok', 'service', 'The service is ready.')
      : is(
          'failed',
          'service',
          `The service is not ready (${failed.join(', ')}). On its machine, \`node server/src/main.ts doctor\` says more.`,
        ),
  ];
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}

async function checkSetup({ settings: { url }, around }: Desk): Promise<Check[]> {
  const answer = await around.fetch(`${url}/v1/setup`).catch(() => null);
  if (!answer?.ok) return [is('failed', 'setup', 'The service did not say whether it is set up.')];
  const { is_set_up: isSetUp, checks } = (await answer.json()) as AnswerOf<'/v1/setup', 'get'>;
  if (isSetUp) return [is('ok', 'setup', 'It is set up.')];
  return [
    is('warning', 'setup', `It has no owner yet; set it up at ${url}/setup with the token it printed.`),
    ...checks,
  ];
}

async function checkKeyAndCarriers(desk: Desk): Promise<Check[]> {
  if (desk.settings.key === null) return [];
  try {
    const { workspace, permissions, is_rehearsal: isRehearsal } = await desk.tidings.call('get', '/v1/me');
    const mode = isRehearsal ? '; everything is a rehearsal, and no real phone is texted' : '';
    const may = `The key from ${desk.settings.keyFrom} opens “${workspace.name}” with ${permissions.length} permissions${mode}.`;
    return [is('ok', 'key', may), ...(permissions.includes('senders.read') ? await checkGateways(desk) : [])];
  } catch (error) {
    if (error instanceof TidingsError && error.status !== 401)
      return [is('failed', 'key', explain(error).message)];
    return [
      is('failed', 'key', `The key from ${desk.settings.keyFrom} is refused. ${explain(error).message}`),
    ];
  }
}

async function checkGateways({ tidings }: Desk): Promise<Check[]> {
  const { data } = await tidings.call('get', '/v1/gateways');
  if (data.length === 0) return [is('warning', 'gateways', 'There is no gateway, so nothing can be sent.')];
  return data.map(({ name, state, state_detail: detail }) =>
    state === 'ok'
      ? is('ok', 'gateway', `${name} is well.`)
      : is(
          'failed',
          'gateway',
          `${name} is ${state.replaceAll('_', ' ')}${detail === null ? '.' : `: ${detail}`}`,
        ),
  );
}

function printChecks({ voice: { paint } }: Desk, checks: readonly Check[]): string {
  const colors = { ok: paint.green, warning: paint.yellow, failed: paint.red };
  return checks
    .map(
      ({ name, status, sentence }) =>
        `${colors[status](status.padEnd(7))} ${name.padEnd(14)} ${oneLine(sentence)}`,
    )
    .join('\n');
}
