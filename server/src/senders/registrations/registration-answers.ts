import {
  alphanumericRules,
  type FormField,
  type FormFinding,
  forms,
  formsVersion,
  providerNames,
  useCases,
} from '@tidings/policy/registrations';
import type { Static } from 'typebox';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { listSendersOfRegistration } from '../sender.queries.ts';
import { limitsOfRegistration } from './apply-limits.ts';
import type { NumberStanding } from './number-standing.ts';
import type { Registration } from './registration.ts';
import type {
  FormFindings,
  FormsAnswer,
  RegistrationAnswer,
  StandingAnswer,
} from './registrations.schemas.ts';

const timeOf = (date: Date | null) => date?.toISOString() ?? null;

export async function toRegistration(tx: Tx, one: Registration): Promise<Static<typeof RegistrationAnswer>> {
  const numbers = await listSendersOfRegistration(tx, one.id);
  const limits = await limitsOfRegistration(tx, one);
  return {
    object: 'registration',
    id: publicId('reg', one.id),
    kind: one.kind,
    name: one.name,
    status: one.status,
    answers: { ...one.answers } as Static<typeof RegistrationAnswer>['answers'],
    forms_version: one.formsVersion,
    brand_registration_id: one.parentId && publicId('reg', one.parentId),
    provider: one.provider,
    reference: one.reference,
    hours_a_day: one.hoursADay,
    rejection:
      one.rejectionReason === null
        ? null
        : { code: one.rejectionCode, reason: one.rejectionReason, mend: [...one.mend] },
    numbers: numbers.map(({ id, number }) => ({ sender_id: publicId('snd', id), number })),
    limits: limits.map(({ partsPerSecond, ...limit }) => ({ ...limit, parts_per_second: partsPerSecond })),
    created_at: one.createdAt.toISOString(),
    submitted_at: timeOf(one.submittedAt),
    decided_at: timeOf(one.decidedAt),
    expires_at: timeOf(one.expiresAt),
  };
}

export function toFindings(findings: readonly FormFinding[]): Static<typeof FormFindings> {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    object: 'form_findings',
    errors,
    warnings: findings.length - errors,
    findings: findings.map((one) => ({ ...one })),
  };
}

export const toStanding = ({ sender, ...one }: NumberStanding): Static<typeof StandingAnswer> => ({
  sender_id: publicId('snd', sender.id),
  number: sender.number,
  kind: sender.kind,
  ...one,
  registration_kind: sender.papers.kind,
  registration_status: sender.papers.status,
  grace_until:
    sender.papers.graceUntilMs === null ? null : new Date(sender.papers.graceUntilMs).toISOString(),
});

const toField = (field: FormField) => ({
  id: field.id,
  label: field.label,
  kind: field.kind,
  required:
    typeof field.required === 'boolean'
      ? field.required
      : { field: field.required.field, is: [...field.required.is] },
  min_length: field.minLength ?? null,
  max_length: field.maxLength ?? null,
  min_items: field.minItems ?? null,
  max_items: field.maxItems ?? null,
  choices: field.choices ? [...field.choices] : null,
  help: field.help,
  source: field.source,
});

export const formsAnswer = (): Static<typeof FormsAnswer> => ({
  object: 'registration_forms',
  version: formsVersion,
  forms: forms.map(({ kind, title, about, fields }) => ({ kind, title, about, fields: fields.map(toField) })),
  use_cases: useCases.map(({ code, label, isSpecial, mayPromote, note }) => ({
    ...{ code, label, note },
    is_special: isSpecial,
    may_promote: mayPromote,
  })),
  countries: alphanumericRules.map((one) => ({ ...one })),
  providers: [...providerNames],
});
