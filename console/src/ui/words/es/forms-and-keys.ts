import type { Dictionary } from '../dictionary.ts';

/** Spanish of the page of a sign-up form, of views that are shared, and of the keys of whoever goes, by the English sentence. */
export const spanishFormsAndKeys: Dictionary = {
  'A form is for a program that people can join. Open one first.':
    'Un formulario es para un programa al que la gente pueda unirse. Abra uno primero.',
  'A page at which a program is joined.': 'Una página en la que la gente se une a un programa.',
  'Change the view “{name}”': 'Cambiar la vista «{name}»',
  'Change “{name}” …': 'Cambiar «{name}» …',
  'End these keys too': 'Terminar también estas claves',
  'Here people join {program}.': 'Aquí la gente se une a {program}.',
  'It goes for everybody who works here.': 'Desaparece para todos los que trabajan aquí.',
  'It is changed and removed by you or an admin.': 'La cambia y la quita usted o un administrador.',
  'It is out of use': 'Está fuera de uso',
  'Its address goes on to exist, and says that nobody can join there any more.':
    'Su dirección sigue existiendo y dice que ya nadie puede unirse ahí.',
  'Made by': 'Hecha por',
  'No program is open yet': 'Todavía no hay ningún programa abierto',
  'Remove the view': 'Quitar la vista',
  'Remove the view “{name}”?': '¿Quitar la vista «{name}»?',
  'Remove “{name}” …': 'Quitar «{name}» …',
  'Share it with everybody who works here': 'Compartirla con todos los que trabajan aquí',
  'Shared with everybody here': 'Compartidas con todos aquí',
  'Show the page itself': 'Mostrar la página misma',
  'Tags that people get who join here': 'Etiquetas que recibe quien se une aquí',
  'the form': 'el formulario',
  'They made {n} API keys that programs may be using:': {
    one: 'Hizo {n} clave de API que quizá usa algún programa:',
    other: 'Hizo {n} claves de API que quizá usa algún programa:',
  },
  'What is searched for and filtered now.': 'Lo que se busca y se filtra ahora.',
  'What people see': 'Lo que ve la gente',
  'Whatever uses them is refused from now on. Those that are kept say who made them.':
    'Lo que las use se rechaza desde ahora. Las que se conservan dicen quién las hizo.',
  'With commas between them.': 'Separadas por comas.',
  'With what is searched for and filtered now': 'Con lo que se busca y se filtra ahora',
  'works here no more': 'ya no trabaja aquí',
  '{name}, by {who}': '{name}, de {who}',
  'A list that was removed': 'Una lista que se quitó',
  'All evidence as PDF': 'Todas las pruebas en PDF',
  'Open it again': 'Abrirlo de nuevo',
  'Open it again …': 'Abrirlo de nuevo …',
  'Open the case again': 'Abrir el caso de nuevo',
  'What was found before stays on record.': 'Lo que se concluyó antes sigue constando.',
  'Not imported yet': 'Todavía sin importar',
  'By which number and gateway they leave': 'Por qué número y pasarela salen',
  'It gets a workspace of its own.': 'Tendrá un espacio de trabajo propio.',
  'The people, numbers, texts and settings of one business, kept apart from those of any other. Whoever works here is a member of it.':
    'Las personas, los números, los mensajes y los ajustes de un negocio, separados de los de cualquier otro. Quien trabaja aquí es miembro.',
  '{added} new, {changed} changed, {unchanged} as they are, {bad} bad rows':
    '{added} nuevas, {changed} cambiadas, {unchanged} como están, {bad} filas con errores',
};
