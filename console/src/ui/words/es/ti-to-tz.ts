import type { Dictionary } from '../dictionary.ts';

/** Spanish, by the English sentence. */
export const spanishTiToTz: Dictionary = {
  'This browser shows no notes.': 'Este navegador no muestra avisos.',
  'This browser shows notes while the console is open.':
    'Este navegador muestra avisos mientras la consola está abierta.',
  'This browser was told not to show notes; allow them in its settings for this site.':
    'A este navegador se le dijo que no muestre avisos; permítalos en sus ajustes para este sitio.',
  'This carrier is asked; it does not call.': 'A este operador se le pregunta; él no llama.',
  'This import was taken back': 'Esta importación se deshizo',
  'This installation': 'Esta instalación',
  'This installation has no single sign-on. Sign in with your password.':
    'Esta instalación no tiene inicio único. Entre con su contraseña.',
  'This installation is on hold and sends nothing.': 'Esta instalación está en espera y no envía nada.',
  'This invitation cannot be opened': 'Esta invitación no se puede abrir',
  'This is a rehearsal: the texts go to pretend phones.':
    'Esto es un ensayo: los textos van a teléfonos simulados.',
  'This is a test: whatever is told by this way reaches you.':
    'Esto es una prueba: lo que se avise por esta vía le llega.',
  'This is not JSON.': 'Esto no es JSON.',
  'This link does not open the rehearsal': 'Este enlace no abre el ensayo',
  'This link is not complete': 'Este enlace no está completo',
  'This list': 'Esta lista',
  'This machine': 'Esta máquina',
  'This month': 'Este mes',
  'This number belongs to nobody on your lists.': 'Este número no es de nadie en sus listas.',
  'This number belongs to nobody on your lists. A STOP from it holds all the same.':
    'Este número no es de nadie en sus listas. Un STOP desde él vale igualmente.',
  'This number was never texted.': 'A este número nunca se le escribió.',
  'this one': 'esta',
  'this page': 'esta página',
  'This page is closed for good. Ask the owner of this installation for an account.':
    'Esta página está cerrada para siempre. Pida una cuenta al propietario de esta instalación.',
  'This page ran into a fault of ours. Loading it again may help.':
    'Esta página tropezó con un fallo nuestro. Cargarla de nuevo puede ayudar.',
  'This sign-in took too long, or was begun in another browser. Begin again.':
    'Esta entrada tardó demasiado, o empezó en otro navegador. Empiece de nuevo.',
  Threshold: 'Umbral',
  Thursday: 'Jueves',
  Tidings: 'Tidings',
  'Tidings is set up already': 'Tidings ya está configurado',
  'Tidings was not set up': 'Tidings no se configuró',
  'Time zone': 'Zona horaria',
  'Times in {city}': 'Horas de {city}',
  To: 'Para',
  'To at most so many people': 'Como máximo a tantas personas',
  'To be erased': 'Que se borren',
  'To be left alone': 'Que se les deje en paz',
  'To carry it away': 'Llevárselos',
  'to certain numbers': 'a ciertos números',
  'to go': 'por delante',
  'To have it corrected': 'Que se corrijan',
  'To judge': 'Por juzgar',
  'To see their data': 'Ver sus datos',
  'To see, correct, carry away or erase their data, or to be left alone: due by law.':
    'Ver, corregir, llevarse o borrar sus datos, o que se les deje en paz: con plazo legal.',
  'To the campaign': 'A la campaña',
  'To the countries': 'A los países',
  'To the number': 'Al número',
  'To whoever has the fewest open': 'A quien tenga menos abiertas',
  Today: 'Hoy',
  today: 'hoy',
  'told by the person': 'dicha por la persona',
  'told to {address}': 'comunicada a {address}',
  'Toll-free': 'Número gratuito',
  'toll-free': 'gratuito',
  'Too few to say': 'Demasiado poco para decirlo',
  'too late to be sent': 'demasiado tarde para enviarse',
  'Too much': 'Demasiado',
  Training: 'Formación',
  Transactional: 'Transaccional',
  'Transactional texts may go on': 'Los textos transaccionales pueden seguir',
  Transcript: 'Transcripción',
  Try: 'Probar',
  'Try again': 'Inténtelo de nuevo',
  'Try how the name begins, or the first digits of the number.':
    'Pruebe cómo empieza el nombre, o las primeras cifras del número.',
  'Try it on one phone': 'Pruébelo en un teléfono',
  'Try now': 'Probar ahora',
  Tuesday: 'Martes',
  'Turn it on': 'Activarla',
  'Turn off': 'Apagar',
  'Turn on': 'Encender',
  'Turned down': 'Rechazado',
  'Twelve characters or more.': 'Doce caracteres o más.',
  'Twelve characters or more. A few words are better than one strange one.':
    'Doce caracteres o más. Unas pocas palabras son mejores que una extraña.',
  'Two letters each, between commas. To others nothing goes.':
    'Dos letras cada uno, entre comas. A otros no va nada.',
  'Two letters; blank for the country of the workspace.': 'Dos letras; en blanco para el país del espacio.',
  'Type a reply': 'Escriba una respuesta',
  'Type the number of whoever complains. Asking is written into the audit.':
    'Escriba el número de quien se queja. Preguntar queda en la auditoría.',
  'Type this key into the app, or open the link on the device that has it.':
    'Escriba esta clave en la aplicación, o abra el enlace en el dispositivo que la tiene.',
  'Type {n} to confirm.': 'Escriba {n} para confirmar.',
  'Type “{name}” to go on': 'Escriba «{name}» para seguir',
  'Type “{name}” to stop it': 'Escriba «{name}» para detenerla',
  Typed: 'Escrito',
  'Typed after a slash': 'Se escribe tras una barra',
};
