import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findGateway } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { orBlocked } from './send-text.ts';

export async function listGateways(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/gateways');
  desk.voice.answer({ data }, () =>
    printTable(
      ['id', 'name', 'carrier', 'state'],
      data.map(({ id, name, kind, state, state_detail: detail }) => [
        ...[id, name, kind],
        [state, detail].filter(Boolean).join(': '),
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function listGatewayKinds(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/gateway-kinds');
  const kinds = data.filter(({ is_rehearsal: isRehearsal }) => !isRehearsal);
  desk.voice.answer({ data }, () =>
    printTable(
      ['kind', 'carrier', 'class', 'pictures', 'what is entered'],
      kinds.map(({ kind, name, capabilities, form }) => [
        ...[kind, name, capabilities.class, capabilities.media ? 'yes' : 'no'],
        form.map((field) => (field.is_required ? field.name : `[${field.name}]`)).join(' '),
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function showGateway(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  const account = await desk.tidings.call('get', '/v1/gateways/{id}', { path: { id } });
  desk.voice.answer(account, () =>
    [
      `${account.id}  ${plain(account.name)}  (${account.kind})`,
      ...Object.entries(account.settings).map(([name, value]) => `  ${name}: ${oneLine(String(value))}`),
      ...account.secrets.map((name) => `  ${name}: on record, never shown`),
      whereCallbacksCome(account),
      ...(account.receives === 'polling'
        ? tellPolling(account.polling)
        : tellCallbacks(account.callbacks, desk.around.nowMs())),
    ].join('\n'),
  );
  return exitCodes.ok;
}

function whereCallbacksCome({ kind, callback_url: url }: { kind: string; callback_url: string | null }) {
  if (url !== null) return `  callbacks: ${url}`;
  return kind.startsWith('rehearsal')
    ? '  callbacks: from this machine, without a public address'
    : '  No callbacks: nobody outside can reach this installation.';
}

export async function setReceiving(
  desk: Desk,
  wanted: string,
  receives: 'callbacks' | 'polling',
): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  return orBlocked(async () => {
    const account = await desk.tidings.call('put', '/v1/gateways/{id}/receives', {
      path: { id },
      body: { receives },
    });
    desk.voice.answer(account, () =>
      receives === 'polling'
        ? `${plain(account.name)} is asked each minute now.`
        : `${plain(account.name)} reports to ${account.callback_url ?? 'nobody: this installation cannot be reached from outside'}.`,
    );
    return exitCodes.ok;
  });
}

type Polling = {
  last_asked_at: string | null;
  next_at: string | null;
  trouble: string | null;
  replies: number;
  receipts: number;
};

function tellPolling({ last_asked_at: last, next_at: next, trouble, replies, receipts }: Polling) {
  const asked = `  asked each minute; last: ${last ?? 'never'}, ${countOf(replies, 'reply', 'replies')} and ${countOf(receipts, 'receipt', 'receipts')} so far`;
  return trouble === null ? [asked] : [asked, `  trouble: ${plain(trouble)} Asked again: ${next ?? 'never'}`];
}

type Callbacks = {
  last_verified_at: string | null;
  last_refused_at: string | null;
  last_refused_because: string | null;
};

function tellCallbacks(
  { last_verified_at: good, last_refused_at: bad, last_refused_because: why }: Callbacks,
  nowMs: number,
) {
  const verified =
    good === null ? '  No callback has come in yet.' : `  verified ${agoOf(good, nowMs)} (${good})`;
  return bad === null
    ? [verified]
    : [verified, `  refused ${agoOf(bad, nowMs)} (${bad}): ${plain(why ?? '')}`];
}

const agoSteps = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** "2 min ago"; "just now" within the minute. */
function agoOf(at: string, nowMs: number): string {
  const ms = nowMs - Date.parse(at);
  const step = agoSteps.find(([, length]) => ms >= length);
  return step ? `${Math.floor(ms / step[1])} ${step[0]} ago` : 'just now';
}

/** Ends with 6 where the carrier does not accept the account. */
export async function testGateway(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  const test = await desk.tidings.call('post', '/v1/gateways/{id}/test', { path: { id } });
  desk.voice.answer(test, () => [test.sentence, ...test.warnings].map(plain).join('\n'));
  return test.is_good ? exitCodes.ok : exitCodes.blocked;
}

export async function listGatewayNumbers(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  const { data } = await desk.tidings.call('get', '/v1/gateways/{id}/numbers', { path: { id } });
  desk.voice.answer({ data }, () =>
    printTable(
      ['number', 'kind', 'texts', 'pictures', 'called'],
      data.map(({ number, kind, can_sms: canSms, can_mms: canMms, label }) => [
        ...[
          number,
          kind,
          canSms ? 'yes' : 'no',
          canMms === null ? null : canMms ? 'yes' : 'no',
          label === null ? null : oneLine(label),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function showGatewayBalance(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  const balance = await desk.tidings.call('get', '/v1/gateways/{id}/balance', { path: { id } });
  desk.voice.answer(balance, () => `${balance.amount} ${balance.currency}`);
  return exitCodes.ok;
}

export async function lookUpNumber(desk: Desk, wanted: string, number: string): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  const facts = await desk.tidings.call('post', '/v1/gateways/{id}/look-ups', {
    path: { id },
    body: { number },
  });
  const { is_valid: isValid, line_type: type, carrier, country } = facts;
  desk.voice.answer(facts, () =>
    isValid
      ? [`${facts.number} is a number`, type, carrier, country]
          .filter(Boolean)
          .map(String)
          .map(plain)
          .join(', ')
      : `${facts.number} is no number.`,
  );
  return exitCodes.ok;
}

export async function pointGateway(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  const pointed = await desk.tidings.call('post', '/v1/gateways/{id}/callbacks', { path: { id } });
  desk.voice.answer(pointed, () => plain(pointed.sentence));
  return exitCodes.ok;
}
