import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { chooseWords } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { html } from '../platform/pages/html.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { networkKey } from '../platform/pages/network.ts';
import { ensurePublicAddress } from '../platform/pages/public-address.queries.ts';
import { countRequest, refuseOver } from '../platform/pages/request-count.queries.ts';
import { readLink, signLink } from '../platform/pages/signed-link.ts';
import { sha256 } from '../platform/secrets.ts';
import { getForm, keepSnapshot } from './form.queries.ts';
import { askForCode, enterFormCode, sendFormCode } from './form-code.ts';
import { type FormFields, type FormView, formPage, sentPage } from './form-page.ts';
import { wishOf } from './form-wish.ts';
import { formWords } from './form-words.ts';
import { join } from './join-program.ts';
import { type Joinable, loadJoinable } from './joinable.ts';
import type { FormAnswer, FormContext, Opened, Ready, Visit, Visitor } from './visit.ts';

/** Null where nobody can join any more. */
async function open(tx: Tx, ctx: FormContext, visit: Visit): Promise<Opened | null> {
  const form = await getForm(tx, visit.formId);
  const about = await loadJoinable(tx, form.programId);
  const disclosure = chooseWords(about.words, 'disclosure', visit.language);
  if (form.status !== 'live' || about.program.status !== 'live' || about.lacks.length > 0 || !disclosure)
    return null;
  const brand = { kind: 'brand', objectId: about.brand.id };
  return { about, form, disclosure, policyAddress: await ensurePublicAddress(tx, ctx.ids.token, brand) };
}

/** The page with its form, and a token that says which look of it was shown. */
export async function showForm(ctx: FormContext, visit: Visit): Promise<FormAnswer> {
  return ctx.db.tx(visit.workspaceId, async (tx) => {
    const opened = await open(tx, ctx, visit);
    return opened && render(ctx, visit, opened, {}, []);
  });
}

// A form may lie open over a working day.
const formLastsMs = 12 * 3_600_000;
const purpose = 'join form';

function render(
  ctx: FormContext,
  visit: Visit,
  opened: Opened,
  fields: FormFields,
  problems: readonly string[],
): FormAnswer {
  const subject = `${opened.form.id} ${lookOf(visit, opened).digest.toString('hex')}`;
  const token = signLink(ctx.secrets, ctx.clock, { purpose, subject, lastsMs: formLastsMs });
  const body = formPage(viewOf(visit, opened, token, fields, problems));
  return { title: opened.form.title ?? opened.about.program.name, body };
}

const viewOf = (
  { language, isFramed }: Visit,
  opened: Opened,
  token: string,
  fields: FormFields,
  problems: readonly string[],
): FormView => ({ ...opened, language, isFramed, token, fields, problems });

/** The page as everybody sees it: without a token and before anything was typed. */
function lookOf(visit: Visit, opened: Opened): { html: string; digest: Buffer } {
  const { text } = formPage(viewOf(visit, opened, '', {}, []));
  return { html: text, digest: sha256(text) };
}

// A person sends a form once or twice; behind one address there may be a school. A form that a thousand people an hour
// really join is better off with a keyword.
const postLimits = { network: { most: 30, windowSeconds: 600 }, form: { most: 1_000, windowSeconds: 3_600 } };

// A code is a text that nobody has proved to want, and what it costs is what robots are after.
const codeLimits = { network: { most: 30, windowSeconds: 3_600 }, form: { most: 500, windowSeconds: 3_600 } };

/**
 * Takes a form. The answer says the same whoever the number is: joined already, opted out or asked to say YES, so that nobody
 * learns who is a customer here. What comes too often from a network is refused before anything is looked at; the limit of the
 * form counts only what a person could have sent, so a robot that fills in everything keeps nobody out. Where a code is asked
 * for, the same post comes a second time with the code in it.
 */
