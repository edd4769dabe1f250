import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLanguage } from '../ui/language.ts';
import { otherWordsOf } from './other-words.ts';
import { narrow } from './palette-entries.ts';

const addresses = [
  ...['/campaigns', '/audience/suppression', '/audience/imports', '/developers/keys', '/settings/me'],
  ...['colours dark', '/senders/gateways', '/compliance/requests'],
];
const entries = () =>
  addresses.map((to) => ({ id: to, group: 'place' as const, kind: '', name: '–', also: otherWordsOf(to) }));
const found = (typed: string) => narrow(entries(), typed).map(({ id }) => id);

const asked = [
  ['blast', '/campaigns'],
  ['unsubscribe', '/audience/suppression'],
  ['opt out', '/audience/suppression'],
  ['contacts upload', '/audience/imports'],
  ['API token', '/developers/keys'],
  ['password', '/settings/me'],
  ['dark mode', 'colours dark'],
  ['twilio', '/senders/gateways'],
  ['gdpr', '/compliance/requests'],
] as const;

it.each(asked)('%s is found at %s', (typed, address) => expect(found(typed)).toEqual([address]));

describe('in Spanish', () => {
  beforeAll(() => openLanguage('es'));
  afterAll(() => openLanguage('en'));
  it.each([
    ...asked,
    ['difusion', '/campaigns'],
    ['cancelar suscripción', '/audience/suppression'],
    ['subir contactos', '/audience/imports'],
    ['token de API', '/developers/keys'],
    ['modo oscuro', 'colours dark'],
  ] as const)('%s is found at %s', (typed, address) => expect(found(typed)).toEqual([address]));
});
