import type { Dictionary } from '../dictionary.ts';

/** Spanish of emergencies and their roster, by the English sentence. */
export const spanishEmergencies: Dictionary = {
  'A second person confirms': 'Confirma una segunda persona',
  'After so many minutes': 'Después de tantos minutos',
  Again: 'Otra vez',
  'All emergencies': 'Todas las emergencias',
  'Ask them whether they are safe': 'Preguntarles si están a salvo',
  'Behind your words stands “Reply 1 if you are safe, 2 if you need help.”':
    'Detrás de sus palabras va “Reply 1 if you are safe, 2 if you need help.”',
  'By telephone': 'Por teléfono',
  'Confirm and send': 'Confirmar y enviar',
  'Confirm and send …': 'Confirmar y enviar …',
  Confirmed: 'Confirmada',
  'Declare an emergency': 'Declarar una emergencia',
  'Declare it': 'Declararla',
  Declared: 'Declarada',
  'Declared by {name}, {when}. Nothing has left yet.': 'La declaró {name}, {when}. Aún no ha salido nada.',
  Drill: 'Simulacro',
  Earthquake: 'Terremoto',
  'Drills reach those who have joined. Whoever has left the brand is never texted.':
    'Los simulacros llegan a quien se ha apuntado. A quien ha dejado la marca nunca se le escribe.',
  Emergencies: 'Emergencias',
  'Emergencies reach': 'Las emergencias llegan a',
  'People who have joined a program for them': 'Quien se ha apuntado a un programa para ellas',
  'Whoever is on record, where the law asks for no consent in danger':
    'Cualquiera que conste, donde la ley no pide consentimiento en peligro',
  'Who has not joined is texted as well, where the law asks for no consent in danger; who has left is not.':
    'También se escribe a quien no se ha apuntado, donde la ley no pide consentimiento en peligro; a quien se ha ido, no.',
  'Emergencies and drills, latest first': 'Emergencias y simulacros, lo último primero',
  'End it?': '¿Terminarla?',
  'End of danger': 'Fin del peligro',
  Evacuation: 'Evacuación',
  'Every text begins with “DRILL”, and waits behind what is meant.':
    'Cada texto empieza por “DRILL” y espera detrás de lo que va en serio.',
  Fire: 'Incendio',
  Flood: 'Inundación',
  'Hazardous material': 'Material peligroso',
  'Hold a drill before you need the other: it shows whose number is wrong, and who may confirm.':
    'Haga un simulacro antes de necesitar lo otro: muestra qué números están mal y quién puede confirmar.',
  'How often whoever is silent is texted again': 'Cuántas veces se vuelve a escribir a quien calla',
  'How you heard of it': 'Cómo lo ha sabido',
  'In need of help': 'Necesitan ayuda',
  'It counts like an answer of their own, and stays on record with your name.':
    'Vale como una respuesta suya y queda registrado con el nombre de usted.',
  'It has to say that 1 means safe and 2 that help is needed.':
    'Tiene que decir que 1 significa a salvo y 2 que hace falta ayuda.',
  'It leaves at once, at any hour, before everything else. You answer for these words together.':
    'Sale en el acto, a cualquier hora y antes que todo lo demás. De estas palabras responden los dos.',
  'It would go to {n} people.': { one: 'Iría a {n} persona.', other: 'Iría a {n} personas.' },
  'Last text {when}': 'Último texto: {when}',
  'Left out, the number that you have had longest.': 'Si falta, el número que tienen desde hace más tiempo.',
  'Left out, the same again, with “We have not heard from you.” before it.':
    'Si falta, lo mismo otra vez, precedido de “We have not heard from you.”',
  'Lists that are not': 'Listas a las que no',
  'Lists that are texted': 'Listas a las que se escribe',
  'Make one that people can join': 'Cree uno al que la gente pueda apuntarse',
  'Need help': 'Necesitan ayuda',
  'No emergency so far': 'Ninguna emergencia hasta ahora',
  'No more texts are made, and what has not left is taken back. Answers are read for one more day.':
    'No se hacen más textos y lo que no ha salido se retira. Las respuestas se leen un día más.',
  'Nobody stands here now': 'Ahora no hay nadie aquí',
  'Not texted': 'Sin texto',
  'Note it': 'Anotarlo',
  'Note what you heard …': 'Anotar lo que ha sabido …',
  'Note …': 'Anotar …',
  'Nothing leaves yet: somebody else reads the words and confirms them.':
    'Aún no sale nada: otra persona lee las palabras y las confirma.',
  'Of somebody on the roster, with its country code.': 'De alguien de la lista, con su prefijo de país.',
  'On record': 'Queda registrado',
  'Only people who have joined it are texted, unless the policies say otherwise.':
    'Solo se escribe a quien se ha apuntado, salvo que las políticas digan otra cosa.',
  'Other danger to health or safety': 'Otro peligro para la salud o la seguridad',
  'Power or water': 'Luz o agua',
  'Public health': 'Salud pública',
  Safe: 'A salvo',
  'Segments that are not': 'Segmentos a los que no',
  'Segments that are texted': 'Segmentos a los que se escribe',
  'Send the drill to {n} people?': {
    one: '¿Enviar el simulacro a {n} persona?',
    other: '¿Enviar el simulacro a {n} personas?',
  },
  'Send this to {n} people now?': {
    one: '¿Enviar esto ahora a {n} persona?',
    other: '¿Enviar esto ahora a {n} personas?',
  },
  'Severe weather': 'Mal tiempo extremo',
  Silent: 'Callan',
  Somebody: 'Alguien',
  'Tags that are not': 'Etiquetas a las que no',
  'Tags that are texted': 'Etiquetas a las que se escribe',
  'Take it back?': '¿Retirarla?',
  'Take the roster along': 'Llevarse la lista',
  'Text waits': 'El texto espera',
  'Texted {round} of {all} times; no more follow.': 'Escrito {round} de {all} veces; no siguen más.',
  'Texted {round} of {all} times; whoever is silent hears again {when}.':
    'Escrito {round} de {all} veces; quien calla vuelve a recibirlo: {when}.',
  'Texts to people in danger, which two people send together, and who has answered that they are safe.':
    'Textos a personas en peligro, que se envían entre dos, y quién ha respondido que está a salvo.',
  'The answer to whoever is safe': 'La respuesta a quien está a salvo',
  'The answer to whoever needs help': 'La respuesta a quien necesita ayuda',
  'The law lets such texts pass for health and safety, and for nothing else.':
    'La ley deja pasar estos textos por la salud y la seguridad, y por nada más.',
  'The question in your own words': 'La pregunta con sus propias palabras',
  'The roster': 'La lista',
  'The roster: {state}': 'La lista: {state}',
  'The same for everybody, to the letter. Begin with your name, and say what to do.':
    'Lo mismo para todos, a la letra. Empiece por su nombre y diga qué hay que hacer.',
  'Then nobody can confirm it any more. Nothing has left.':
    'Entonces ya nadie puede confirmarla. No ha salido nada.',
  'There is no program for emergencies yet, so only a drill can be declared.':
    'Aún no hay un programa para emergencias, así que solo se puede declarar un simulacro.',
  'They are': 'Está',
  'This is a drill': 'Es un simulacro',
  'To whoever is silent': 'A quien calla',
  Transport: 'Transporte',
  Unclear: 'No se entiende',
  Undelivered: 'Sin entregar',
  Violence: 'Violencia',
  'Waits for a second person': 'Espera a una segunda persona',
  'What endangers people': 'Qué pone en peligro a la gente',
  'What happened, and who is told': 'Qué ha pasado y a quién se le dice',
  'What have you heard?': '¿Qué ha sabido?',
  'What it is about, for the record': 'De qué se trata, para el registro',
  'What people are told': 'Lo que se le dice a la gente',
  'What they are told then': 'Lo que se les dice entonces',
  'What we know': 'Lo que sabemos',
  'Where people stand': 'Cómo está la gente',
  'Why, for the record': 'Por qué, para el registro',
  'You confirm the words with this SHA-256:': 'Usted confirma las palabras con este SHA-256:',
  'You declared this yourself, or made the key that did, so you cannot confirm it. Give the address of this page to somebody who may approve campaigns.':
    'La declaró usted, o creó la clave que lo hizo, así que no puede confirmarla. Dé la dirección de esta página a alguien que pueda aprobar campañas.',
  'Your role does not confirm emergencies: that takes somebody who may approve campaigns.':
    'Su función no confirma emergencias: hace falta alguien que pueda aprobar campañas.',
  'noted by our staff': 'anotado por nuestro personal',
  'the emergencies': 'las emergencias',
  'the emergency': 'la emergencia',
  'the programs and lists': 'los programas y las listas',
  'the roster': 'la lista',
  '{name}, for drills only': '{name}, solo para simulacros',
  '{name}, {when}': '{name}, {when}',
  '{n} people need help.': { one: '{n} persona necesita ayuda.', other: '{n} personas necesitan ayuda.' },
  '{n} times, every {minutes} minutes': {
    one: '{n} vez, después de {minutes} minutos',
    other: '{n} veces, cada {minutes} minutos',
  },
};
