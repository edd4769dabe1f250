import type { Dictionary } from '../dictionary.ts';

/** Spanish of what a first rehearsal says, by the English sentence. */
export const spanishRehearsing: Dictionary = {
  'At least twelve characters: a few words that do not belong together are easy to keep and hard to guess':
    'Doce caracteres como mínimo: unas palabras que no van juntas son fáciles de recordar y difíciles de adivinar',
  '{field}, else “{fallback}”': '{field}, o si no «{fallback}»',
  'only if {condition}:': 'solo si {condition}:',
  'only if not {condition}:': 'solo si no {condition}:',
  'otherwise:': 'si no:',
  'to here': 'hasta aquí',
  'Link to their own page': 'Enlace a su propia página',
  'Number it comes from': 'Número del que sale',
  'In a rehearsal, what a carrier says of failed texts is invented.':
    'En un ensayo, lo que un operador dice de los textos fallidos es inventado.',
  'Move the clock of this rehearsal': 'Mover el reloj de este ensayo',
  'The rehearsal gets a clock of its own, which is moved to the hour of the next text now and runs on from there. No button turns it back. That does not make this a rehearsal for ever: before the first real carrier is connected, whoever runs the installation gives it the real clock again.':
    'El ensayo recibe un reloj propio, que ahora se mueve a la hora del próximo texto y sigue desde ahí. Ningún botón lo atrasa. Esto no queda como ensayo para siempre: antes de conectar el primer operador real, quien opera la instalación le devuelve el reloj real.',
  'Move it': 'Moverlo',
  'Do not wait: move the clock …': 'No esperar: mover el reloj …',
  'Replies that nobody typed on a pretend phone are invented by the rehearsal.':
    'Las respuestas que nadie escribió en un teléfono de ensayo las inventa el ensayo.',
  'Only people who joined it can get the text.': 'Solo quienes se apuntaron a él pueden recibir el texto.',
  'The number people see.': 'El número que ven las personas.',
  '“Between” is what a larger send would likely show: so few texts leave that much to chance.':
    '«Entre» es lo que probablemente mostraría un envío mayor: con tan pocos textos, eso queda al azar.',
  'By which rule': 'Por qué regla',
  'Nobody gets it before {when}: it is too early or too late where they are.':
    'Nadie lo recibe antes del {when}: es demasiado temprano o demasiado tarde donde están.',
  'Nobody gets it before {when}: it is too early where they are.':
    'Nadie lo recibe antes del {when}: es demasiado temprano donde están.',
  'Nobody gets it before {when}: it is too late where they are.':
    'Nadie lo recibe antes del {when}: es demasiado tarde donde están.',
  '{when} in {city}': '{when} en {city}',
  'See by which rule, and until when': 'Ver por qué regla, y hasta cuándo',
  'one of the longest': 'uno de los más largos',
  'Nobody yet: no text can be written before what the flight check found is mended.':
    'Nadie todavía: no se puede escribir ningún texto hasta corregir lo que encontró la revisión.',
  '{n} people may be texted then.': {
    one: 'Entonces se podrá enviar a {n} persona.',
    other: 'Entonces se podrá enviar a {n} personas.',
  },
  'No text can be written yet': 'Aún no se puede escribir ningún texto',
  'Put in: {field}': 'Poner: {field}',
  'Whoever has none reads': 'Quien no lo tiene lee',
  'A word or two that fit into the sentence in its place.':
    'Una o dos palabras que encajen en la frase en su lugar.',
  'Put it in': 'Ponerlo',
  'How that is done': 'Cómo se hace',
  'This rehearsal has a clock of its own, so only rehearsals can be connected. Whoever runs the installation gives it the real clock again first.':
    'Este ensayo tiene un reloj propio, así que solo se pueden conectar ensayos. Quien opera la instalación le devuelve antes el reloj real.',
  'In a rehearsal you need not wait: once it is sent, a button on the campaign’s page moves the clock there.':
    'En un ensayo no hace falta esperar: una vez enviada, un botón en la página de la campaña mueve el reloj hasta entonces.',
  'First text': 'Primer texto',
  'Last text': 'Último texto',
  'Wait for an hour first': 'Esperan antes a una hora',
  'Where everybody ends up, those who wait included. Who waits and for how long is worked out; what fails and who replies is drawn by lot, and a launch draws anew.':
    'Dónde acaba cada cual, incluidos los que esperan. Quién espera y cuánto se calcula; lo que falla y quién responde sale al azar, y un lanzamiento sortea de nuevo.',
  '“{program}” is there already; its words can be changed.':
    '«{program}» ya existe; sus palabras se pueden cambiar.',
  '{number} is there already.': '{number} ya está.',
  'Nothing is on its way.': 'No hay nada en camino.',
  'Sent before': 'Enviadas antes',
  'Show them': 'Verlas',
  '{inviter} invites you as {email}.': '{inviter} le invita como {email}.',
  'Your role: {role}.': 'Su rol: {role}.',
  'What shows it': 'Qué lo demuestra',
  'Who stands in for it': 'Quién responde de ello',
  'Row of the file': 'Fila del archivo',
  'What they wrote': 'Lo que escribió',
  'Fingerprint of the file (SHA-256)': 'Huella del archivo (SHA-256)',
  'Where they agreed': 'Dónde aceptó',
  'Written consent': 'Consentimiento por escrito',
  'Written consent, by somebody’s word': 'Consentimiento por escrito, según alguien',
  'Consent, not in writing': 'Consentimiento, no por escrito',
  'Consent, by somebody’s word': 'Consentimiento, según alguien',
  'Consent by an act of their own': 'Consentimiento por un acto propio',
  'Came back by their own text': 'Volvió con un texto propio',
  'They are a customer': 'Es cliente',
  'Somebody says so': 'Alguien lo dice',
  'There are no clicks and replies yet to tell it by (opt-outs say nothing about an hour); a text at the best hour would go at noon.':
    'Aún no hay clics ni respuestas que lo digan (las bajas no dicen nada de una hora); un texto a la mejor hora saldría al mediodía.',
  'No click or reply of theirs tells it yet. {hour} is when people of this workspace answer most.':
    'Ningún clic ni respuesta suya lo dice todavía. A las {hour} es cuando más responde la gente de este espacio de trabajo.',
  'They get a link by mail where this installation sends mail; where it does not, you are shown the link and pass it on.':
    'Recibe un enlace por correo si esta instalación envía correo; si no, se le muestra el enlace y usted lo pasa.',
};
