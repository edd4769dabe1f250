import type { Dictionary } from '../dictionary.ts';

/** Spanish of what somebody new to it stumbles on, by the English sentence. */
export const spanishNewcomers: Dictionary = {
  Admin: 'Administrador',
  'Answer as one of the people': 'Responder como una de las personas',
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
  'How far it came': 'Hasta dónde llegó',
  'imports people, writes and launches campaigns, answers in the inbox':
    'importa personas, escribe y lanza campañas, responde en la bandeja',
  'In this rehearsal they lead to this machine, so that clicks can be tried here.':
    'En este ensayo llevan a esta máquina, para que aquí se puedan probar los clics.',
  'looks at everything and changes nothing': 'lo mira todo y no cambia nada',
  'makes API keys, sends single texts, sets up numbers and carriers':
    'crea claves de API, envía textos sueltos, configura números y operadores',
  Marketer: 'Responsable de marketing',
  'No mail goes out: this installation has no mail server, or does not know its public address (TIDINGS_SMTP_URL, TIDINGS_MAIL_FROM, TIDINGS_PUBLIC_URL).':
    'No sale ningún correo: esta instalación no tiene servidor de correo o no conoce su dirección pública (TIDINGS_SMTP_URL, TIDINGS_MAIL_FROM, TIDINGS_PUBLIC_URL).',
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
  '{host} is this machine and opens on no other one. For colleagues elsewhere, have TIDINGS_PUBLIC_URL set to an address that they reach.':
    '{host} es esta máquina y no se abre en ninguna otra. Para colegas en otro lugar, haga que TIDINGS_PUBLIC_URL sea una dirección a la que lleguen.',
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
};
