import { t } from '../ui/language.ts';
import { ApiProblem, api } from './api.ts';
import { call } from './call.ts';

/** Whether this browser can be asked for a passkey at all; older ones cannot read the question. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** Asks the server for a challenge, the device for its signature, and signs in with it. */
export async function signInByPasskey(): Promise<unknown> {
  const options = await api.askForPasskey();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) throw nothingShown();
  return api.signInByPasskey(credential.toJSON());
}

/** Browsers say the same whether somebody pressed Cancel, waited too long or has no passkey, so that pages learn nothing. */
const nothingShown = () =>
  new ApiProblem({
    status: 0,
    code: 'passkey.not_shown',
    detail: t('No passkey was used. Try again.'),
  });

/** Whether this browser can make one. */
export const canMakePasskeys = (): boolean =>
  canUsePasskeys() && typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function';

/** Lets the device make a key pair and keeps its public half; with the first factor come recovery codes. */
export async function addPasskey(name: string): Promise<{ recovery_codes: readonly string[] }> {
  const options = await call('/v1/me/passkeys/options', 'post');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  const made = await navigator.credentials.create({ publicKey }).catch(() => null);
  if (!(made instanceof PublicKeyCredential)) throw nothingShown();
  return call('/v1/me/passkeys', 'post', { body: { name, credential: made.toJSON() as never } });
}
