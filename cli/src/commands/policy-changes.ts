import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { countOf } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';

type Changes = AnswerOf<'/v1/policy/changes', 'get'>;
type Touched = Changes['campaigns'][number];

/** Which rules begin or end until a day, and whom of the open campaigns that touches. */
export async function showPolicyChanges(
  desk: Desk,
  { on, from }: { on: string; from?: string },
): Promise<ExitCode> {
  desk.voice.progress.show('Asking about everybody in the open campaigns');
  const query = { on, ...(from === undefined ? {} : { from }) };
  const changes = await desk.tidings.call('get', '/v1/policy/changes', { query });
  desk.voice.answer(changes, () => tell(desk, changes));
  return exitCodes.ok;
}

const verbs = { begins: 'begins', ends: 'ends', holds_on: 'that day' } as const;

function tell(
  desk: Desk,
  { from, on, rules, campaigns, opt_out_scope: optOut, is_cut: isCut }: Changes,
): string {
  const ruleRows = rules.map((rule) => [
    ...[
      rule.on,
      verbs[rule.what],
      rule.jurisdiction,
      rule.rule,
      oneLine(rule.name),
      oneLine(rule.source ?? ''),
    ],
  ]);
  const touched = campaigns.filter(({ people_touched: people }) => people > 0);
  return [
    rules.length === 0
      ? `No rule begins or ends between ${from} and ${on}.`
      : printTable(['day', '', 'place', 'rule', 'what', 'source'], ruleRows, desk.voice.paint),
    ...(optOut
      ? [`A STOP by reply reaches ${inWords(optOut.after)}, and not ${inWords(optOut.before)} as before.`]
      : []),
    touched.length === 0
      ? `${countOf(campaigns.length, 'open campaign', 'open campaigns')}: nobody's hours on ${on} are other for it.`
      : touched.map((campaign) => tellCampaign(desk, campaign)).join('\n\n'),
    ...(isCut ? ['More campaigns are open; these are the newest.'] : []),
  ].join('\n\n');
}

const inWords = (scope: string): string =>
  scope === 'brand_all' ? 'everything of the brand' : 'what is texted from the number';

function tellCampaign(desk: Desk, { name, status, people, people_touched: touched, lines }: Touched): string {
  const rows = lines.map((line) => [
    ...[line.people, line.effect, spans(line.before), spans(line.after)],
    ...[line.jurisdictions.join(' '), line.zones.join(' ')],
  ]);
  return [
    `“${oneLine(name)}” (${status}): ${countOf(touched, 'person', 'people')} of ${people}`,
    printTable(['people', 'means', 'before', 'after', 'law of', 'clock of'], rows, desk.voice.paint),
  ].join('\n');
}

const spans = (open: readonly (readonly string[])[]): string =>
  open.length === 0 ? 'none' : open.map((span) => span.join('–')).join(', ');
