import type { Sheet } from '../../platform/pdf/sheet.ts';
import { inWords, whoIs } from '../pdf/words.ts';
import type { CampaignRecord } from './campaign-record.ts';

/** Everything that the record of a campaign tells but for how to check it. */
export function writeCampaign(sheet: Sheet, record: CampaignRecord): void {
  sheet.heading('What the record shows');
  for (const { holds, sentence } of record.checks) sheet.check(holds, sentence);
  whatPart(sheet, record);
  peoplePart(sheet, record);
  approvalPart(sheet, record);
  refusalPart(sheet, record);
  hoursPart(sheet, record);
  consentsPart(sheet, record);
  wordsPart(sheet, record);
  versionsPart(sheet, record);
}

const whole = (count: number) => count.toLocaleString('en-US');
const texts = (count: number) => `${whole(count)} ${count === 1 ? 'text' : 'texts'}`;
const people = (count: number) => `${whole(count)} ${count === 1 ? 'person' : 'people'}`;
const day = (at: string) => at.slice(0, 19).replace('T', ' ');

function whatPart(sheet: Sheet, { campaign, program, brand, sender, lint }: CampaignRecord): void {
  sheet.heading('What was sent');
  for (const { language, is_for_all: isForAll, body } of campaign.texts) {
    if (!isForAll) sheet.text(`To whoever reads ${language}:`, { isQuiet: true });
    sheet.quote(body);
  }
  sheet.text('Words in double braces were filled in for each person.', { isQuiet: true });
  sheet.fact('Campaign', `“${campaign.name}” (${campaign.id}), ${inWords(campaign.status)}`);
  sheet.fact('Of whom', brand.legal_name ? `${brand.name} (${brand.legal_name})` : brand.name);
  sheet.fact('Postal address', brand.postal_address);
  sheet.fact('Program', `“${program.name}”, for ${inWords(program.purpose)} texts`);
  sheet.fact('About', campaign.subject);
  sheet.fact(
    'From',
    `${sender.number}, a ${inWords(sender.kind)}, through ${sender.gateway} (${sender.gateway_kind})`,
  );
  sheet.fact('Registered as', sender.registration);
  sheet.fact('Written', `${campaign.created_at} by ${whoIs(campaign.created_by)}`);
  sheet.fact('Launched', campaign.launched_at ?? 'never');
  sheet.fact('Finished', campaign.finished_at);
  sheet.fact('Hash of the content', campaign.content_sha256, { isCode: true });
  sheet.heading('What the rules say of the words');
  sheet.text(
    'The words were asked anew when this was made, as if nobody had been told before how to leave; a campaign with errors cannot be launched.',
    { isQuiet: true },
  );
  if (lint.errors.length + lint.warnings.length === 0) sheet.text('Nothing speaks against these words.');
  for (const { rule, sentence } of lint.errors) sheet.fact(`Error: ${rule}`, sentence);
  for (const { rule, sentence } of lint.warnings) sheet.fact(`Warning: ${rule}`, sentence);
}

function peoplePart(sheet: Sheet, { audience, outcomes }: CampaignRecord): void {
  const name = ({ lists, tags, segments }: CampaignRecord['audience']['include']) =>
    [
      ...lists.map(({ id, name: called }) => `list “${called ?? id}”`),
      ...tags.map((tag) => `tag “${tag}”`),
      ...segments.map(({ id, name: called }) => `segment “${called ?? id}”`),
    ].join(', ');
  sheet.heading('To whom');
  sheet.fact('Chosen', name(audience.include) || 'nobody');
  sheet.fact('But not', name(audience.exclude));
  if (audience.at_most !== null) sheet.fact('At most, by lot', whole(audience.at_most));
  for (const { sign, label, count } of audience.waterfall)
    sheet.fact(label, `${sign === '=' ? '= ' : sign === '-' ? '− ' : '+ '}${whole(count)}`);
  sheet.fact('With a text on record', people(audience.texted.people));
  sheet.fact('Hash of their ids', audience.texted.sha256, { isCode: true });
  sheet.fact('Left out at the launch', people(audience.left_out.people));
  sheet.fact('Hash of their ids', audience.left_out.sha256, { isCode: true });
  sheet.heading('What became of the texts');
  if (outcomes.length === 0) sheet.text('No text of this campaign is on record.');
  for (const { status, reason, count } of outcomes)
    sheet.fact(texts(count), [inWords(status), reason && inWords(reason)].filter(Boolean).join(': '));
}

