import type { JoinForm } from './form.queries.ts';
import type { FormFields } from './form-page.ts';
import type { JoinWish } from './join.ts';
import type { Ready, Visitor } from './visit.ts';

/** What somebody wants who has filled in a form; `page` is the hash under which the look of it is kept. */
export function wishOf(
  { visit, visitor, fields, opened, number, age }: Ready,
  page: string,
  occurredAt: Date,
): JoinWish {
  const { form, disclosure } = opened;
  return {
    programId: form.programId,
    number,
    method: visit.isFramed ? 'web_form' : 'hosted_page',
    isFromPhone: false,
    act: 'gave the number, ticked the box that was not ticked before, and pressed the button',
    occurredAt,
    locale: visit.language,
    words: disclosure,
    evidence: { ...evidenceOf(visitor, form, page), ...trackingOf(form, fields) },
    actor: 'system:form',
    attestedAge: age,
    senderId: null,
    person: personOf(form, fields),
    tags: form.tags,
    formId: form.id,
    isConfirmedByUs: true,
  };
}

const evidenceOf = ({ ip, userAgent, referrer }: Visitor, form: JoinForm, page: string) => ({
  ip,
  ...(userAgent !== null && { user_agent: userAgent.slice(0, 500) }),
  ...(referrer !== null && { referrer: referrer.slice(0, 500) }),
  source_url: `/j/${form.address}`,
  page_sha256: page,
  checkbox_default: false,
});

// Nothing is said by a box that stays as it was.
const trackingOf = ({ isTrackingAsked }: JoinForm, { tracking }: FormFields) =>
  isTrackingAsked && tracking === 'agreed' ? { tracking: 'agreed' as const } : {};

const personOf = ({ asks }: JoinForm, fields: FormFields) => {
  const read = (ask: JoinForm['asks'][number]) =>
    asks.includes(ask) ? fields[ask]?.slice(0, 200) || null : null;
  return { firstName: read('first_name'), lastName: read('last_name'), email: read('email') };
};
