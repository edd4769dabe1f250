import { later, t } from '../../ui/language.ts';

/** Sentences for what can go wrong on the way through the single sign-on; the address carries the code alone. */
const sentences: Readonly<Record<string, string>> = {
  'single_sign_on.away': later(
    'The single sign-on does not answer as it should. Try again in a minute, or sign in with your password.',
  ),
  'single_sign_on.unverified': later(
    'The single sign-on has not verified your e-mail address. Verify it there, then try again.',
  ),
  'single_sign_on.other_domain': later(
    'People of your e-mail domain do not sign in here. Use the address of your work.',
  ),
  'single_sign_on.other_person': later(
    'The account with this e-mail address belongs to somebody else at the single sign-on. Ask an owner or admin of the workspace.',
  ),
  'single_sign_on.not_invited': later(
    'Nobody has invited your e-mail address here. Ask an owner or admin of the workspace for an invitation.',
  ),
  'single_sign_on.not_set': later('This installation has no single sign-on. Sign in with your password.'),
  'sign_in.step_ended': later('This sign-in took too long, or was begun in another browser. Begin again.'),
};

/** Only codes that we know are shown in words of ours: a link must not put a sentence of somebody else on this page. */
export function sentenceOfRefusal(code: string | undefined): string | null {
  if (code === undefined) return null;
  return t(
    sentences[code] ??
      later('The single sign-on did not succeed. Begin again, or sign in with your password.'),
  );
}
