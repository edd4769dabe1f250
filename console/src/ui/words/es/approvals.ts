import type { Dictionary } from '../dictionary.ts';

/** Spanish of approving campaigns, by the English sentence. */
export const spanishApprovals: Dictionary = {
  'All approvals': 'Todas las aprobaciones',
  'Approve: {name}': 'Aprobar: {name}',
  'Ask for changes': 'Pedir cambios',
  'Ask for changes …': 'Pedir cambios …',
  'Ask for changes?': '¿Pedir cambios?',
  'Campaigns to approve': 'Campañas por aprobar',
  'Changes wanted': 'Se piden cambios',
  'Everything that a launch would meet': 'Todo lo que encontraría un envío',
  'No version of it was approved before.': 'Ninguna versión se aprobó antes.',
  'Note for whoever approves': 'Nota para quien aprueba',
  'Note for whoever approves …': 'Nota para quien aprueba …',
  'Nothing waits for approval': 'Nada espera aprobación',
  Sender: 'Remitente',
  'Somebody has looked at your campaign': 'Alguien ha revisado tu campaña',
  Subject: 'Asunto',
  'There is nothing to approve: it is not checked, or it has left.':
    'No hay nada que aprobar: no está comprobada, o ya salió.',
  'They are told that it waits, and read this beside what is new in it.':
    'Se les avisa de que espera, y leen esto junto a lo que es nuevo.',
  'What is new in it': 'Qué hay de nuevo',
  'What is new since it was approved': 'Qué hay de nuevo desde que se aprobó',
  'What is to be changed': 'Qué hay que cambiar',
  'What it is': 'Qué es',
  'What others wrote and somebody else must look at, as it is now.':
    'Lo que otros escribieron y otra persona debe revisar, tal como está ahora.',
  'When somebody launches it': 'Cuando alguien la lance',
  'Where it stands': 'Cómo está',
  'Which campaigns need one is set under Settings › Sending rules.':
    'Qué campañas la necesitan se decide en Ajustes › Reglas de envío.',
  'Who gets it': 'Quién lo recibe',
  'You wrote some of it, so somebody else has to approve it.':
    'Escribiste parte de ella, así que debe aprobarla otra persona.',
  'no price set': 'sin precio',
  'what is to be approved': 'lo que hay que aprobar',
  '{by} has approved “{name}”. {note}': '{by} ha aprobado «{name}». {note}',
  '{by} has declined “{name}”. {note}': '{by} ha rechazado «{name}». {note}',
  '{by} wants “{name}” changed: {note}': '{by} quiere cambios en «{name}»: {note}',
};
