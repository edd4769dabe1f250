import type { GatewayAdapter } from '../../src/gateways/index.ts';
import type { AnswerCase, CallbackCase, CaseFiles, SubmitCase } from './case-files.ts';

/**
 * What is known to go wrong between a gateway and its carrier, as a list of things that case files have to show. An adapter
 * that an item concerns and that shows it in no case fails a test; `docs/reference/gateways.md` has the whole of it as a table.
 */
export type ChecklistItem = {
  readonly name: string;
  /** Which adapters it concerns: by what they declare, or by their kind. */
  concerns(adapter: Pick<GatewayAdapter, 'kind' | 'capabilities' | 'errors'>): boolean;
  /** How many recorded cases show it; `shared` where the common suite tries it with every adapter. */
  readonly shownBy: 'shared' | ((cases: CaseFiles) => number);
  /** Not every carrier that it concerns has such a thing to record. */
  readonly isOptional?: true;
};

type Of<T> = (one: T) => boolean;

const overHttp = ({ capabilities }: Pick<GatewayAdapter, 'capabilities'>) => capabilities.wire === 'http';
const only =
  (...kinds: string[]) =>
  ({ kind }: { kind: string }) =>
    kinds.includes(kind);
const both =
  (...tests: ChecklistItem['concerns'][]): ChecklistItem['concerns'] =>
  (adapter) =>
    tests.every((test) => test(adapter));

const submits = (test: Of<SubmitCase>) => (cases: CaseFiles) => cases.submit.filter(test).length;
const answers = (test: Of<AnswerCase>) => (cases: CaseFiles) => cases.answers.filter(test).length;
const told = (test: Of<CallbackCase>) => (cases: CaseFiles) => cases.receipts.filter(test).length;
const brought = (test: Of<CallbackCase>) => (cases: CaseFiles) => cases.inbound.filter(test).length;

