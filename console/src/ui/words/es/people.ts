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
  'A date': 'Una fecha',
  'A file that is imported brings them along.': 'Los trae un archivo que se importa.',
  'Columns of your own': 'Columnas propias',
  'Its people stay. A segment or a campaign that still names it is not sent any more, and says so: nobody who was to be left out is texted because the list is gone.':
    'Sus personas se quedan. Un segmento o una campaña que todavía la nombra ya no se envía, y lo dice: a nadie que debía quedar fuera se le escribe porque la lista ya no está.',
  'No columns of your own': 'Sin columnas propias',
  'Remove the list': 'Quitar la lista',
  'Remove the list {name}?': '¿Quitar la lista {name}?',
  'Rename …': 'Cambiar el nombre …',
  'Rename the column': 'Cambiar el nombre de la columna',
  'Rename the list': 'Cambiar el nombre de la lista',
  'Rename {name}': 'Cambiar el nombre de {name}',
  'Segments and campaigns that name it go on: they know it by its id.':
    'Los segmentos y las campañas que la nombran siguen igual: la conocen por su identificador.',
  'Texts and segments ask for it as {field}, which stays.':
    'Los textos y los segmentos la piden como {field}, y eso no cambia.',
  'What it holds': 'Qué contiene',
  'the columns': 'las columnas',
};
