import type { Dictionary } from '../dictionary.ts';

/** Spanish of sending again and of comparing with other campaigns, by the English sentence. */
export const spanishAgain: Dictionary = {
  'Beside your other campaigns': 'Junto a sus otras campañas',
  'No campaign was sent before it. ': 'No se envió ninguna campaña antes. ',
  Nobody: 'Nadie',
  'Not sent': 'No enviado',
  Reached: 'Alcanzadas',
  'Send again …': 'Enviar otra vez …',
  'Send it again': 'Enviarla otra vez',
  'The median is of {n} other campaigns of a year.': {
    one: 'La mediana es de {n} otra campaña de un año.',
    many: 'La mediana es de otras {n} de campañas de un año.',
    other: 'La mediana es de otras {n} campañas de un año.',
  },
  'Median of all': 'La mediana de todas',
  'The one before': 'La anterior',
  'The one before:': 'La anterior:',
  'There is a median once three others have reached twenty people each.':
    'Hay mediana cuando otras tres han llegado a veinte personas cada una.',
  'This one': 'Esta',
  'Who got it and did not click ({n} now)': 'Quien lo recibió y no hizo clic ({n} ahora)',
  'Who got it and did not reply ({n} now)': 'Quien lo recibió y no respondió ({n} ahora)',
  'Who it went to': 'A quién fue',
  'Whoever wants no clicks kept counts as not having clicked.':
    'Quien no quiere que se guarden sus clics cuenta como que no hizo clic.',
  'Whom it did not reach ({n} now)': 'A quien no llegó ({n} ahora)',
  'Whom to show': 'A quién mostrar',
  'Write the draft': 'Escribir el borrador',
  'Writes a draft to them; nothing is sent by it. They are asked for anew when it is checked and launched: whoever got it meanwhile is left out.':
    'Escribe un borrador para esas personas; con ello no se envía nada. Se buscan de nuevo al comprobar y al lanzar: quien lo haya recibido entretanto queda fuera.',
  'the other campaigns': 'las otras campañas',
};
