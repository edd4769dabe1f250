import type { Dictionary } from '../dictionary.ts';

/** Spanish of what stands where nothing is yet or not all is known, and of what records are called, by the English sentence. */
export const spanishStates: Dictionary = {
  'An import was taken back': 'Se deshizo una importación',
  'Asked to confirm': 'Se pidió confirmar',
  'By a link': 'Por un enlace',
  Erased: 'Borrado',
  'Secret of its calls': 'Secreto de sus llamadas',
  'Not all who could be chosen are shown.': 'No se muestran todas las personas que podrían elegirse.',
  'Something may wait that could not be loaded.': 'Puede esperar algo que no se pudo cargar.',
  'Stays over a restart': 'Se mantiene al reiniciar',
  'The programs or the numbers could not be loaded.': 'No se pudieron cargar los programas o los números.',
  'The carrier said so': 'Lo dijo el operador',
  'This is evidence: it stands in English, in the same words for everybody.':
    'Esto es una prueba: está en inglés, con las mismas palabras para todos.',
  'A number that takes no texts, or does not exist, stands here.':
    'Aquí aparece un número que no recibe mensajes o que no existe.',
  'Answers stand here from the first question on, also where somebody has not finished.':
    'Las respuestas aparecen aquí desde la primera pregunta, también sin terminar.',
  'Choose All to see the others.': 'Elija Todas para ver las demás.',
  'Choose All, or shorten what you look for.': 'Elija Todas o acorte lo que busca.',
  'Choose above whom else to show.': 'Elija arriba a quién más mostrar.',
  'Choose another kind of difference above.': 'Elija arriba otro tipo de diferencia.',
  'Choose another state above.': 'Elija arriba otro estado.',
  'Each click stands here, those of programs too.': 'Aquí aparece cada clic, también los de programas.',
  'Each entry stands here as it comes, also one that does not count.':
    'Cada participación aparece aquí al llegar, también la que no cuenta.',
  'It says what a use of data could do to people, and what is done against that.':
    'Dice qué podría causar a las personas un uso de sus datos y qué se hace para evitarlo.',
  'No request is like this': 'Ninguna petición es así',
  'No text fails to reach a number': 'Todos los números se alcanzan',
  'No text was sent in these days. Choose more of them.':
    'En estos días no se envió ningún mensaje. Elija más.',
  'No text went to this number': 'A este número no se le envió ningún mensaje',
  'One is raised when a figure passes its threshold.': 'Se da una cuando una cifra pasa su umbral.',
  'Shorten what you look for, or choose other days.': 'Acorte lo que busca o elija otros días.',
  'There was no entry left that counts.': 'No quedaba ninguna participación que contara.',
  'Type the whole number, with the code of its country.':
    'Escriba el número entero, con el prefijo de su país.',
  'What each text costs is added up here.': 'Aquí se suma lo que cuesta cada mensaje.',
  'What look-ups say of a number, and what you say of it, stands here.':
    'Aquí aparece lo que las consultas dicen de un número, y lo que diga usted.',
  'What stands on this page can come by itself every day, week or month.':
    'Lo que hay en esta página puede llegar solo cada día, semana o mes.',
  'What was billed was sent, in these parts and at this price.':
    'Lo facturado se envió, en estas partes y a este precio.',
  'Whoever handles data of your people for you stands here: carriers, hosts, printers.':
    'Aquí aparece quien trata datos de su gente por encargo: operadores, alojamientos, imprentas.',
  'Whoever texts one of its words stands here.': 'Aquí aparece quien escribe una de sus palabras.',
  'Whoever texts the keyword with the code of somebody stands here.':
    'Aquí aparece quien escribe la palabra clave con el código de alguien.',
  'Whoever you invite stands here until they come.': 'Aquí aparece quien usted invite, hasta que entre.',
  'Words that are taken for a promotion and are none are ruled on here, by two people.':
    'Aquí dos personas deciden sobre palabras que parecen promoción y no lo son.',
};
