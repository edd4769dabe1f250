import type { Sheet } from '../../platform/pdf/sheet.ts';
import { showTime, writeDocument } from '../document.ts';
import { writtenModules } from './needs.ts';
import type { AttemptLine, TrainingRecord } from './training-record.ts';

/** The training records for people: how everybody stands in one line each, then what each person took and read. */
export function renderTraining(record: TrainingRecord, json: string): NodeJS.ReadableStream {
  const { workspace, setting } = record;
  const made = new Date(record.made_at);
  const title = 'Training records';
  const below = `${workspace}: what staff learnt and read of the rules on texting. Printed ${showTime(made)}.`;
  return writeDocument(
    { ...{ title, below, workspace, made, json }, name: 'training-record.json' },
    (sheet) => {
      sheet.heading('How staff stands');
      for (const member of record.members) {
        const unread = overdueOf(member, made);
        const isTrained = member.missing.length === 0 && unread.length === 0;
        const read = unread.length === 0 ? '' : `; overdue to acknowledge ${unread.join(', ')}`;
        const sentence = `${member.name} (${member.role}): ${learntOf(member)}${read}.`;
        sheet.check(isTrained, sentence, isTrained ? 'DONE' : 'LACKING');
      }
      sheet.heading('What is set');
      sheet.fact('Pass mark', `${setting.passMark} per cent of right answers`);
      sheet.fact('Renewed', `every ${setting.renewMonths} months`);
      sheet.fact(
        'Enforced',
        setting.isEnforced ? 'yes: whoever lacks a module cannot launch or approve' : 'no',
      );
      modulesPart(sheet);
      for (const member of record.members) memberPart(sheet, member, made);
      othersPart(sheet, record);
    },
  );
}

type Member = TrainingRecord['members'][number];

function learntOf({ missing, needs }: Member): string {
  if (missing.length > 0) return `lacks ${missing.map(titleOf).join('; ')}`;
  return needs.length === 0 ? 'needs no module' : `has passed all ${needs.length} that the role needs`;
}

const overdueOf = ({ policies }: Member, now: Date): string[] =>
  policies
    .filter(({ acknowledged_at: at, due_at: due }) => at === null && new Date(due) < now)
    .map(({ title }) => `“${title}”`);

function modulesPart(sheet: Sheet): void {
  sheet.heading('The modules');
  for (const { title, version, minutes, pages, questions } of writtenModules)
    sheet.fact(
      title,
      `version ${version}: ${pages.length} pages, ${questions.length} questions, some ${minutes} minutes`,
    );
  sheet.fact(
    'This workspace',
    'written from the settings of the workspace; other settings are another version',
  );
}

function memberPart(sheet: Sheet, member: Member, now: Date): void {
  sheet.heading(member.name);
  sheet.fact('Who', `${member.email}, ${member.role} (${member.member})`);
  sheet.fact('Needs', member.needs.map(titleOf).join('; ') || 'no module');
  if (member.attempts.length === 0) sheet.fact('Taken', 'nothing yet');
  for (const attempt of member.attempts) sheet.fact(showTime(new Date(attempt.at)), attemptInWords(attempt));
  for (const { title, version, sha256, due_at: due, acknowledged_at: at } of member.policies) {
    const read =
      at === null
        ? `not acknowledged${new Date(due) < now ? ', overdue' : ''}, due ${showTime(new Date(due))}`
        : `acknowledged ${showTime(new Date(at))}`;
    sheet.fact('Policy', `“${title}”, version ${version} (SHA-256 ${sha256.slice(0, 12)}…): ${read}`);
  }
}

function othersPart(sheet: Sheet, { others, members, attempts_in_all: all }: TrainingRecord): void {
  if (others.length > 0) {
    sheet.heading('People who do not work here any more');
    for (const one of others)
      sheet.fact(showTime(new Date(one.at)), `${one.name} (${one.member}): ${attemptInWords(one)}`);
  }
  const told = others.length + members.reduce((sum, { attempts }) => sum + attempts.length, 0);
  if (told < all)
    sheet.text(
      `NOT EVERYTHING IS TOLD HERE. Of ${all.toLocaleString('en-US')} attempts the newest ${told.toLocaleString('en-US')} are.`,
    );
}

function attemptInWords({
  module,
  version,
  score,
  is_passed: isPassed,
  expires_at: end,
}: AttemptLine): string {
  const result = isPassed
    ? `passed with ${score} per cent${end === null ? '' : `, counts until ${showTime(new Date(end))}`}`
    : `not passed, ${score} per cent`;
  return `${titleOf(module)} (version ${version}): ${result}`;
}

const titleOf = (id: string): string =>
  writtenModules.find((one) => one.id === id)?.title ??
  (id === 'workspace' ? 'This workspace’s own rules' : id);
