import { expect, it } from 'vitest';
import { openSpanish } from './spanish.ts';

const say = openSpanish();

it.each([
  [
    'Held until Tue, 24 Nov 2026, 08:00 in Denver: texts have to wait for the hours that are allowed where the person is.',
    'Retenido hasta el mar, 24 nov 2026, 08:00 en Denver: los textos deben esperar a las horas permitidas donde está la persona.',
  ],
  [
    'Opted out by replying “stop please” on Tue, 24 Nov 2026, 12:00 in New York.',
    'Se dio de baja al responder “stop please” el mar, 24 nov 2026, 12:00 en New York.',
  ],
  [
    'Opted out of Harbor by replying “STOP”; confirmation sent at once.',
    'Se dio de baja de Harbor por responder “STOP”; confirmación enviada al momento.',
  ],
  ['No self-check of October 2026 was made.', 'No se hizo la autocomprobación de octubre de 2026.'],
  ['Legal name is not filled in.', 'Nombre legal: falta rellenarlo.'],
  ['Not sent. The number is not in service.', 'No enviado. El número no está en servicio.'],
  [
    '12,400 people would receive it, and its schedule allows 10,000 at most. Schedule it again with the number that you mean.',
    'Lo recibirían 12.400 personas, y su programación permite 10.000 como máximo. Prográmela de nuevo con el número que quiere.',
  ],
  [
    'The request is not as described: /body must have 8 characters or more.',
    'La petición no es como se describe: /body debe tener 8 caracteres o más.',
  ],
  [
    'There is a list called “at once” already. Add to it, or choose another name.',
    'Ya hay una lista llamada «at once». Añada a ella, o elija otro nombre.',
  ],
  [
    'People who are tagged “vip” and have not opened a link in the last 90 days.',
    'Personas que llevan la etiqueta “vip” y no han abierto un enlace en los últimos 90 días.',
  ],
  [
    'Saturdays are higher than the other days of the same weeks: 1.10 to 1.30 times what those weeks had on average.',
    'Los sábados: más que los demás días de las mismas semanas, de 1.10 a 1.30 veces la media de esas semanas.',
  ],
  ['Something that nobody has ever said.', 'Something that nobody has ever said.'],
])('says %s', (words, said) => expect(say(words)).toBe(said));
