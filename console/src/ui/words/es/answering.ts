import type { Dictionary } from '../dictionary.ts';

/** Spanish of the report about answering, by the English sentence. */
export const spanishAnswering: Dictionary = {
  '95 of 100 within': '95 de 100 en',
  'An answer of a colleague ends the wait of a person, and stands here then.':
    'Una respuesta de un colega termina la espera de una persona, y entonces figura aquí.',
  Answering: 'Respuestas',
  'By colleague': 'Por colega',
  'Conversations closed': 'Conversaciones cerradas',
  'Half of them within': 'La mitad en',
  'How people rated it': 'Cómo lo valoró la gente',
  'How soon people were answered, and by whom. Times are within the hours of the inbox.':
    'Con qué rapidez se respondió a la gente, y quién. Los tiempos son dentro del horario de la bandeja.',
  'In the promised time': 'En el tiempo prometido',
  'In time': 'A tiempo',
  'It is not sent.': 'No se envía.',
  'Nobody was answered in these days': 'A nadie se respondió en estos días',
  'nobody was asked, or nobody has answered': 'a nadie se preguntó, o nadie ha respondido',
  'To the inbox': 'A la bandeja',
  'Waits that an answer ended': 'Esperas que terminó una respuesta',
  '{rating} of 5, by {n}': '{rating} de 5, por {n}',
};
