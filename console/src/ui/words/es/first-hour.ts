import type { Dictionary } from '../dictionary.ts';

/** Spanish of the first hour: inviting somebody, a sign-up form, the first file and the first carrier, by the English sentence. */
export const spanishFirstHour: Dictionary = {
  'There is no code yet, to print or for a page of your own: nobody has said at which address people reach this service (TIDINGS_PUBLIC_URL).':
    'Todavía no hay código, ni para imprimir ni para una página suya: nadie ha dicho en qué dirección se llega a este servicio (TIDINGS_PUBLIC_URL).',
  'Open it as people do': 'Abrirla como la gente',
  'Roughly so, with a button and the links below it': 'Más o menos así, con un botón y los enlaces debajo',
  'Everybody who opens the page sees {address} as the place for help.':
    'Quien abre la página ve {address} como el lugar donde se da ayuda.',
  'Change it at the program, under Sign-up': 'Cambiarlo en el programa, en Inscripción',
  'It stands on sign-up pages and in the answer to HELP, for every program of the brand. Terms and privacy policy that are written already say the old one until they are written anew.':
    'Figura en las páginas de inscripción y en la respuesta a HELP, para todos los programas de la marca. Las condiciones y la política de privacidad ya escritas dicen el anterior hasta que se escriban de nuevo.',
  'Change where there is help …': 'Cambiar dónde se da ayuda …',
  'The invitation is on its way to {who}': 'La invitación va camino de {who}',
  'Hand this link over to {who} yourself': 'Entregue usted mismo este enlace a {who}',
  'A new link for {email}?': '¿Un enlace nuevo para {email}?',
  'It opens for a week from now. The link of before opens nothing any more.':
    'Sirve durante una semana desde ahora. El enlace anterior ya no abre nada.',
  'Make a new link': 'Crear un enlace nuevo',
  'Make a new link …': 'Crear un enlace nuevo …',
  'No mail goes out from this installation: pass the link on yourself. Whoever runs it can set mail up; the guide for operators says how.':
    'De esta instalación no sale correo: pase usted el enlace. Quien la opera puede configurar el correo; la guía para operadores dice cómo.',
  '{host} is this machine and opens on no other one. For colleagues elsewhere, whoever runs this installation gives it an address that they reach.':
    '{host} es esta máquina y no se abre en ninguna otra. Para colegas en otro lugar, quien opera esta instalación le da una dirección a la que lleguen.',
  'Choose a program': 'Elija un programa',
  'All of them agreed, and I can show it': 'Todas aceptaron, y puedo demostrarlo',
  'For people who agreed before the program was made, or of whom only the day is known: what shows it':
    'De quienes aceptaron antes de crearse el programa, o de quienes solo se sabe el día: qué lo demuestra',
  'Left empty, whoever agreed before the program was made is kept and not texted, and whoever has a day and nothing else gets no marketing texts.':
    'Si se deja vacío, a quien aceptó antes de crearse el programa se le guarda y no se le escribe, y quien solo tiene un día no recibe textos de marketing.',
  'Left empty, it is the name of the program.': 'Si se deja vacío, es el nombre del programa.',
  Introduction: 'Introducción',
  'The page, its QR code, and the code for your own site':
    'La página, su código QR y el código para su propio sitio',
  'Saved. Whoever has the page open now sees the new one before they join.':
    'Guardado. Quien tenga la página abierta ahora ve la nueva antes de unirse.',
  'Publish the form': 'Publicar el formulario',
  'Change the form': 'Cambiar el formulario',
  'Publish one for a program that is open.': 'Publique uno para un programa abierto.',
  'Choose the carrier at which you have an account.': 'Elija el operador en el que tiene una cuenta.',
  '“Rehearse” connects a pretend one in its place: nothing leaves by it.':
    '«Ensayar» conecta uno de ensayo en su lugar: nada sale por él.',
  Rehearse: 'Ensayar',
  'For the command line': 'Para la línea de comandos',
  '{n} invited who have not come yet.': {
    one: '{n} invitado que aún no ha venido.',
    many: '{n} de invitados que aún no han venido.',
    other: '{n} invitados que aún no han venido.',
  },
};
