import type { ProgramWords } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Html } from '../platform/pages/html.ts';
import type { Language } from '../platform/pages/languages.ts';
import type { JoinForm } from './form.queries.ts';
import type { FormFields } from './form-page.ts';
import type { Joinable } from './joinable.ts';

/** Who looks at a form, and how. */
export type Visit = {
  readonly workspaceId: string;
  readonly formId: string;
  readonly language: Language;
  readonly isFramed: boolean;
};

export type Visitor = {
  readonly ip: string;
  readonly userAgent: string | null;
  readonly referrer: string | null;
};

export type FormContext = Pick<Context, 'db' | 'clock' | 'ids' | 'secrets'>;

/** A form that can be filled in now, with everything that stands on it. */
export type Opened = {
  readonly about: Joinable;
  readonly form: JoinForm;
  readonly disclosure: ProgramWords;
  readonly policyAddress: string;
};

/** A page; null where nobody can join any more. */
export type FormAnswer = { readonly title: string; readonly body: Html } | null;

/** A post that is as a person sends it; nothing has been written for it yet. */
export type Ready = {
  readonly visit: Visit;
  readonly visitor: Visitor;
  readonly fields: FormFields;
  readonly opened: Opened;
  readonly number: string;
  readonly age: number | null;
  /** The page that was agreed to, whole, and its SHA-256. */
  readonly look: { readonly html: string; readonly digest: Buffer };
};
