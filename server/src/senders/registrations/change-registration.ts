import {
  type Answer,
  type Answers,
  formOf,
  formsVersion,
  lintForm,
  type RegistrationKind,
} from '@tidings/policy/registrations';
import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid, type ProblemDetail } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { applyLimits } from './apply-limits.ts';
import {
  getRegistration,
  insertRegistrationEvent,
  lockRegistration,
  saveRegistration,
} from './registration.queries.ts';
import { type Registration, requireOpenForm } from './registration.ts';

export type NewRegistration = {
  readonly kind: RegistrationKind;
  readonly name: string;
  readonly parentId: string | null;
  readonly answers: Answers;
};

type Tools = Pick<Context, 'clock' | 'ids'>;

/** Begins a form. It may be filled in bit by bit; what it lacks is told by its findings. */
export async function createRegistration(
  ctx: Tools,
  tx: Tx,
  scope: Scope,
  input: NewRegistration,
): Promise<Registration> {
  await requireParent(tx, input);
  const registration: Registration = {
    ...input,
    name: nameOf(input.name),
    answers: readAnswers(input.kind, input.answers),
    ...{ id: ctx.ids.uuid(), status: 'draft', formsVersion, provider: null, reference: null, hoursADay: 24 },
    ...{ rejectionCode: null, rejectionReason: null, mend: [], createdAt: ctx.clock.now() },
    ...{ submittedAt: null, decidedAt: null, expiresAt: null },
  };
  await saveRegistration(tx, registration);
  await noteChange(ctx, tx, scope, registration, {
    act: 'registration.created',
    detail: { kind: input.kind, fields: Object.keys(registration.answers) },
  });
  return registration;
}

export type FormChange = {
  readonly name?: string | undefined;
  readonly parentId?: string | null | undefined;
  readonly hoursADay?: number | undefined;
  /** Answers to set; null takes one away. Others stay as they are. */
  readonly answers?: Readonly<Record<string, Answer | null>> | undefined;
};

/** Fills in fields. After a rejection the form is a draft again. */
export async function changeRegistration(
  ctx: Tools,
  tx: Tx,
  scope: Scope,
  id: string,
  change: FormChange,
): Promise<Registration> {
  const before = await lockRegistration(tx, id);
  const isForm = change.answers !== undefined || change.parentId !== undefined;
  if (isForm) requireOpenForm(before);
  const answers = { ...before.answers, ...change.answers };
  const kept = Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [string, Answer] => entry[1] !== null),
  );
  const after: Registration = {
    ...before,
    name: change.name === undefined ? before.name : nameOf(change.name),
    parentId: change.parentId === undefined ? before.parentId : change.parentId,
    hoursADay: change.hoursADay ?? before.hoursADay,
    answers: readAnswers(before.kind, kept),
    ...(isForm ? { status: 'draft', formsVersion } : {}),
  };
  await requireParent(tx, after);
  await saveRegistration(tx, after);
  const fields = Object.keys(change.answers ?? {});
  const detail = {
    ...(fields.length > 0 ? { fields } : {}),
    ...(after.name === before.name ? {} : { name: after.name }),
    ...(after.hoursADay === before.hoursADay ? {} : { hours_a_day: after.hoursADay }),
    ...(after.parentId === before.parentId
      ? {}
      : { parent_id: after.parentId && publicId('reg', after.parentId) }),
  };
  await noteChange(ctx, tx, scope, after, { act: 'registration.changed', detail });
  if (after.hoursADay !== before.hoursADay) await applyLimits(tx, scope, after);
  return after;
}

/** Written down twice: in the registration's own history, and in the audit of the workspace. */
export async function noteChange(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  scope: Scope,
  { id, status }: Pick<Registration, 'id' | 'status'>,
  { act, detail }: { readonly act: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  const at = ctx.clock.now();
  await insertRegistrationEvent(tx, id, { at, actor: scope.actor, act, status, detail });
  await recordAudit(tx, scope, { act, object: publicId('reg', id), after: { status, ...detail } });
}

const longestName = 120;

function nameOf(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= longestName) return trimmed;
  throw new Invalid('registration.bad_name', `Give it a name of 1 to ${longestName} characters.`);
}

async function requireParent(
  tx: Tx,
  { kind, parentId }: Pick<NewRegistration, 'kind' | 'parentId'>,
): Promise<void> {
  if (parentId === null) return;
  if (kind !== 'campaign')
    throw new Invalid(
      'registration.no_parent',
      'Only a 10DLC campaign stands under a brand. Leave the brand out.',
    );
  const parent = await getRegistration(tx, parentId);
  if (parent.kind !== 'brand')
    throw new Invalid(
      'registration.bad_parent',
      `“${parent.name}” is no brand: a campaign stands under one.`,
    );
}

/** What cannot be an answer at all is refused; what a reviewer would object to is told by the findings. */
function readAnswers(kind: RegistrationKind, answers: Answers): Answers {
  const fields = new Set(formOf(kind).fields.map(({ id }) => id));
  const details = lintForm(kind, answers)
    .filter(({ rule }) => rule === 'field.unknown' || rule === 'field.kind')
    .map(
      ({ rule, field, sentence }): ProblemDetail => ({
        pointer: `/answers/${field}`,
        code: rule,
        detail: sentence,
      }),
    );
  const [first] = details;
  if (first) throw new Invalid('registration.bad_answers', first.detail, details);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => fields.has(id)));
}