function approvalPart(sheet: Sheet, { approvals, campaign }: CampaignRecord): void {
  sheet.heading('Who approved it');
  if (approvals.length === 0) sheet.text('No approval and no refusal is on record.');
  for (const one of approvals) {
    sheet.item(`${one.by} ${one.verdict} it`, `${one.given_at}, good until ${one.expires_at}`);
    sheet.fact('For', people(one.people));
    sheet.fact('Note', one.note);
    if (campaign.content_sha256 !== null && one.content_sha256 !== campaign.content_sha256)
      sheet.fact('Void', 'What was said of was changed afterwards, which ended this.');
    sheet.fact('Hash of the content', one.content_sha256, { isCode: true });
  }
}

function refusalPart(sheet: Sheet, { refusals }: CampaignRecord): void {
  sheet.heading('What was refused, by rule');
  const parts = [
    ['Left out at the launch', refusals.at_launch],
    ['Refused before it left', refusals.at_dispatch],
    ['Had to wait before it left', refusals.waited],
  ] as const;
  if (parts.every(([, rows]) => rows.length === 0))
    sheet.text('Nothing was refused, and nothing had to wait.');
  for (const [label, rows] of parts)
    for (const { reason, count } of rows) sheet.fact(label, `${whole(count)}: ${inWords(reason)}`);
}

const mostHoursShown = 60;

function hoursPart(sheet: Sheet, { hours }: CampaignRecord): void {
  sheet.heading('Which hours were asked');
  if (hours.length === 0) sheet.text('No answer about hours is on record for this campaign.');
  else
    sheet.text(
      'Before a text left, the rules were asked for every state where its person may be, on every clock that may hang there.',
      { isQuiet: true },
    );
  for (const one of hours.slice(0, mostHoursShown)) {
    sheet.item(
      `${texts(one.texts)}: ${one.jurisdictions.join(', ')}`,
      `${day(one.first)} to ${day(one.last)} (UTC)`,
    );
    sheet.fact('Clocks', one.zones.join(', '));
    sheet.fact('Rules', `${one.rules.join(', ')}; the ${one.profile} profile of ${one.packs.join(', ')}`);
    sheet.fact('Where from', one.basis);
  }
  if (hours.length > mostHoursShown)
    sheet.text(`${hours.length - mostHoursShown} more, each for fewer texts, are in the JSON.`);
}

function consentsPart(sheet: Sheet, { consents }: CampaignRecord): void {
  sheet.heading('By what consent');
  if (consents.length === 0) sheet.text('No text of this campaign names a consent.');
  for (const { method, type, texts: count, first, last } of consents)
    sheet.fact(
      texts(count),
      `${inWords(type)}, by ${inWords(method)}; given ${day(first)} to ${day(last)} (UTC)`,
    );
}

function wordsPart(sheet: Sheet, { words, program, campaign }: CampaignRecord): void {
  const before = words.filter(
    (one) =>
      (one.program === program.name || one.program === null) &&
      (campaign.launched_at === null || one.written_at <= campaign.launched_at),
  );
  if (before.length === 0) return;
  sheet.heading('What people had been told when they joined');
  for (const one of before) {
    sheet.item(
      `${capital(inWords(one.kind))}, version ${one.version} (${one.locale})`,
      `written ${one.written_at}`,
    );
    sheet.quote(one.body);
    sheet.fact('SHA-256', one.sha256, { isCode: true });
  }
}

function versionsPart(sheet: Sheet, { audit }: CampaignRecord): void {
  sheet.heading('Who did what about this campaign');
  if (audit.entries.length === 0) sheet.text('The audit has no entry about this campaign.');
  for (const { sequence, entry, hashes } of audit.entries) {
    const proved =
      hashes === null ? 'not under a checkpoint yet' : `place ${sequence ?? ''}, proved in the JSON`;
    sheet.fact(day(entry.at), `${inWords(entry.act)}, by ${whoIs(entry.actor)}; ${proved}`);
    const body = (entry.after as { body?: unknown } | null)?.body;
    if (typeof body === 'string') sheet.quote(body);
  }
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
