import { publicId } from '../../platform/ids.ts';
import type { Sheet } from '../../platform/pdf/sheet.ts';
import { type Document, showTime, showTimeOrNull, writeDocument } from '../document.ts';
import { type Breach, type BreachNote, clockOf } from './breach.ts';

export type RegisterEntry = { readonly breach: Breach; readonly notes: readonly BreachNote[] };
type Naming = (actor: string) => string;

const risks = {
  unknown: 'not judged yet',
  unlikely: 'unlikely to be a risk to people',
  risk: 'a risk to people',
  high: 'a high risk to people',
} as const;

/** The register of breaches for people: a line for each, then each in full with what was done, in the order in which they were known. */
export function renderRegister(
  entries: readonly RegisterEntry[],
  about: Pick<Document, 'workspace' | 'made' | 'name' | 'json'>,
  nameOf: Naming,
): NodeJS.ReadableStream {
  const title = 'Register of personal data breaches';
  const below = `${about.workspace}, under GDPR art. 33(5): the facts of each breach, its effects and what was done. Printed ${showTime(about.made)}.`;
  const known = [...entries].sort(
    (one, other) => one.breach.awareAt.getTime() - other.breach.awareAt.getTime(),
  );
  return writeDocument({ ...about, title, below }, (sheet) => {
    sheet.heading('The 72 hours of each (art. 33(1))');
    if (known.length === 0) sheet.text('No breach is on record.');
    for (const { breach } of known)
      sheet.check(isMet(breach, about.made), inOneLine(breach, about.made), wordOf(breach, about.made));
    for (const [at, entry] of known.entries()) breachPart(sheet, at + 1, entry, nameOf);
  });
}

/** Whether the duty towards the authority was met in time, or there was none, or its time still runs. */
function isMet(breach: Breach, now: Date): boolean {
  if (breach.authorityToldAt !== null) return breach.authorityToldAt <= breach.dueAt;
  return clockOf(breach, now) !== 'over';
}

function wordOf(breach: Breach, now: Date): string {
  if (!isMet(breach, now)) return 'LATE';
  if (breach.authorityToldAt !== null) return 'IN TIME';
  return breach.risk === 'unlikely' ? 'NO DUTY' : 'RUNS';
}

function inOneLine(breach: Breach, now: Date): string {
  const { title, awareAt, authorityToldAt, authorityName, dueAt, risk, status } = breach;
  const told =
    authorityToldAt === null
      ? untold(breach, now)
      : `${authorityName ?? 'the authority'} was told ${showTime(authorityToldAt)}, ${authorityToldAt <= dueAt ? 'within' : 'after'} the 72 hours`;
  return `“${title}”, known ${showTime(awareAt)}: ${risks[risk]}; ${told}; ${status}.`;
}

function untold(breach: Breach, now: Date): string {
  if (breach.risk === 'unlikely') return 'no authority need be told';
  return clockOf(breach, now) === 'over'
    ? `no authority was told by ${showTime(breach.dueAt)}, when the 72 hours ended`
    : `an authority is to be told by ${showTime(breach.dueAt)}, unless no risk is likely`;
}

function breachPart(sheet: Sheet, at: number, { breach, notes }: RegisterEntry, nameOf: Naming): void {
  sheet.heading(`${at}. ${breach.title}`, entryHeight);
  sheet.fact('Entry', publicId('brc', breach.id));
  sheet.fact('Known since', showTime(breach.awareAt));
  sheet.fact('72 hours end', showTime(breach.dueAt));
  sheet.fact('Happened', showTimeOrNull(breach.happenedAt));
  sheet.fact('Risk', risks[breach.risk]);
  sheet.fact('What happened', breach.nature ?? missing);
  sheet.fact('Whose data', listOf(breach.peopleCategories));
  sheet.fact('Which data', listOf(breach.dataCategories));
  sheet.fact('How many', extentOf(breach));
  sheet.fact('Effects', breach.consequences ?? missing);
  sheet.fact('What was done', breach.measures ?? missing);
  sheet.fact(
    'Authority',
    breach.authorityToldAt === null
      ? null
      : [
          `${breach.authorityName ?? ''}, told ${showTime(breach.authorityToldAt)}`,
          ...(breach.authorityReference ? [`reference ${breach.authorityReference}`] : []),
        ].join(', '),
  );
  sheet.fact('Why late', breach.delayReason);
  sheet.fact(
    'People',
    breach.peopleToldAt && `told ${showTime(breach.peopleToldAt)}: ${breach.peopleToldHow ?? ''}`,
  );
  sheet.fact('Why not told', breach.notToldReason);
  sheet.fact('Case', breach.caseId && publicId('cas', breach.caseId));
  sheet.fact('Taken down', `${showTime(breach.openedAt)} by ${nameOf(breach.openedBy)}`);
  sheet.fact('Closed', breach.closedAt && `${showTime(breach.closedAt)} by ${nameOf(breach.closedBy ?? '')}`);
  if (notes.length === 0) return;
  sheet.item('What was noted');
  for (const { at: noted, by, kind, body } of notes)
    sheet.fact(showTime(noted), `${said(kind, body)} (${nameOf(by)})`);
}

// An entry begins where what it is about fits below its heading.
const entryHeight = 170;

/** What was done, and the words with it where there are any. */
function said(kind: string, body: string): string {
  if (kind === 'note') return body;
  const act = kind.replaceAll('_', ' ');
  return body.trim() === '' ? act : `${act}: ${body}`;
}

const missing = 'not written down yet';
const listOf = (some: readonly string[]): string => (some.length === 0 ? missing : some.join(', '));

function extentOf({ people, records }: Breach): string {
  if (people === null && records === null) return missing;
  const count = (many: number | null, one: string, some: string) =>
    many === null ? [] : [`about ${many.toLocaleString('en-US')} ${many === 1 ? one : some}`];
  return [...count(people, 'person', 'people'), ...count(records, 'record', 'records')].join(', ');
}

/** Everybody whom the register names. */
export const actorsOf = (entries: readonly RegisterEntry[]): (string | null)[] =>
  entries.flatMap(({ breach, notes }) => [breach.openedBy, breach.closedBy, ...notes.map(({ by }) => by)]);