export async function submitForm(
  ctx: FormContext,
  visit: Visit,
  visitor: Visitor,
  fields: FormFields,
): Promise<FormAnswer> {
  const network = networkKey(ctx.secrets, visitor.ip);
  await limit(ctx, visit, 'join.posts', network, postLimits.network);
  const read = await ctx.db.tx(visit.workspaceId, (tx) => readPost(tx, ctx, visit, visitor, fields));
  if (read === null || !('opened' in read)) return read;
  const { isCodeAsked } = read.opened.form;
  const isEntry = isCodeAsked && fields.code_id !== undefined && fields.again === undefined;
  if (isEntry) return ctx.db.tx(visit.workspaceId, (tx) => enterFormCode(tx, ctx, read));
  await limit(ctx, visit, 'join.form', visit.formId, postLimits.form);
  if (!isCodeAsked) return ctx.db.tx(visit.workspaceId, (tx) => joinByForm(tx, ctx, read));
  if (isAbroad(read)) return renderAbroad(ctx, read);
  await limit(ctx, visit, 'join.codes', network, codeLimits.network);
  await limit(ctx, visit, 'join.form_codes', visit.formId, codeLimits.form);
  return ctx.db.tx(visit.workspaceId, (tx) => sendFormCode(tx, ctx, read));
}

async function readPost(
  tx: Tx,
  ctx: FormContext,
  visit: Visit,
  visitor: Visitor,
  fields: FormFields,
): Promise<Ready | FormAnswer> {
  const opened = await open(tx, ctx, visit);
  if (!opened) return null;
  const { about, form } = opened;
  // Only a robot fills in what people do not see; it is told what everybody is told.
  if (fields.website)
    return form.isCodeAsked ? askForCode(visit, opened, fields, ctx.ids.uuid(), null) : thanks(visit, about);
  const look = lookOf(visit, opened);
  const { number, age, problems: own } = readFields(about, visit.language, fields);
  const shown = readLink(ctx.secrets, ctx.clock, fields.token ?? '', purpose);
  // Agreed to is what was shown: when the words have changed since, they are shown anew.
  const isAsShown = shown.ok && shown.subject === `${form.id} ${look.digest.toString('hex')}`;
  const problems = isAsShown ? own : [say(formWords, visit.language, 'problem_again')];
  if (number === null || problems.length > 0) return render(ctx, visit, opened, fields, problems);
  return { visit, visitor, fields, opened, number, age, look };
}

async function joinByForm(tx: Tx, ctx: FormContext, ready: Ready): Promise<FormAnswer> {
  const { visit, opened, look } = ready;
  const now = ctx.clock.now();
  const page = await keepSnapshot(tx, look.digest, look.html, now);
  const joined = await join(tx, ctx, wishOf(ready, page, now));
  if (joined.kind === 'refused' && joined.code === 'join.country') return renderAbroad(ctx, ready);
  return thanks(visit, opened.about);
}

/** Whether no code is worth sending, because the program cannot be joined from there. */
function isAbroad({ opened: { about }, number }: Ready): boolean {
  const parsed = parseNumber(number);
  return !parsed.ok || parsed.country === null || !about.countries.includes(parsed.country);
}

const renderAbroad = (ctx: FormContext, { visit, opened, fields }: Ready): FormAnswer =>
  render(ctx, visit, opened, fields, [say(formWords, visit.language, 'problem_country')]);

async function limit(
  ctx: FormContext,
  { workspaceId }: Visit,
  name: string,
  subject: string,
  { most, windowSeconds }: { most: number; windowSeconds: number },
): Promise<void> {
  const counted = await ctx.db.tx(workspaceId, (tx) =>
    countRequest(tx, { purpose: name, subject, most, windowSeconds }),
  );
  refuseOver(counted);
}

function thanks({ language }: Visit, about: Joinable): FormAnswer {
  return { title: say(formWords, language, 'sent_title'), body: html`${sentPage({ about, language })}` };
}

type ReadFields = {
  readonly number: string | null;
  readonly age: number | null;
  readonly problems: string[];
};

function readFields({ workspace, rule }: Joinable, language: Language, fields: FormFields): ReadFields {
  const problems: string[] = [];
  const { country } = workspace;
  const parsed = parseNumber(fields.number ?? '', {
    defaultCountry: isCountryCode(country) ? country : undefined,
  });
  if (!parsed.ok) problems.push(say(formWords, language, 'problem_number', { sentence: parsed.sentence }));
  if (fields.agree !== 'yes') problems.push(say(formWords, language, 'problem_agree'));
  const age = rule.leastAge !== null && fields.age === String(rule.leastAge) ? rule.leastAge : null;
  if (rule.leastAge !== null && age === null)
    problems.push(say(formWords, language, 'problem_age', { age: rule.leastAge }));
  return { number: parsed.ok ? parsed.e164 : null, age, problems };
}
