import type { Dictionary } from '../dictionary.ts';

/** Spanish of reports, pictures and links, by the English sentence. */
export const spanishReports: Dictionary = {
  'A finding counts once two looks in a row have seen it.':
    'Un hallazgo cuenta cuando dos miradas seguidas lo han visto.',
  'A line a campaign': 'Una línea por campaña',
  'A line a day': 'Una línea por día',
  'A plan for everybody’s best hour sends to each person at theirs; it is chosen when a campaign is reviewed.':
    'Un plan a la mejor hora de cada cual envía a cada persona a la suya; se elige al revisar una campaña.',
  API: 'API',
  'Also as a file in the folder of reports': 'También como archivo en la carpeta de informes',
  'An https address that is told, too': 'Una dirección https a la que también se avisa',
  'As it was': 'Como estaba',
  'As tid=… in its address, for pages that tell of purchases.':
    'Como tid=… en su dirección, para páginas que informan de compras.',
  'At which hour': 'A qué hora',
  'Blank for the address of this installation.': 'En blanco: la dirección de esta instalación.',
  Budget: 'Presupuesto',
  'By a colleague': 'Por un colega',
  'By link alone: nobody knows who': 'Solo por enlace: nadie sabe quién',
  'By people': 'Por personas',
  'By person, of those who agreed to it': 'Por persona, de quienes lo aceptaron',
  'By person: which text it was opened from': 'Por persona: desde qué texto se abrió',
  'Caps and prices': 'Topes y precios',
  'Choose more days, or shorten the links of a campaign.':
    'Elija más días o acorte los enlaces de una campaña.',
  'Choose more days. What texts cost is known once there are prices (Settings, Spending).':
    'Elija más días. Lo que cuestan los textos se sabe cuando hay precios (Ajustes, Gastos).',
  'Clicks and replies by the hour of their own clock': 'Clics y respuestas por la hora de su propio reloj',
  'Clicks by day': 'Clics por día',
  'Clicks by day, of people and of programs': 'Clics por día, de personas y de programas',
  'Clicks of people, as far as one can tell; those of programs are told and never counted.':
    'Clics de personas, hasta donde se puede saber; los de programas se dicen y nunca se cuentan.',
  'Clicks, replies and opt-outs by day': 'Clics, respuestas y bajas por día',
  'Clicks, replies and who left': 'Clics, respuestas y quién se dio de baja',
  'Does not answer': 'No responde',
  'Domain of your own': 'Dominio propio',
  'Every Monday': 'Cada lunes',
  Fails: 'Falla',
  Gone: 'Desaparecida',
  'Have a report sent': 'Recibir un informe',
  'Have it sent': 'Recibirlo',
  'Hours without a cell had fewer than {least} texts: too few to say anything of them.':
    'Las horas sin casilla tuvieron menos de {least} textos: demasiado pocos para decir algo de ellas.',
  'How links are made and looked after': 'Cómo se hacen y se vigilan los enlaces',
  'How many are left at each step': 'Cuántos quedan en cada paso',
  Import: 'Importación',
  Joined: 'Altas',
  'Joined and left': 'Altas y bajas',
  'Last opened': 'Abierto por última vez',
  'Leads elsewhere': 'Lleva a otro sitio',
  'Link by link': 'Enlace por enlace',
  'Links people opened': 'Enlaces abiertos',
  'Look at the pages behind links': 'Mirar las páginas detrás de los enlaces',
  'Looked at {when}': 'Mirado el {when}',
  Next: 'El próximo',
  'No report is sent by mail': 'No se envía ningún informe por correo',
  'No text of a campaign has left in these days. Choose more of them, or come back after the next campaign.':
    'En estos días no ha salido ningún texto de una campaña. Elija más días, o vuelva tras la próxima campaña.',
  'Nobody has answered these texts.': 'Nadie ha respondido a estos textos.',
  'Nobody has clicked or replied yet. An hour of their own is learnt from each answer.':
    'Nadie ha hecho clic ni respondido todavía. La hora propia se aprende de cada respuesta.',
  'Nobody has left after these texts.': 'Nadie se ha dado de baja tras estos textos.',
  'Nobody has opened a link of these texts. Only links that Tidings shortens can be counted.':
    'Nadie ha abierto un enlace de estos textos. Solo se pueden contar los enlaces que Tidings acorta.',
  'Nobody has said yet what texts cost.': 'Nadie ha dicho aún cuánto cuestan los textos.',
  'Nobody opened a link in these days': 'Nadie abrió un enlace en estos días',
  'Not looked at': 'Sin mirar',
  'Nothing was spent in these days': 'No se gastó nada en estos días',
  'Of the day, week or month that has just ended.': 'Del día, la semana o el mes que acaba de terminar.',
  'On the clock of the workspace, from 0 to 23.': 'En el reloj del espacio de trabajo, de 0 a 23.',
  'On the first of the month': 'El primero de cada mes',
  'Once a day, and switch off what is gone or leads elsewhere':
    'Una vez al día, y apagar lo que desapareció o lleva a otro sitio',
  'Once a day, and tell what is found': 'Una vez al día, y decir lo que se encuentra',
  'Page of their own': 'Página propia',
  'People by the hour at which they answer most, on their own clocks':
    'Personas por la hora a la que más responden, en sus propios relojes',
  'People who opened each link': 'Personas que abrieron cada enlace',
  'People’s own best hours': 'Las mejores horas de cada persona',
  'QR code to print': 'Código QR para imprimir',
  'Reports by mail': 'Informes por correo',
  'Revenue and cost': 'Ingresos y costes',
  'Revenue and cost by day': 'Ingresos y costes por día',
  Round: 'Ronda',
  'Round by round': 'Ronda por ronda',
  'Round {n}': 'Ronda {n}',
  'Save as CSV': 'Guardar como CSV',
  'Send it no more': 'No enviarlo más',
  'Several with commas. Blank: owners and admins.':
    'Varias con comas. En blanco: propietarios y administradores.',
  Share: 'Proporción',
  Step: 'Paso',
  'Tell the page whose text it was': 'Decir a la página de quién era el texto',
  'The first round has not gone out yet.': 'La primera ronda aún no ha salido.',
  'The picture could not be loaded. The table has the same figures.':
    'No se pudo cargar el gráfico. La tabla tiene las mismas cifras.',
  'The same by API:': 'Lo mismo por la API:',
  'The secret by which it knows that it was us. It is shown this once:':
    'El secreto por el que sabe que fuimos nosotros. Se muestra solo esta vez:',
  'Their best hour': 'Su mejor hora',
  'After {n} answers their best hour is {hour}, smoothed toward everybody’s.': {
    one: 'Tras {n} respuesta, su mejor hora son las {hour}, suavizada hacia la de todos.',
    other: 'Tras {n} respuestas, su mejor hora son las {hour}, suavizada hacia la de todos.',
  },
  '{day} at {hour}, on people’s own clocks, stands out from all hours together by more than chance.':
    '{day} a las {hour}, según el reloj de cada persona, destaca entre todas las horas por más que el azar.',
  'Hours are not drawn by lot: what was sent on Tuesdays may simply have been better. Try an hour on half of an audience before believing it.':
    'Las horas no se sortean: lo que se envió los martes quizá era simplemente mejor. Pruebe una hora con la mitad de una audiencia antes de creerlo.',
  'Lead the link somewhere else.': 'Lleve el enlace a otro sitio.',
  'If where it leads now is not yours, switch the link off.':
    'Si el sitio adonde lleva ahora no es suyo, desactive el enlace.',
  'Threshold of {what}, in percent': 'Umbral de {what}, en porcentaje',
  'What is kept of a click': 'Qué se guarda de un clic',
  'What stands behind it': 'Qué hay detrás',
  'What texts cost, by the price table': 'Lo que cuestan los textos, según la tabla de precios',
  'When you are told': 'Cuándo se le avisa',
  'Who got which variant: the share of each round': 'Quién recibió qué variante: la proporción de cada ronda',
  'Who is mailed': 'A quién se escribe',
  'Who joined and who left, by how they did': 'Quién se dio de alta y de baja, y cómo',
  'a file': 'un archivo',
  above: 'más de',
  'above {percent} %': 'más de {percent} %',
  below: 'menos de',
  'below {percent} %': 'menos de {percent} %',
  'the hours': 'las horas',
  'the reports by mail': 'los informes por correo',
  'the thresholds': 'los umbrales',
  '{amount} of {cap}': '{amount} de {cap}',
  '{amount}, with no cap': '{amount}, sin tope',
  '{day} {hour}: {share} % of {n} texts': {
    one: '{day} {hour}: {share} % de {n} texto',
    other: '{day} {hour}: {share} % de {n} textos',
  },
  '{done} of {all} rounds': '{done} de {all} rondas',
  '{how}, in {currency}': '{how}, en {currency}',
  '{joined} joined, {left} left': '{joined} altas, {left} bajas',
  '{measure} by the hour of the week, on people’s own clocks':
    '{measure} por la hora de la semana, en los relojes de cada persona',
  '{metric}, round by round': '{metric}, ronda por ronda',
  '{n} texts left in these days, too few in any hour to say anything: it takes {least} in one hour of the week, and the fullest has {most}.':
    {
      one: 'En estos días ha salido {n} texto, y es poco para decir algo: hacen falta {least} en una misma hora de la semana, y la más llena tiene {most}.',
      other:
        'En estos días han salido {n} textos, pocos en cualquier hora para decir algo: hacen falta {least} en una misma hora de la semana, y la más llena tiene {most}.',
    },
};
