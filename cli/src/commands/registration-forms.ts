import { text as readAll } from 'node:stream/consumers';
import type { Answers, FormFinding, RegistrationKind } from '@tidings/policy/registrations';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findRegistration } from '../find/find-registration.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { parseAnswers } from '../read-answers.ts';
import { readSource } from '../read-source.ts';
import { misuse } from '../refusal.ts';

const kindsOf = async () =>
  (await import('@tidings/policy/registrations')).registrationKinds as readonly string[];

export async function showForm(desk: Desk, kind: string | undefined): Promise<ExitCode> {
  const { alphanumericRules, formOf, forms, registrationKinds } = await import(
    '@tidings/policy/registrations'
  );
  if (kind !== undefined && !(registrationKinds as readonly string[]).includes(kind))
    throw misuse(`There is no form “${kind}”. The forms are ${registrationKinds.join(', ')}.`);
  const shown = kind === undefined ? forms : [formOf(kind as RegistrationKind)];
  const isOfNames = kind === undefined || kind === 'alphanumeric';
  const countries = isOfNames ? alphanumericRules.toSorted((a, b) => (a.country < b.country ? -1 : 1)) : [];
  const countryRows = countries.map((one) => [one.country, one.registration, one.confidence, one.sentence]);
  const byCountry = `What countries ask of a name\n\n${printTable(['country', 'registration', 'sure', 'what'], countryRows, desk.voice.paint)}\n\nA: read at the source; C: from memory, ask the carrier. Where none is listed, ask the carrier.`;
  desk.voice.answer({ forms: shown, ...(isOfNames ? { countries } : {}) }, () =>
    [
      ...shown.map(({ title, about, fields }) => {
        const rows = fields.map(({ id, kind: what, required, help, choices }) => [
          id,
          what,
          required === true ? 'yes' : required === false ? '' : `if ${required.field}`,
          choices && choices.length <= 8 ? `${help} (${choices.join(', ')})` : help,
        ]);
        return `${title}\n${about}\n\n${printTable(['field', 'kind', 'needed', 'meaning'], rows, desk.voice.paint)}`;
      }),
      ...(isOfNames ? [byCountry] : []),
    ].join('\n\n'),
  );
  return exitCodes.ok;
}

type Filled = { readonly kind: RegistrationKind; readonly answers: Answers };

/** A file or a pipe where a kind is named, a registration of the workspace otherwise. */
async function readForm(desk: Desk, which: string, kind: string | undefined): Promise<Filled> {
  if (kind === undefined) {
    const { kind: found, answers } = await findRegistration(desk, which);
    return { kind: found, answers: answers as Answers };
  }
  if (!(await kindsOf()).includes(kind)) throw misuse(`There is no form “${kind}”.`);
  const source = await readSource(which, desk.around);
  return {
    kind: kind as RegistrationKind,
    answers: parseAnswers(await readAll(source.open(() => {})), which),
  };
}

export async function lintRegistration(
  desk: Desk,
  which: string,
  { kind }: { readonly kind?: string },
): Promise<ExitCode> {
  const form = await readForm(desk, which, kind);
  const { lintForm } = await import('@tidings/policy/registrations');
  const findings = lintForm(form.kind, form.answers);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  desk.voice.answer({ errors, warnings, findings }, () =>
    [
      ...findings.map((one) => printFinding(one, desk)),
      `${errors} known reasons to reject it, ${warnings} warnings.`,
    ].join('\n'),
  );
  return errors > 0 ? exitCodes.failure : exitCodes.ok;
}

function printFinding(
  { rule, severity, field, item, sentence, remedy }: FormFinding,
  { voice: { paint } }: Desk,
): string {
  const colour = severity === 'error' ? paint.red : paint.yellow;
  const where = `${field}${item === null ? '' : ` ${item + 1}`}`;
  return `${colour(severity)} ${where}: ${plain(sentence)} ${plain(remedy)} ${paint.dim(rule)}`;
}

const sureness = {
  A: null,
  C: 'These names are from memory: compare them with the provider’s reference.',
  R: 'No names of this provider are known: these are the registry’s own.',
} as const;

export type ExportFlags = { readonly provider: string; readonly kind?: string; readonly csv?: boolean };

export async function exportRegistration(desk: Desk, which: string, flags: ExportFlags): Promise<ExitCode> {
  const form = await readForm(desk, which, flags.kind);
  const { exportForm, formAsCsv, providerNames } = await import('@tidings/policy/registrations');
  if (!providerNames.includes(flags.provider))
    throw misuse(`There is no provider “${flags.provider}”. Known are ${providerNames.join(', ')}.`);
  const exported = exportForm(flags.provider, form.kind, form.answers);
  if (!exported)
    throw misuse(
      `For this kind of form no field names of ${flags.provider} are known. Use --provider plain.`,
    );
  const { asked, leftOut, confidence, label, handedIn } = exported;
  desk.voice.answer(exported, () =>
    flags.csv ? formAsCsv(exported).trimEnd() : JSON.stringify(exported.body, null, 2),
  );
  if (handedIn) desk.voice.note(oneLine(handedIn));
  for (const [name, why] of Object.entries(asked))
    desk.voice.note(`${label} asks besides: ${name}. ${oneLine(why)}`);
  if (leftOut.length > 0) desk.voice.note(`No name there for: ${leftOut.join(', ')}.`);
  const unsure = sureness[confidence];
  if (unsure) desk.voice.note(unsure);
  return exitCodes.ok;
}
