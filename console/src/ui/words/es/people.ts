import type { Dictionary } from '../dictionary.ts';

/** Spanish of a person’s page and of adding one by hand, by the English sentence. */
export const spanishPeople: Dictionary = {
  'Add one': 'Añadir una',
  'Changed by hand': 'Cambiada a mano',
  'Create a keyword': 'Crear una palabra clave',
  Evidence: 'Pruebas',
  Fields: 'Campos',
  'Lists and tags': 'Listas y etiquetas',
  'Nobody has named one: {zone} is what address and number tell.':
    'Nadie ha indicado ninguna: {zone} es lo que dicen la dirección y el número.',
  'Nobody is texted by being added.': 'Añadir a alguien no le envía ningún mensaje.',
  'Nothing on record': 'Nada registrado',
  'Older ones stand in the proof pack.': 'Los anteriores están en el expediente de prueba.',
  'Proof pack': 'Expediente de prueba',
  'State or province': 'Estado o provincia',
  'Texts keep the hours of this zone.': 'Los mensajes respetan las horas de esta zona.',
  'Two letters, such as US.': 'Dos letras, como US.',
  'What is on file': 'Lo que consta',
  'When they agreed': 'Cuándo aceptó',
  'Who it is': 'Quién es',
  'Whoever has agreed to nothing is not texted.': 'A quien no ha aceptado nada no se le escribe.',
  'the columns': 'las columnas',
};
