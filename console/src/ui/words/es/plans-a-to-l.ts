import type { Dictionary } from '../dictionary.ts';

/** Spanish of plans, experiments, coupons, pictures and help, by the English sentence. */
export const spanishPlansAToL: Dictionary = {
  '1 to 31, or -1 for the last; blank for the day of the first time.':
    'De 1 a 31, o -1 para el último; en blanco, el día de la primera vez.',
  '1: looked at once. With more, each round gives more people to what does better.':
    '1: se mira una vez. Con más, cada ronda da más personas a lo que va mejor.',
  '2 of weeks is every other week.': '2 semanas es una semana sí y otra no.',
  'Auto-pause of this campaign': 'Pausa automática de esta campaña',
  'All of its variants are stopped, and nothing goes to the rest.':
    'Se detienen todas sus variantes y no va nada al resto.',
  'A carrier has taken the text. From then on it cannot be called back.':
    'Un operador ha aceptado el texto. Desde entonces ya no se puede recuperar.',
  'A code is redeemed once, and that cannot be taken back.':
    'Un código se canjea una vez, y eso no se puede deshacer.',
  'A day before each time a copy is made, checked and scheduled. It can be taken back, and needs its own approval where campaigns need one.':
    'Un día antes de cada vez se hace una copia, se comprueba y se programa. Se puede retirar, y necesita su propia aprobación donde las campañas la necesitan.',
  'A long text travels in parts, and each is paid for: 160 letters fit one part, 153 each of several; with one unusual character 70 and 67.':
    'Un texto largo viaja en partes y cada una se paga: en una caben 160 letras, 153 en cada una de varias; con un solo carácter poco común, 70 y 67.',
  'A winner needs a chance of {percent} %': 'Un ganador necesita una probabilidad del {percent} %',
  'Add {n} codes': { one: 'Añadir {n} código', other: 'Añadir {n} códigos' },
  Repeat: 'Repetición',
  'Against another campaign': 'Frente a otra campaña',
  'All coupons': 'Todos los cupones',
  'All guides': 'Todas las guías',
  'All variants together, in equal parts. 100: nobody is left for the winner.':
    'Todas las variantes juntas, a partes iguales. Con 100 no queda nadie para la ganadora.',
  'Answers for it': 'Responde de ella',
  'As your shop made them. Those that are there already are refused by name.':
    'Como los hizo su tienda. Los que ya están se rechazan por su nombre.',
  'At this hour on people’s clocks': 'A esta hora en el reloj de cada persona',
  'Before the first text. What waits for its hour can be taken back until then in any case.':
    'Antes del primer texto. Lo que espera su hora se puede retirar hasta entonces en todo caso.',
  'Begin anew': 'Empezar de nuevo',
  'Being decided': 'Se está decidiendo',
  'Beside what would have come anyway': 'Frente a lo que habría llegado de todos modos',
  'best with {chance}': 'la mejor con {chance}',
  'Blank: at once.': 'En blanco: enseguida.',
  'Blank: not looked at.': 'En blanco: no se mira.',
  'Blank: they wait until somebody lets them go on.': 'En blanco: esperan hasta que alguien las deje seguir.',
  'Both say the same.': 'Las dos dicen lo mismo.',
  'Auto-pause': 'Pausa automática',
  'By days': 'Por días',
  'By hour': 'Por hora',
  'By months': 'Por meses',
  'By segment': 'Por segmento',
  'By state': 'Por estado',
  'By variant': 'Por variante',
  'By weeks': 'Por semanas',
  'By what': 'Por qué medida',
  'By what it is judged': 'Por qué se juzga',
  Calendar: 'Calendario',
  'Campaigns by day; arrow keys go from day to day': 'Campañas por día; las flechas van de un día a otro',
  Carriers: 'Operadores',
  'Chance of being the best': 'Probabilidad de ser la mejor',
  'Change the coupons': 'Cambiar los cupones',
  'Check the campaign first, to see how many people there are.':
    'Compruebe primero la campaña, para ver cuántas personas hay.',
  Chosen: 'Elegidas',
  Clock: 'Reloj',
  Codes: 'Códigos',
  'Codes are added afterwards: your own from a file, or drawn ones.':
    'Los códigos se añaden después: los suyos de un archivo, o sorteados.',
  'Codes of which everybody who is texted gets one that nobody else has.':
    'Códigos de los que cada persona recibe uno que nadie más tiene.',
  'Codes of your own': 'Códigos propios',
  'Codes, in the order in which they are given': 'Códigos, en el orden en que se dan',
  'Comes by a rule': 'Viene por una regla',
  'Complaints, percent': 'Quejas, por ciento',
  Coupon: 'Cupón',
  Coupons: 'Cupones',
  'Coupons have run out': 'Se han agotado los cupones',
  'Coupons, latest first': 'Cupones, los últimos primero',
  'Day of the month': 'Día del mes',
  Decided: 'Decidido',
  'Decided by the figures on {when}.': 'Decidido por las cifras el {when}.',
  'Decided without a clear winner on {when}.': 'Decidido sin un ganador claro el {when}.',
  Decision: 'Decisión',
  'Drawn at random. With an auto-pause (below the schedule) a bad start stops by itself.':
    'Elegidas al azar. Con una pausa automática (debajo del horario), un mal comienzo se detiene solo.',
  'Each gets it at the hour at which they are likeliest to answer.':
    'Cada una lo recibe a la hora en que es más probable que conteste.',
  'Each so many of them': 'Cada cuántos',
  'Each variant': 'Cada variante',
  'Each variant goes to its part now: it is checked and asked for its approval like any other campaign. What has left cannot be called back.':
    'Cada variante va ahora a su parte: se comprueba y se le pide aprobación como a cualquier campaña. Lo que ha salido no se puede recuperar.',
  'Each X becomes a letter or digit by chance. Letters that are misread are left out.':
    'Cada X será una letra o cifra al azar. Se omiten las letras que se leen mal.',
  Earlier: 'Antes',
  'Ends {when}': 'Termina el {when}',
  'Every day': 'Cada día',
  'Every minute the campaign is looked at, and paused once one of these is surely passed: not when 2 of 10 fail, but when chance explains it no more. Somebody resumes it.':
    'Cada minuto se mira la campaña y se pausa en cuanto uno de estos límites se supera con seguridad: no cuando fallan 2 de 10, sino cuando el azar ya no lo explica. Alguien la reanuda.',
  'Fewest texts of each variant': 'Mínimo de textos de cada variante',
  'For other reasons': 'Por otros motivos',
  'For whoever answers for them': 'Para quien responde de ellas',
  'For whoever runs it': 'Para quien lo administra',
  'For whoever writes campaigns': 'Para quien escribe campañas',
  'From here on an alert is raised, once enough texts show that it is not chance.':
    'A partir de aquí se da una alerta, cuando bastantes textos muestran que no es azar.',
  'From then on no text with one of its codes leaves, and none is redeemed.':
    'Desde entonces no sale ningún texto con uno de sus códigos, y no se canjea ninguno.',
  'From this day on': 'Desde este día',
  'From who was chosen to whose phone has it, and where the others left':
    'De quién fue elegido a qué teléfono lo tiene, y dónde se quedaron los demás',
  'From {when} until {last}': 'Del {when} al {last}',
  'Get it': 'Lo reciben',
  Given: 'Dado',
  'Goes to the rest': 'Va al resto',
  'Help about this page': 'Ayuda sobre esta página',
  'Hours from the last start to the decision': 'Horas desde el último inicio hasta la decisión',
  'How fine': 'Con qué detalle',
  'How it is decided': 'Cómo se decide',
  'How many parts a second may leave. Carriers set it by number and registration; what is faster is refused or filtered.':
    'Cuántas partes por segundo pueden salir. Los operadores lo fijan según el número y su registro; lo que va más deprisa se rechaza o se filtra.',
  'How many people': 'Cuántas personas',
  'How much at a time': 'Cuánto a la vez',
  'How much of it would be a success': 'Cuánto sería un éxito',
  'How sure the figures are that no other variant is better. Before the first text every one is as likely as any other.':
    'Con qué seguridad dicen las cifras que ninguna otra variante es mejor. Antes del primer texto, todas son igual de probables.',
  'How they look': 'Cómo son',
  'In texts': 'En los textos',
  'In the currency of the workspace, such as 25.00. Blank: not looked at.':
    'En la moneda del espacio de trabajo, por ejemplo 25.00. Vacío: no se mira.',
  'It has paused the campaign': 'Ha pausado la campaña',
  'It holds for texts that are under way as well.': 'Vale también para los textos que están en camino.',
  'It is looked at once, then. Who looks again and again finds winners where there are none.':
    'Se mira una sola vez, entonces. Quien mira una y otra vez encuentra ganadores donde no los hay.',
  'Judged by': 'Se juzga por',
  'Kept without it': 'Se quedaron sin él',
  'Last day': 'Último día',
  'Leave this variant out': 'Quitar esta variante',
  'Repeat this campaign': 'Repetir esta campaña',
  'Repeat it …': 'Repetirla …',
  'Let the others go now': 'Dejar salir ya a las demás',
  'Look a code up': 'Buscar un código',
  'Look it up': 'Buscarlo',
  'Looked at once, on {when}.': 'Se mira una sola vez, el {when}.',
};
