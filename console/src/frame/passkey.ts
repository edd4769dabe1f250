import { ApiProblem, api } from './api.ts';

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
    detail: 'No passkey was used. Try again, or sign in another way.',
  });
