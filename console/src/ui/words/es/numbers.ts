import type { Dictionary } from '../dictionary.ts';

/** Spanish, by the English sentence: what is known of a number. */
export const spanishOfNumbers: Dictionary = {
  'Actions of the number': 'Acciones del número',
  'As the account does': 'Como haga la cuenta',
  'Costs a month': 'Cuesta al mes',
  'Go as a link': 'Van como enlace',
  Hosted: 'Alojado',
  'Its texts alone are at this carrier; its calls stay elsewhere':
    'Solo sus mensajes están en este operador; sus llamadas siguen en otro',
  'Leave from it': 'Salen de él',
  'Pictures in texts': 'Imágenes en los mensajes',
  'What is known of {number}': 'Lo que se sabe de {number}',
  'What you call it': 'Cómo lo llama',
  'What look-ups have found': 'Lo que han hallado las consultas',
};
