import { Invalid } from '../platform/errors.ts';
import type { FormField } from './account-form.ts';
import { nowhere } from './callback-address.ts';
import type { GatewayAdapter, GatewayPlace, GatewaySettings } from './gateway.ts';

const originField: FormField = {
  name: 'origin',
  label: 'Address of the pretend carrier',
  help: 'A program on this machine that speaks like the carrier, such as the rehearsal carrier.',
  kind: 'text',
  isRequired: true,
  example: 'http://127.0.0.1:40123',
};

const callbackField: FormField = {
  name: 'callback_origin',
  label: 'Where the pretend carrier reaches us',
  help: 'The address of this service on this machine.',
  kind: 'text',
  isRequired: false,
  example: 'http://127.0.0.1:3000',
};

const leftOutField: FormField = {
  name: 'left_out',
  label: 'Beginnings of paths that it leaves out',
  help: 'Only for a mock server of the carrier’s own description: what stands there under “servers” behind the host, with commas between.',
  kind: 'text',
  isRequired: false,
  pattern: '(/[A-Za-z0-9._\\-]+)+(,(/[A-Za-z0-9._\\-]+)+)*',
  example: '/v2',
};

/**
 * The same wire to a pretend carrier on this machine: every host of the carrier's is led there, so that it reaches nobody. By
 * it a whole account can be rehearsed, and a carrier's own mock server be asked.
 */
export function rehearsalTwin(adapter: GatewayAdapter): GatewayAdapter {
  const { mediaHeaders } = adapter;
  return {
    ...adapter,
    kind: `rehearsal_${adapter.kind}`,
    name: `${adapter.name}, rehearsed`,
    isRehearsal: true,
    form: [originField, callbackField, leftOutField, ...adapter.form],
    ...(mediaHeaders && {
      mediaHeaders: (url, settings, secret, place) =>
        mediaHeaders(url, settings, secret, near(settings, place)),
    }),
    open: (settings, secret, place = nowhere()) => adapter.open(settings, secret, near(settings, place)),
  };
}

/** The same place, with everything of the carrier's on this machine. */
function near(
  { origin, callback_origin: callbackOrigin, left_out: leftOut }: GatewaySettings,
  place: GatewayPlace,
): GatewayPlace {
  const here = loopback(origin, 'gateway.not_loopback');
  const address = typeof leftOut === 'string' && leftOut !== '' ? `${here}#${leftOut}` : here;
  const publicOrigin =
    callbackOrigin === undefined ? place.publicOrigin : loopback(callbackOrigin, 'gateway.not_loopback');
  return { ...place, guard: undefined, publicOrigin, at: () => address };
}

function loopback(origin: unknown, code: string): string {
  if (typeof origin === 'string' && /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d+$/.test(origin))
    return origin;
  throw new Invalid(code, 'A rehearsal must stay on this machine (http://127.0.0.1:port).');
}
