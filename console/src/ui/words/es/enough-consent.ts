import type { Dictionary } from '../dictionary.ts';

/** Spanish of consent that is not enough, and of recording what is, by the English sentence. */
export const spanishEnoughConsent: Dictionary = {
  'agreed, but what shows it is not enough for texts of the program: they leave them out':
    'aceptaron, pero lo que lo demuestra no basta para los textos del programa: no se les envían',
  '{n} of these people have a day and nothing that shows an agreement in writing, which marketing texts need. Say below what shows it, or go back and name the column that says how they agreed.':
    {
      one: '{n} de estas personas tiene una fecha y nada que demuestre un acuerdo por escrito, que los textos publicitarios exigen. Indique abajo qué lo demuestra, o vuelva atrás e indique la columna que dice cómo aceptó.',
      many: '{n} de estas personas tienen una fecha y nada que demuestre un acuerdo por escrito, que los textos publicitarios exigen. Indique abajo qué lo demuestra, o vuelva atrás e indique la columna que dice cómo aceptaron.',
      other:
        '{n} de estas personas tienen una fecha y nada que demuestre un acuerdo por escrito, que los textos publicitarios exigen. Indique abajo qué lo demuestra, o vuelva atrás e indique la columna que dice cómo aceptaron.',
    },
  'Marketing texts leave them out: nothing on record shows that they agreed in writing. Texts about their orders and appointments, and answers, still reach them. To mend it, record what shows that they agreed, or let them join again.':
    'Los textos publicitarios la excluyen: nada de lo registrado demuestra que aceptó por escrito. Los textos sobre sus pedidos y citas, y las respuestas, sí le llegan. Para remediarlo, registre qué demuestra que aceptó, o deje que se una de nuevo.',
  'Texts of this program leave them out: what is on record of how they agreed is not enough. To mend it, record what shows that they agreed, or let them join again.':
    'Los textos de este programa la excluyen: lo registrado sobre cómo aceptó no basta. Para remediarlo, registre qué demuestra que aceptó, o deje que se una de nuevo.',
  'Not for marketing': 'No para publicidad',
  'Not enough on record': 'Registro insuficiente',
  'Somebody is on file with this number already.': 'Ya hay alguien registrado con este número.',
  'Open the page of {name}': 'Abrir la página de {name}',
  'Record that they agreed': 'Registrar que aceptó',
  'Record that they agreed …': 'Registrar que aceptó …',
  'It is on record.': 'Queda registrado.',
  'What is on record is worth as much already.': 'Lo que ya consta vale lo mismo.',
  'Nobody is texted by it. What you write stands in the record with your name.':
    'Nadie recibe ningún mensaje por ello. Lo que escriba consta en el registro con su nombre.',
  'By word of mouth is no agreement in writing, which marketing texts need in most countries.':
    'De palabra no es un acuerdo por escrito, que los textos publicitarios exigen en la mayoría de los países.',
};
