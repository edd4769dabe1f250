import type { Dictionary } from '../dictionary.ts';

/** Spanish of what a page is for, in a few sentences, by the English ones. */
export const spanishInShort: Dictionary = {
  'Getting started leads from a list of people to a first campaign; a step is ticked when it is done.':
    'Primeros pasos lleva de una lista de personas a una primera campaña; un paso se marca cuando está hecho.',
  'New campaign writes a text to many people. Nothing leaves before you have seen who gets it.':
    'Nueva campaña escribe un texto a muchas personas. Nada sale antes de que usted haya visto quién lo recibe.',
  'Ctrl+K (⌘K) finds every page, every person and every campaign by name.':
    'Ctrl+K (⌘K) encuentra cada página, persona y campaña por su nombre.',
  '“Sending” at the top stops everything within a second.': '«Envío», arriba, lo detiene todo en un segundo.',
  'Write the text on the left; the phone shows it as a real person would get it.':
    'Escriba el texto a la izquierda; el teléfono lo muestra como lo recibiría una persona real.',
  '“Personal field” puts in a name or a column of yours. Say what is written where somebody has none.':
    '«Campo personal» pone un nombre o una columna suya. Diga qué se escribe cuando alguien no lo tiene.',
  'The brand in front and the way to opt out behind are added for you.':
    'La marca delante y la manera de darse de baja detrás se añaden por usted.',
  'The line below the text counts letters and parts: each part is paid for.':
    'La línea bajo el texto cuenta letras y partes: cada parte se paga.',
  'Choose lists or segments to send to. Whoever has not agreed is left out by itself.':
    'Elija listas o segmentos como destino. Quien no ha aceptado queda fuera por sí solo.',
  '“Check and review” sends nothing: it shows who gets it, when, and what it costs.':
    '«Revisar» no envía nada: muestra quién lo recibe, cuándo y cuánto cuesta.',
  'A campaign is a draft until it is checked, and leaves only when somebody launches or schedules it.':
    'Una campaña es un borrador hasta que se comprueba, y solo sale cuando alguien la lanza o la programa.',
  '“Pause” holds it within a second and “Resume” goes on where it stopped; “Stop” is for good.':
    '«Pausar» la detiene en un segundo y «Reanudar» sigue donde quedó; «Detener» es definitivo.',
  'Its page shows who got it and who did not, and why. “Results” says what it brought.':
    'Su página muestra quién lo recibió, quién no y por qué. «Resultados» dice qué aportó.',
  'What is red must be mended before it can leave; what is yellow is worth a look.':
    'Lo rojo hay que corregirlo antes de que pueda salir; lo amarillo merece una mirada.',
  '“Who gets it, and who does not” counts everybody, each with the reason.':
    '«Quién lo recibe y quién no» cuenta a todos, cada uno con su razón.',
  'Where it is too early or too late for somebody, their text waits for an hour at which it may arrive.':
    'Donde es demasiado temprano o tarde para alguien, su texto espera una hora en la que puede llegar.',
  'The last button says to how many people it goes. Nothing leaves before you press it.':
    'El último botón dice a cuántas personas va. Nada sale antes de que usted lo pulse.',
  '“Delivered” means that the carrier says so. Nobody can tell who has read a text.':
    '«Entregado» significa que el operador lo dice. Nadie puede saber quién ha leído un texto.',
  'Beside a share stands how sure it is: the wider the range, the less it says about the next campaign.':
    'Junto a cada porcentaje está su certeza: cuanto más ancho el margen, menos dice de la próxima campaña.',
  'Links that robots opened, such as scanners, are not counted as clicks of people.':
    'Los enlaces que abrieron robots, como los escáneres, no cuentan como clics de personas.',
  'Everybody you know, and whether they may be texted. Open somebody to see why or why not.':
    'Todas las personas que conoce, y si se les puede escribir. Abra a una para ver por qué sí o por qué no.',
  'Filters above the table choose people; whoever is shown can be put on a list or exported.':
    'Los filtros sobre la tabla eligen personas; quienes se muestran pueden ir a una lista o exportarse.',
  'Whoever has opted out stays out until they come back by a text of their own.':
    'Quien se dio de baja sigue fuera hasta que vuelva con un texto suyo.',
  'Bring a CSV file, or paste rows from a spreadsheet. Nobody is texted by an import.':
    'Traiga un archivo CSV o pegue filas de una hoja de cálculo. Una importación no escribe a nadie.',
  'Say how these people agreed: without that they are kept and not texted.':
    'Diga cómo aceptaron estas personas: sin eso se guardan y no se les escribe.',
  'The check shows what would happen before anything does; for a day the import can be taken back.':
    'La comprobación muestra qué pasaría antes de que pase; durante un día se puede deshacer la importación.',
  'A segment is a rule, such as “lives in Texas and clicked in the last 30 days”.':
    'Un segmento es una regla, como «vive en Texas e hizo clic en los últimos 30 días».',
  'Whoever fits it is in it, and it is asked anew each time a campaign goes to it.':
    'Quien la cumple está dentro, y se consulta de nuevo cada vez que una campaña va a él.',
  'While you choose, the page shows how many people it is and some of them.':
    'Mientras elige, la página muestra cuántas personas son y algunas de ellas.',
  'A program is what people join: its brand, its promise, and the words they agree to.':
    'Un programa es aquello a lo que la gente se une: su marca, su promesa y las palabras que acepta.',
  'A form is a page at which they join; a keyword is a word that they text.':
    'Un formulario es una página en la que se une; una palabra clave es una palabra que envía por texto.',
  '“Show it” at a program changes its words, and where people get help: everybody who opens a form sees that address.':
    '«Mostrarlo» en un programa cambia sus palabras y dónde se da ayuda: quien abre un formulario ve esa dirección.',
  'What people write back, one conversation each. STOP and its like are dealt with before you see them.':
    'Lo que la gente responde, una conversación por persona. STOP y similares ya están atendidos cuando usted los ve.',
  'Your answer leaves at once, from the number that they wrote to.':
    'Su respuesta sale al momento, del número al que escribieron.',
  'What all texts came to, day by day, beside the days before.':
    'Qué resultó de todos los textos, día a día, junto a los días anteriores.',
  'Choose the days at the top. A change is named only where it is more than chance.':
    'Elija los días arriba. Un cambio solo se nombra cuando es más que azar.',
  'What one campaign brought stands on its own page, under “Results”.':
    'Lo que aportó una campaña está en su propia página, en «Resultados».',
  'Each picture has its figures in a table, which can be saved for a spreadsheet.':
    'Cada gráfico tiene sus cifras en una tabla, que se puede guardar para una hoja de cálculo.',
  '“Invite somebody” makes a link that works once, for a week. Where no mail goes out, pass it on yourself.':
    '«Invitar a alguien» crea un enlace que sirve una vez, durante una semana. Si no sale correo, páselo usted.',
  'If a link is lost, make a new one in the menu of the invitation; the old one opens nothing any more.':
    'Si se pierde un enlace, cree otro en el menú de la invitación; el anterior ya no abre nada.',
  'A role says what somebody may do, and you can change it at any time.':
    'Un rol dice qué puede hacer alguien, y usted puede cambiarlo en cualquier momento.',
  'Until a carrier is connected, texts go to pretend phones and cost nothing.':
    'Mientras no se conecte un operador, los textos van a teléfonos de ensayo y no cuestan nada.',
  'You need an account with a carrier; what it asks for stands in that account.':
    'Necesita una cuenta con un operador; lo que se pide figura en esa cuenta.',
  'The carrier is asked before anything is kept. What is secret is never shown again.':
    'Se pregunta al operador antes de guardar nada. Lo secreto no se vuelve a mostrar.',
};
