import type { Dictionary } from '../dictionary.ts';

/** Spanish, by the English sentence: those from “The s…” to “Thi…”. */
export const spanishTh: Dictionary = {
  'The single sign-on does not answer as it should. Try again in a minute, or sign in with your password.':
    'El inicio único no responde como debe. Inténtelo en un minuto, o entre con su contraseña.',
  'The single sign-on has not verified your e-mail address. Verify it there, then try again.':
    'El inicio único no ha verificado su dirección de correo. Verifíquela allí e inténtelo de nuevo.',
  'the spending': 'los gastos',
  'the state of the account': 'el estado de la cuenta',
  'the state of the setup': 'el estado de la configuración',
  'the suppressions': 'las supresiones',
  'the templates': 'las plantillas',
  'The text': 'El texto',
  'the texts': 'los textos',
  'The texts leave for real phones as soon as they may. What has left cannot be called back.':
    'Los textos salen hacia teléfonos reales en cuanto pueden. Lo que ha salido no se puede retirar.',
  'the training': 'la formación',
  'the training of everybody': 'la formación de todos',
  'the versions': 'las versiones',
  'The words they agreed to': 'Las palabras que aceptaron',
  'The workspace has not said yet how staff is texted.':
    'El espacio de trabajo aún no ha dicho cómo se escribe al personal.',
  'Their mobile carrier takes no more of the company today; the rest goes after midnight in California.':
    'Su operador móvil no acepta más de la empresa hoy; el resto sale después de medianoche en California.',
  'Their number': 'Su número',
  'Their reference': 'Su referencia',
  'There is an account with this address: sign in with it in this browser, then open the link of your invitation again.':
    'Hay una cuenta con esta dirección: entre con ella en este navegador y abra de nuevo el enlace de su invitación.',
  'There is no page at this address': 'No hay ninguna página en esta dirección',
  'There is nobody to choose yet.': 'Aún no hay a quién elegir.',
  'There is nothing to choose from yet.': 'Aún no hay nada que elegir.',
  'These are the first {n}. Search or filter to see others.':
    'Estas son las primeras {n}. Busque o filtre para ver otras.',
  'These people have had as many texts as they may for now.':
    'Estas personas han recibido por ahora tantos textos como pueden.',
  'These people have paused our texts.': 'Estas personas han puesto en pausa nuestros textos.',
  'These people want our texts at other hours.': 'Estas personas quieren nuestros textos a otras horas.',
  'They are asked how it was.': 'Se les pregunta cómo fue.',
  'They are kept and not texted until they join.': 'Se conservan y no reciben textos hasta que se unan.',
  'This browser is now in {workspace} as {name}, by another tab. The page that stood here was for another place, and nothing was done from it.':
    'Este navegador está ahora en {workspace} como {name}, por otra pestaña. La página que había aquí era de otro lugar y no se hizo nada desde ella.',
  'They are on the list “{name}”.': 'Están en la lista «{name}».',
  'They did not show who they are': 'No demostraron quiénes son',
  'They follow the law of the place where each person is.':
    'Siguen la ley del lugar donde está cada persona.',
  'They get no text from then on, whether they are people here or not. What is queued for them stops.':
    'No reciben textos desde entonces, estén aquí o no. Lo que espera para ellos se detiene.',
  'They have joined': 'Se han unido a',
  'They have left: nobody can answer any more': 'Se han dado de baja: ya nadie puede responder',
  'They have not: contacts only': 'No han aceptado: solo contactos',
  'They hold for every text, whatever it belongs to. The law counts beside them.':
    'Rigen para todo texto, pertenezca a lo que pertenezca. La ley vale además.',
  'They rated it {rating} of 5': 'Lo valoraron con {rating} de 5',
  'They say': 'Ellos dicen',
  'They stay on the list, whoever joins or leaves the segment later.':
    'Se quedan en la lista, entre quien entre o salga quien salga del segmento después.',
  'They were not right': 'No tenían razón',
  'They were partly right': 'Tenían razón en parte',
  'They were right': 'Tenían razón',
  'This browser shows no notes.': 'Este navegador no muestra avisos.',
  'This browser shows notes while the console is open.':
    'Este navegador muestra avisos mientras la consola está abierta.',
  'This browser was told not to show notes; allow them in its settings for this site.':
    'A este navegador se le dijo que no muestre avisos; permítalos en sus ajustes para este sitio.',
  'This carrier is asked; it does not call.': 'A este operador se le pregunta; él no llama.',
  'This file is empty.': 'Este archivo está vacío.',
  'This import was taken back': 'Esta importación se deshizo',
  'This installation': 'Esta instalación',
  'This installation has no single sign-on. Sign in with your password.':
    'Esta instalación no tiene inicio único. Entre con su contraseña.',
  'This installation is on hold and sends nothing.': 'Esta instalación está en espera y no envía nada.',
  'This installation texts real phones, so there are no pretend ones to pick up.':
    'Esta instalación escribe a teléfonos reales, así que no hay teléfonos fingidos que tomar.',
  'This invitation cannot be opened': 'Esta invitación no se puede abrir',
  'This is a compressed archive. Unpack it and choose the file inside.':
    'Es un archivo comprimido. Descomprímalo y elija el archivo que contiene.',
  'This is a PDF. Export the list as CSV from where it is kept.':
    'Es un PDF. Exporte la lista como CSV desde donde se guarda.',
  'This is a picture, and no list of people.': 'Es una imagen, y no una lista de personas.',
  'This is a rehearsal: the texts go to pretend phones.':
    'Esto es un ensayo: los textos van a teléfonos simulados.',
  'This is a test: whatever is told by this way reaches you.':
    'Esto es una prueba: lo que se avise por esta vía le llega.',
  'This is an Excel workbook or an archive. Save it as CSV and choose that.':
    'Es un libro de Excel o un archivo comprimido. Guárdelo como CSV y elija ese.',
  'This is an old Excel workbook. Save it as CSV and choose that.':
    'Es un libro antiguo de Excel. Guárdelo como CSV y elija ese.',
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
  'This page is part of the rehearsal': 'Esta página forma parte del ensayo',
  'This page ran into a fault of ours. Loading it again may help.':
    'Esta página tropezó con un fallo nuestro. Cargarla de nuevo puede ayudar.',
  'This sign-in took too long, or was begun in another browser. Begin again.':
    'Esta entrada tardó demasiado, o empezó en otro navegador. Empiece de nuevo.',
  Threshold: 'Umbral',
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
  'to go': 'por delante',
  'To have it corrected': 'Que se corrijan',
  'To judge': 'Por juzgar',
  'To see their data': 'Ver sus datos',
  'To see, correct, carry away or erase their data, or to be left alone: due by law.':
    'Ver, corregir, llevarse o borrar sus datos, o que se les deje en paz: con plazo legal.',
  'To the campaign': 'A la campaña',
  'To the countries': 'A los países',
  'To the number': 'Al número',
  Today: 'Hoy',
  today: 'hoy',
  'told by the person': 'dicha por la persona',
  'Toll-free': 'Número gratuito',
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
  'Turn it on': 'Activarla',
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
  'Type {n} to confirm.': 'Escriba {n} para confirmar.',
  'Type “{name}” to go on': 'Escriba «{name}» para seguir',
  'Type “{name}” to stop it': 'Escriba «{name}» para detenerla',
  Typed: 'Escrito',
  'Tags and lists': 'Etiquetas y listas',
  'Take {language} out': 'Quitar {language}',
  'Templates and snippets that say it': 'Plantillas y fragmentos que lo dicen',
  'Test group': 'Grupo de prueba',
  Tests: 'Pruebas',
  'Tests of campaigns may go to everybody on a test group at once: at most 50 people of the house.':
    'Las pruebas de campañas pueden ir a todo un grupo de prueba a la vez: como mucho 50 personas de la casa.',
  'Texts and campaigns take approved versions of templates alone':
    'Los mensajes y las campañas toman solo versiones aprobadas de las plantillas',
  'the snippets': 'los fragmentos',
  'the text in {language}': 'el texto en {language}',
  'the text in {language}, which is not theirs': 'el texto en {language}, que no es el suyo',
  Thursday: 'Jueves',
  'to certain numbers': 'a ciertos números',
  'To whoever has the fewest open': 'A quien tenga menos abiertas',
  'told to {address}': 'comunicada a {address}',
  'toll-free': 'gratuito',
  Tuesday: 'Martes',
  'Turn off': 'Apagar',
  'Turn on': 'Encender',
  'Typed after a slash': 'Se escribe tras una barra',
};
