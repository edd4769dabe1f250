import { alphanumericForm } from './alphanumeric-form.ts';
import { brandForm } from './brand-form.ts';
import { campaignForm } from './campaign-form.ts';
import type { Form, RegistrationKind } from './form.ts';
import { shortCodeForm } from './short-code-form.ts';
import { tollFreeForm } from './toll-free-form.ts';

const byKind: Readonly<Record<RegistrationKind, Form>> = {
  brand: brandForm,
  campaign: campaignForm,
  toll_free: tollFreeForm,
  short_code: shortCodeForm,
  alphanumeric: alphanumericForm,
};

/** As of this day; a form that is handed in keeps the version under which it was filled in. */
export const formsVersion = 'registrations 2026-11-23';

export const formOf = (kind: RegistrationKind): Form => byKind[kind];
export const forms: readonly Form[] = Object.values(byKind);

/** A form in our own names, for whoever fills in a page or a letter by it. */
export const ownNames = (kind: RegistrationKind): Readonly<Record<string, string>> =>
  Object.fromEntries(formOf(kind).fields.map(({ id }) => [id, id]));
