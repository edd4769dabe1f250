import type { Dictionary } from '../dictionary.ts';

/** Spanish of the words of the field that explain themselves, by the English sentence. */
export const spanishTerms: Dictionary = {
  'A carrier took the text for spam, or rejected it for what it says. Another number does not help; other words do.':
    'Un operador tomó el mensaje por correo no deseado o lo rechazó por lo que dice. Otro número no ayuda; otras palabras sí.',
  'A further account by which texts of a number may leave, when its own is closed or dearer.':
    'Otra cuenta por la que pueden salir los mensajes de un número cuando la suya está cerrada o es más cara.',
  'A number on this list gets no text of the brand, whoever has the number and however they may be imported again.':
    'Un número de esta lista no recibe ningún mensaje de la marca, sea de quien sea y por más que se importe de nuevo.',
  'A saved rule by which people are chosen, asked anew each time it is used.':
    'Una regla guardada con la que se elige a personas, que se consulta de nuevo cada vez.',
  'A text with pictures, films or sounds. It counts as one part, and costs about as much as three.':
    'Un mensaje con imágenes, vídeos o sonidos. Cuenta como una parte y cuesta más o menos como tres.',
  'A word that people text to your number. STOP, START and HELP have their effect by the rules.':
    'Una palabra que la gente envía a su número. STOP, START y HELP tienen su efecto por las reglas.',
  'From everybody on the lists to those who will get the text, with the people each line takes away.':
    'De todos los de las listas a quienes recibirán el mensaje, con las personas que quita cada línea.',
  'Half of them were quicker and half were slower. A few that took days do not move it.':
    'La mitad fueron más rápidas y la mitad más lentas. Unas pocas que tardaron días no la mueven.',
  'Nothing leaves until somebody has looked: after a restore the database may not know what was sent already.':
    'Nada sale hasta que alguien lo mire: tras una restauración la base de datos puede no saber qué se envió ya.',
  'Numbers that stand for one another. Each person hears from the same one every time.':
    'Números que se sustituyen entre sí. Cada persona recibe siempre del mismo.',
  'Of a hundred people, ninety-five were answered sooner than this, and five waited longer.':
    'De cien personas, a noventa y cinco se respondió antes y cinco esperaron más.',
  'People are asked after a conversation to rate it from 1 to 5; this is the mean of what they answered.':
    'Tras una conversación se pide a la gente que la valore de 1 a 5; esta es la media de lo que respondieron.',
  'Phones know two. GSM-7 has the letters of Western Europe, 160 to a part; one character outside of it, such as an emoji, makes it Unicode (UCS-2), 70 to a part.':
    'Los teléfonos conocen dos. GSM-7 tiene las letras de Europa occidental, 160 por parte; un solo carácter de fuera, como un emoji, lo hace Unicode (UCS-2), 70 por parte.',
  'Somebody with the right to wants what is on file about a number kept, so nothing erases it.':
    'Alguien con derecho a ello quiere que se conserve lo que consta de un número, así que nada lo borra.',
  'Ten-digit long codes for programs that text people in the US. A brand and a use case are registered; carriers let so much through for each.':
    'Números largos de diez cifras para programas que escriben a personas en EE. UU. Se registran una marca y un caso de uso; los operadores dejan pasar cierta cantidad por cada uno.',
  'Texts of different haste leave in lanes of their own, so that a password does not wait for a campaign.':
    'Los mensajes de distinta prisa salen por carriles propios, para que una contraseña no espere a una campaña.',
  'The account at a carrier or provider through which texts leave and replies come in.':
    'La cuenta en un operador o proveedor por la que salen los mensajes y entran las respuestas.',
  'US carriers want to know who sends and what, before long codes (10DLC), toll-free numbers and short codes may text. Unregistered texts do not arrive.':
    'Los operadores de EE. UU. quieren saber quién envía y qué, antes de que números largos (10DLC), gratuitos y cortos puedan escribir. Los mensajes sin registro no llegan.',
  'What a carrier says became of a text. It may come seconds or days later, or never.':
    'Lo que un operador dice que fue de un mensaje. Puede llegar segundos o días después, o nunca.',
  'What is meant by “{word}”': 'Qué significa «{word}»',
  'What people join: one brand, one purpose, the words they read before, and how many texts a month are promised. Consent is to a program.':
    'A lo que se une la gente: una marca, un propósito, las palabras que leen antes y cuántos mensajes al mes se prometen. El consentimiento es para un programa.',
  'When marketing has to wait, by the clock where the person is, as the law of the place wants it.':
    'Cuándo la publicidad tiene que esperar, por el reloj del lugar de la persona, como quiere su ley.',
};
