import type { Answers, FormFinding, RegistrationKind } from '../form.ts';
import { formOf } from '../forms.ts';
import { checkBusiness } from './business.ts';
import { checkCallToAction } from './call-to-action.ts';
import { checkFields } from './check-fields.ts';
import { checkPolicies } from './policies.ts';
import { checkReplies } from './replies.ts';
import { checkSamples } from './samples.ts';

const checks = [checkBusiness, checkCallToAction, checkSamples, checkPolicies, checkReplies];

/**
 * Says what a reviewer would object to, in the order of the form's fields. Pure. Sources: the decline codes of The
 * Campaign Registry as aggregators publish them, Twilio's toll-free rejections 30440 to 30449, CTIA Messaging Principles
 * and Best Practices (May 2023).
 *
 * @returns every finding; empty when nothing was found, which is no promise that nobody objects
 */
export function lintForm(kind: RegistrationKind, answers: Answers): readonly FormFinding[] {
  const form = formOf(kind);
  const shape = checkFields(form, answers);
  // What is of another kind than the form asks cannot be read; what it has no field for is nobody's.
  const unreadable = new Set(
    shape.filter(({ rule }) => /^field\.(?:kind|unknown)$/.test(rule)).map(({ field }) => field),
  );
  const readable = Object.fromEntries(Object.entries(answers).filter(([id]) => !unreadable.has(id)));
  const place = new Map(form.fields.map(({ id }, at) => [id, at]));
  const ofField = (field: string) => place.get(field) ?? -1;
  return [...shape, ...checks.flatMap((check) => check(readable))].sort(
    (one, other) =>
      ofField(one.field) - ofField(other.field) ||
      (one.item ?? -1) - (other.item ?? -1) ||
      one.start - other.start,
  );
}
