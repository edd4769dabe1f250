import type { Phrasebook } from '@tidings/sms/sentences';

/** Fields of answers in which the service speaks for itself, wherever they stand. What people wrote stands in others. */
const sentences = new Set([
  ...['detail', 'sentence', 'sentences', 'remedy', 'state_detail', 'reason_detail', 'why', 'why_not'],
  ...['cause', 'caution', 'trouble', 'last_trouble', 'last_problem', 'warning', 'warnings', 'problem'],
  ...['refusal', 'because', 'not_told_because', 'last_refused_because', 'step', 'missing', 'robot_reason'],
  ...['waits_reason', 'quiet_reason', 'urgency'],
]);

const names = ['label', 'title', 'help', 'about', 'cannot', 'receipts', 'authenticity', 'group'];

/** Fields that are words of ours in these answers alone: elsewhere somebody has named, or written, something so. */
const elsewhere: readonly (readonly [path: RegExp, fields: readonly string[]])[] = [
  [/^\/v1\/campaigns\/[^/]+\/(report|stream|check|results|hours|approval-sheet)\b/, ['label', 'audience']],
  [/^\/v1\/campaigns\/[^/]+\/(experiment|plans)\b/, ['rule']],
  [/^\/v1\/(imports|simulations|campaigns\/[^/]+\/results)\b/, ['notes', 'label']],
  [/^\/v1\/(reports|alerts|workspace\/alerts)\b/, ['title', 'label', 'note']],
  [/^\/v1\/(gateway-kinds|segments\/fields|merge-fields)\b/, names],
  [/^\/v1\/registration-forms\b/, [...names, 'note']],
  [/^\/v1\/policy\b/, [...names, 'name', 'note', 'source', 'rule']],
  [/^\/v1\/carriers\b/, ['habits', 'window', 'counts', 'day_ends']],
  [/^\/v1\/conversations\/[^/]+$/, ['reason']],
  [/^\/v1\/cases\/kinds\b/, ['name', 'term', 'source']],
  [/^\/v1\/compliance\b/, ['title', 'label']],
];

/** Evidence is the same words for everybody: some of it is hashed, and some is held against what was said at the time. */
const evidence =
  /^\/v1\/(audit|proof-packs|self-checks|consent-ledger|processing-record|assessments|cases\/[^/]+\/evidence|campaigns\/[^/]+\/record)\b/;

export const isEvidence = (path: string): boolean => evidence.test(path);

/** Says what the service says in an answer in another language; gives back the very same where there is nothing of the kind. */
export function speak(answer: unknown, path: string, say: Phrasebook): unknown {
  const more = new Set(elsewhere.flatMap(([pattern, fields]) => (pattern.test(path) ? fields : [])));
  const inField = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') return sentences.has(field) || more.has(field) ? say(value) : value;
    if (Array.isArray(value)) return value.map((one) => inField(one, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inField(one, name)]));
  };
  return inField(answer, '');
}
