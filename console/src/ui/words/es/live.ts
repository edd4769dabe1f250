import type { Dictionary } from '../dictionary.ts';

/** Spanish of a campaign under way, by the English sentence. */
export const spanishLive: Dictionary = {
  '0.5 is one in two seconds. Empty: as fast as its number and its gateway may.':
    '0,5 es una cada dos segundos. Vacío: tan rápido como puedan su número y su pasarela.',
  'How fast may it go?': '¿A qué ritmo puede ir?',
  'It may go at most at {pace}.': 'Puede ir como máximo a {pace}.',
  'These figures come within a minute.': 'Estas cifras llegan en un minuto.',
  'No text has left yet.': 'Todavía no ha salido ningún mensaje.',
  'Nobody has answered yet.': 'Nadie ha respondido todavía.',
  'Now: {pace}. It holds within a second. Whoever waits is not left out.':
    'Ahora: {pace}. Vale en menos de un segundo. Nadie que espere queda fuera.',
  'Pace …': 'Ritmo …',
  'Parts a second, at most': 'Partes por segundo, como máximo',
  'Set the pace': 'Fijar el ritmo',
  'Slow down …': 'Más despacio …',
  'Slow it down?': '¿Ir más despacio?',
  'What they wrote last': 'Lo último que escribieron',
};
