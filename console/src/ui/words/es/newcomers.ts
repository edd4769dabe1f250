import type { Dictionary } from '../dictionary.ts';

/** Spanish of what somebody new to it stumbles on, by the English sentence. */
export const spanishNewcomers: Dictionary = {
  'This browser lets no page copy here: open the console by https.':
    'Este navegador no deja copiar aquí a ninguna página: abra la consola por https.',
  '{what}, which is not offered any more': '{what}, que ya no se ofrece',
  'Robots, such as previews and scanners, opened links {n} times: not counted under “Clicked”.': {
    one: 'Un robot, como una vista previa o un escáner, abrió un enlace {n} vez: no cuenta en «Hicieron clic».',
    other:
      'Robots, como vistas previas y escáneres, abrieron enlaces {n} veces: no cuentan en «Hicieron clic».',
  },
  'If they agreed, record it here; or let them join by a form or a keyword.':
    'Si aceptó, anótelo aquí; o deje que se dé de alta con un formulario o una palabra clave.',
  'Make a segment of these people': 'Hacer un segmento con estas personas',
  'No file said when or how they agreed. If they did, record it here; or let them join by a form or a keyword.':
    'Ningún archivo decía cuándo ni cómo aceptó. Si lo hizo, anótelo aquí; o deje que se dé de alta con un formulario o una palabra clave.',
  'Nobody of them has joined a program, so nobody of them can be texted.':
    'Ninguna se ha dado de alta en un programa, así que a ninguna se le puede escribir.',
  'Their YES is awaited': 'Se espera su SÍ',
  'They come back by a text of their own, such as START; nobody else can do it for them.':
    'Vuelve con un mensaje propio, como START; nadie más puede hacerlo por ella.',
  'They were asked to join and have not answered YES. Until then nothing else is sent to them.':
    'Se le pidió que se diera de alta y no ha respondido SÍ. Hasta entonces no se le envía nada más.',
  '{n} of them have joined a program: nobody else can be texted.': {
    one: '{n} de ellas se ha dado de alta en un programa: a nadie más se le puede escribir.',
    other: '{n} de ellas se han dado de alta en un programa: a nadie más se le puede escribir.',
  },
  'Add another …': 'Añadir otra …',
  'Take {name} out': 'Sacar {name}',
  'Mark it, and copy it by hand': 'Márquelo y cópielo a mano',
  '{what}, and more': '{what}, y más',
  'You may look at this, and not change it.': 'Puede mirarlo, no cambiarlo.',
  'You can stop more. Letting texts go on is for whoever runs this workspace.':
    'Puede detener más. Dejar que sigan los mensajes corresponde a quien lleva este espacio de trabajo.',
  'stop all texts or marketing': 'detener todos los mensajes o el marketing',
  Admin: 'Administrador',
  'Answer on a pretend phone': 'Responder en un teléfono de ensayo',
  'Answer as {name}': 'Responder como {name}',
  Agent: 'Agente',
  Analyst: 'Analista',
  'answers in the inbox, and adds and changes people': 'responde en la bandeja, y añade y cambia personas',
  'approves campaigns, keeps programs, consent and suppression; launches nothing':
    'aprueba campañas y lleva programas, consentimiento y supresión; no lanza nada',
  'Compliance officer': 'Responsable de cumplimiento',
  Details: 'Detalles',
  Developer: 'Desarrollador',
  'does everything': 'hace todo',
  'does everything but hold the installation and back it up':
    'hace todo menos detener la instalación y respaldarla',
  Funnel: 'Embudo',
  'imports people, writes and launches campaigns, answers in the inbox':
    'importa personas, escribe y lanza campañas, responde en la bandeja',
  'In this rehearsal they lead to this machine, so that clicks can be tried here.':
    'En este ensayo llevan a esta máquina, para que aquí se puedan probar los clics.',
  'looks at everything and changes nothing': 'lo mira todo y no cambia nada',
  'makes API keys, sends single texts, sets up numbers and carriers':
    'crea claves de API, envía textos sueltos, configura números y operadores',
  Marketer: 'Responsable de marketing',
  'Nobody knows yet at which address people reach short links.':
    'Nadie sabe todavía en qué dirección se abren los enlaces cortos.',
  Owner: 'Propietario',
  'The server answered {status} without saying why.': 'El servidor respondió {status} sin decir por qué.',
  'The server does not answer. See whether Tidings is still running, then try again.':
    'El servidor no responde. Vea si Tidings sigue en marcha e inténtelo de nuevo.',
  'What came back is not from Tidings: something between here and the server has answered in its place. Try again, or look whether this network asks you to sign in.':
    'Lo que volvió no es de Tidings: algo entre aquí y el servidor respondió en su lugar. Inténtelo de nuevo, o mire si esta red le pide iniciar sesión.',
  'Set a domain for them': 'Poner un dominio para ellos',
  'The link is shown this once and works once: copy it before you close this.':
    'El enlace se muestra solo esta vez y sirve una vez: cópielo antes de cerrar esto.',
  'The mail server did not take it, so no mail went out.':
    'El servidor de correo no lo aceptó, así que no salió ningún correo.',
  'Who may do what': 'Quién puede hacer qué',
  '{n} checks, and all are well': {
    one: '{n} comprobación, y está bien',
    many: '{n} de comprobaciones, y todas están bien',
    other: '{n} comprobaciones, y todas están bien',
  },
  '{n} questions': { one: '{n} pregunta', many: '{n} de preguntas', other: '{n} preguntas' },
  '{n} conversations wait for an answer': {
    one: '{n} conversación espera respuesta',
    many: '{n} de conversaciones esperan respuesta',
    other: '{n} conversaciones esperan respuesta',
  },
  'A new password': 'Una contraseña nueva',
  'Back to signing in': 'Volver a iniciar sesión',
  'Choose the number it comes from.': 'Elija el número del que sale.',
  'Choose a program.': 'Elija un programa.',
  'Choose whom it is for.': 'Elija para quién es.',
  'Forgot your password?': '¿Olvidó su contraseña?',
  'Give the campaign a name.': 'Dé un nombre a la campaña.',
  'If somebody signs in with this address, the link is on its way. It works once.':
    'Si alguien inicia sesión con esta dirección, el enlace va de camino. Sirve una vez.',
  'May not be texted: see why': 'No se le puede escribir: vea por qué',
  'No letter? Whoever manages your colleagues makes a link under Settings › Members. Is nobody left who can sign in, then on the machine itself: {command}':
    '¿No llega? Quien gestiona a sus colegas crea un enlace en Ajustes › Miembros. Si ya nadie puede iniciar sesión, en la propia máquina: {command}',
  'Not saved yet: what is marked below says why.': 'Aún no se ha guardado: lo marcado abajo dice por qué.',
  'Real clock': 'Reloj real',
  'Send me a link': 'Enviarme un enlace',
  'Still missing: {what}.': 'Falta aún: {what}.',
  'This rehearsal runs on the real clock, so these texts wait until then. To have a clock that can be moved, stop it and start it with:':
    'Este ensayo va con el reloj real, así que estos mensajes esperan hasta entonces. Para tener un reloj que se pueda mover, deténgalo e inícielo con:',
  'We send a link that sets a new one to the address you sign in with.':
    'Enviamos un enlace para poner una nueva a la dirección con la que inicia sesión.',
  'Write what it says.': 'Escriba lo que dice.',
  'a name': 'un nombre',
  'a number': 'un número',
  'a program': 'un programa',
  'whom it is for': 'para quién es',
  words: 'palabras',
  offers: 'ofertas',
};