const bodyOf = ({ request }: SubmitCase): string => `${request.path} ${request.body ?? ''}`;
const words = (value: unknown): string => JSON.stringify(value ?? null);
const text = (one: { text?: Record<string, unknown> }, name: string): unknown => one.text?.[name];
const hasMedia = (one: SubmitCase) => Array.isArray(text(one, 'media'));
const statusOf = ({ answer }: AnswerCase): number => ('status' in answer ? answer.status : 0);
const isGood = (one: AnswerCase) => statusOf(one) >= 200 && statusOf(one) < 300;
const isAccepted = (one: AnswerCase) => one.outcome.kind === 'accepted';
const answerOf = ({ answer }: AnswerCase): string => ('status' in answer ? words(answer.body) : '');
const wordCount = (json: string): number => json.match(/[{,][^{}[\]]*?:/g)?.length ?? 0;
const pick = (rows: readonly Record<string, unknown>[] | undefined, name: string) =>
  (rows ?? []).map((row) => row[name]);
const isNothing = ({ receipts = [], inbound = [], refused }: CallbackCase) =>
  refused === undefined && receipts.length + inbound.length === 0;

const requests: readonly ChecklistItem[] = [
  {
    name: 'the exact request',
    concerns: overHttp,
    shownBy: submits(({ request }) => request.headers !== undefined),
  },
  {
    name: 'plus signs and other alphabets in the words',
    // Tatango takes neither.
    concerns: both(overHttp, (one) => one.kind !== 'tatango'),
    shownBy: submits((one) => /[^ -~]/.test(String(text(one, 'body') ?? ''))),
  },
  {
    name: 'validity in the carrier’s own unit',
    concerns: both(overHttp, ({ capabilities }) => capabilities.validitySeconds !== null),
    shownBy: submits((one) => typeof text(one, 'validForMs') === 'number'),
  },
  {
    name: 'pictures',
    concerns: both(overHttp, ({ capabilities }) => capabilities.media !== null),
    shownBy: submits(hasMedia),
  },
];

const answering: readonly ChecklistItem[] = [
  { name: 'success', concerns: overHttp, shownBy: answers((one) => isGood(one) && isAccepted(one)) },
  {
    name: 'the least of a success',
    concerns: overHttp,
    shownBy: answers((one) => isAccepted(one) && wordCount(answerOf(one)) <= 4),
  },
  {
    name: 'numbers as words and words as numbers, fields that nobody knows',
    concerns: overHttp,
    shownBy: 'shared',
  },
  {
    name: 'a success without an id',
    concerns: overHttp,
    shownBy: answers((one) => isGood(one) && one.outcome.kind === 'unknown'),
  },
  {
    name: 'a refusal as documented',
    concerns: overHttp,
    shownBy: answers((one) => statusOf(one) >= 400 && answerOf(one).startsWith('{')),
  },
  {
    name: 'a success that holds an error',
    concerns: only('vonage_sms', 'clicksend', 'messagebird', 'tatango', 'plivo', 'http_gateway'),
    shownBy: answers((one) => isGood(one) && !['accepted', 'unknown'].includes(String(one.outcome.kind))),
  },
  { name: 'HTML, nothing, an endless body, 5xx, a reset, silence', concerns: overHttp, shownBy: 'shared' },
  { name: '429 in seconds and by a date', concerns: overHttp, shownBy: 'shared' },
  {
    name: 'credentials that are wrong',
    concerns: overHttp,
    shownBy: answers((one) => one.outcome.kind === 'misconfigured'),
  },
  {
    name: 'somebody who has opted out',
    // Some say no more of a refusal than that the number was deleted, or the text rejected.
    concerns: both(overHttp, ({ errors }) => Object.values(errors).some((row) => row.class === 'opted_out')),
    shownBy: (cases) =>
      answers((one) => one.outcome.kind === 'opted_out')(cases) +
      told(({ receipts }) => pick(receipts, 'isOptOut').includes(true))(cases) +
      brought(({ inbound }) => words(inbound).includes('"readAs"'))(cases),
  },
];

const reports: readonly ChecklistItem[] = [
  ...(['sent', 'delivered'] as const).map((status) => ({
    name: `receipts: ${status}`,
    concerns: both(overHttp, ({ capabilities }) => capabilities.receipts !== 'none'),
    shownBy: told(({ receipts }: CallbackCase) => pick(receipts, 'status').includes(status)),
    // Some report the end alone.
    ...(status === 'sent' && { isOptional: true as const }),
  })),
  {
    name: 'receipts: not delivered, each way',
    concerns: both(overHttp, ({ capabilities }) => capabilities.receipts !== 'none'),
    shownBy: told(({ receipts }) =>
      pick(receipts, 'status').some((one) =>
        ['undelivered', 'failed', 'rejected', 'expired'].includes(String(one)),
      ),
    ),
  },
  {
    name: 'a status that nobody knows is passed over',
    concerns: both(overHttp, ({ kind }) => kind !== 'rehearsal'),
    shownBy: told(isNothing),
  },
  {
    name: 'a receipt that names no text',
    concerns: both(overHttp, ({ capabilities }) => capabilities.receipts !== 'none'),
    shownBy: told(({ refused, when }) => refused !== undefined || /names no text/.test(when)),
  },
  {
    name: 'receipts by GET, as a form and as JSON',
    concerns: only('vonage_sms', 'clicksend', 'textmagic', 'messagebird', 'twilio', 'http_gateway'),
    shownBy: (cases) => {
      const ways = new Set(
        [...cases.receipts, ...cases.inbound].map(({ request }) =>
          request.method === 'GET' ? 'GET' : request.form ? 'form' : 'body',
        ),
      );
      return ways.size > 1 ? ways.size : 0;
    },
  },
  { name: 'broken and empty callbacks', concerns: overHttp, shownBy: 'shared' },
  {
    name: 'what a person wrote',
    concerns: overHttp,
    shownBy: brought(({ inbound = [] }) => inbound.length > 0),
  },
  {
    name: 'pictures that a person sent',
    concerns: only(
      ...[
        'twilio',
        'vonage',
        'plivo',
        'messagebird',
        'bird',
        'bird_channels',
        'telnyx',
        'bandwidth',
        'sinch',
      ],
      ...['simpletexting', 'tatango'],
    ),
    shownBy: brought(({ inbound }) => words(inbound).includes('"media"')),
  },
];

const trust: readonly ChecklistItem[] = [
  {
    name: 'callbacks that are signed, each byte of them changed',
    concerns: ({ capabilities }) => capabilities.authenticity === 'signature',
    shownBy: (cases) => cases.signatures.filter(({ isAuthentic }) => isAuthentic).length,
  },
  {
    name: 'callbacks that are not the carrier’s',
    concerns: ({ capabilities }) => ['signature', 'password'].includes(capabilities.authenticity),
    shownBy: (cases) => cases.signatures.filter(({ isAuthentic }) => !isAuthentic).length,
  },
  {
    name: 'a secret in the address',
    concerns: ({ capabilities }) => capabilities.authenticity === 'secret_path',
    shownBy: 'shared',
  },
  { name: 'no secret in any word', concerns: overHttp, shownBy: 'shared' },
  {
    name: 'a lost text, found and absent',
    concerns: both(overHttp, ({ capabilities }) => capabilities.class < 'D' && capabilities.class !== 'A'),
    shownBy: (cases) => cases.reconcile.length,
  },
];

const submitsWith = (...pieces: string[]) =>
  submits((one) => pieces.every((piece) => bodyOf(one).includes(piece)));

/** Habits of one carrier or two, over which others have stumbled. */
const habits: readonly ChecklistItem[] = [
  {
    name: 'Unicode has to be announced',
    concerns: only('vonage_sms', 'messagebird'),
    shownBy: submits((one) => /type=unicode|"datacoding":"auto"/.test(bodyOf(one))),
  },
  {
    name: 'reports come only with a reference',
    concerns: only('messagebird'),
    shownBy: submitsWith('"reference"'),
  },
  {
    name: 'reports come only when asked for',
    concerns: only('sinch'),
    shownBy: submitsWith('"delivery_report":"per_recipient"'),
  },
  {
    name: 'a receipt for each part, and one id for the text',
    concerns: only('plivo', 'vonage_sms'),
    shownBy: (cases) =>
      told(({ request }) => words(request).includes('ParentMessageUUID'))(cases) +
      answers((one) => /"message-count":"?[2-9]/.test(answerOf(one)))(cases),
  },
  {
    name: 'the state stands with the number',
    concerns: only('telnyx'),
    shownBy: told(({ request }) => words(request.body).includes('"to":[{')),
  },
  {
    name: 'a code that means two things',
    concerns: only('telnyx'),
    shownBy: told(({ request }) => words(request.body).includes('40300')),
  },
  {
    name: 'no sender in the answer, and a price that comes later',
    concerns: only('twilio'),
    shownBy: answers((one) => answerOf(one).includes('"from":null')),
  },
  {
    name: 'a slash at the end of every path',
    concerns: only('plivo'),
    shownBy: submits(({ request }) => request.path.endsWith('/')),
  },
  {
    name: 'a try anew with the old time',
    concerns: only('bird_channels'),
    shownBy: (cases) =>
      cases.signatures.filter(({ isAuthentic, when }) => isAuthentic && /later/.test(when)).length,
  },
  {
    name: 'callbacks are lists, and texts go to one person',
    concerns: only('bandwidth'),
    shownBy: told(({ request }) => Array.isArray(request.body)),
  },
  {
    name: 'one number a request, so that its id is known',
    concerns: only('textmagic'),
    shownBy: submits((one) => /"phones":"\d+"/.test(bodyOf(one))),
  },
  {
    name: 'ten digits in place of E.164',
    concerns: only('simpletexting', 'tatango'),
    shownBy: submits((one) => /"(?:contactPhone|number)":"\d{10}"/.test(bodyOf(one))),
  },
  {
    name: 'too long is refused here, not cut there',
    concerns: only('tatango', 'clicksend'),
    shownBy: submits((one) => String(text(one, 'body') ?? '').length >= 160 || /cut/.test(one.when)),
  },
];

export const checklist: readonly ChecklistItem[] = [
  ...requests,
  ...answering,
  ...reports,
  ...trust,
  ...habits,
];

/** What a cell of the table says: nothing where the item does not concern the adapter. */
export function shownIn(
  item: ChecklistItem,
  adapter: GatewayAdapter,
  cases: CaseFiles,
): 'shared' | number | null {
  if (!item.concerns(adapter)) return null;
  return item.shownBy === 'shared' ? 'shared' : item.shownBy(cases);
}
