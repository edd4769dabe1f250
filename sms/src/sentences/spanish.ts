import type { Phrases } from './phrasebook.ts';

/** What this library says, in Spanish, by the English sentence. */
export const spanishOfTexts: Phrases = {
  'Take out the character {1}. {2}': 'Quite el carácter {1}. {2}',
  '"{1}" answers our question.': '"{1}" responde a nuestra pregunta.',
  '"{1}" asks to go on.': '"{1}" pide seguir.',
  '"{1}" asks {2}.': '"{1}" pide {2}.',
  '"{1}" confirms that all texts shall end.': '"{1}" confirma que terminen todos los textos.',
  '"{1}" may ask {2}; a person should decide.': '"{1}" puede pedir {2}; debería decidirlo una persona.',
  '"{1}" refuses what we send; asking again would be one text too many.':
    '"{1}" rechaza lo que enviamos; preguntar otra vez sería un texto de más.',
  'A little hard to read: {1}. It may help to {2}.': 'Algo difícil de leer: {1}. Puede ayudar {2}.',
  'A phone or an office answered by itself.': 'Respondió solo un teléfono o una oficina.',
  'A snippet stands in a place of its own: write {{ snippet.name }}, without a filter, a fallback or a condition.':
    'Un fragmento va en un lugar propio: escriba {{ snippet.name }}, sin filtro, texto alternativo ni condición.',
  'Ask about a field, as in {% if first_name %}.': 'Pregunte por un campo, como en {% if first_name %}.',
  'Begin the tag with the name of a field instead of {1}; plain words need no braces.':
    'Empiece por el nombre de un campo en lugar de {1}; las palabras sencillas no necesitan llaves.',
  'Check the digits; no country has given out a number like this.':
    'Revise las cifras; ningún país ha dado un número así.',
  'Close the quotation mark that starts here.': 'Cierre las comillas que empiezan aquí.',
  'Close the tag that starts here: {1} needs a {2} after it.':
    'Cierre la marca que empieza aquí: {1} necesita un {2} después.',
  'Close this if with {% endif %}.': 'Cierre este if con {% endif %}.',
  'Compare with blank by == or !=, not by {1}.': 'Compare con blank mediante == o !=, no con {1}.',
  'Easy to read: {1}.': 'Fácil de leer: {1}.',
  'Field names hold letters, digits and underscores.':
    'Los nombres de campo llevan letras, cifras y guiones bajos.',
  'Fields have no parts in brackets; write the name of the field.':
    'Los campos no tienen partes entre corchetes; escriba el nombre del campo.',
  'Fill in {1} for this contact, or give the template a default for it.':
    'Complete {1} para este contacto, o dé a la plantilla un texto alternativo.',
  'Format the column as text and export it again; a spreadsheet destroyed the last digits of this number ({1}).':
    'Dé formato de texto a la columna y expórtela de nuevo; una hoja de cálculo destruyó las últimas cifras de este número ({1}).',
  'Give the template some words for this contact: every branch of it came out empty.':
    'Dé palabras a la plantilla para este contacto: todas sus ramas quedaron vacías.',
  'Hard to read: {1}. Most people look at a text for seconds: {2}.':
    'Difícil de leer: {1}. Casi todos miran un texto unos segundos: {2}.',
  'It holds no words.': 'No tiene palabras.',
  'It is a stop sign.': 'Es una señal de stop.',
  'It is a tap on a text of ours, not words.': 'Es un toque en un texto nuestro, no palabras.',
  'It is an angry sign without words.': 'Es una señal de enfado sin palabras.',
  'It is written in letters that the reader does not read.': 'Está escrito en letras que el lector no lee.',
  'Loops are not part of the language; name each field you want.':
    'Los bucles no son parte del lenguaje; nombre cada campo que quiera.',
  'Nobody has a field {1}; {2}.': 'Nadie tiene un campo {1}; {2}.',
  'Parentheses are not part of the language; put one {% if %} inside another.':
    'Los paréntesis no son parte del lenguaje; ponga un {% if %} dentro de otro.',
  'Plain to most readers: {1}.': 'Claro para casi todos: {1}.',
  'Put an {% if … %} before this {1}, or take it out.': 'Ponga un {% if … %} antes de este {1}, o quítelo.',
  'Put every elsif before the else.': 'Ponga cada elsif antes del else.',
  'Put {1} before this {2}, or take it out.': 'Ponga {1} antes de este {2}, o quítelo.',
  'Shorten the snippet {1}: with what stands in it, it has more than {2} characters.':
    'Acorte el fragmento {1}: con lo que contiene, tiene más de {2} caracteres.',
  'Shorten the template to {1} characters; it has {2}.': 'Acorte la plantilla a {1} caracteres; tiene {2}.',
  'Shorten the text: it has {1} characters for this contact, and {2} is the most.':
    'Acorte el texto: tiene {1} caracteres para este contacto, y {2} es el máximo.',
  'Take one of these snippets out of the other: {1} has no end.':
    'Quite uno de estos fragmentos del otro: {1} no tiene fin.',
  'Take out the argument; this filter has none.': 'Quite el argumento; este filtro no tiene.',
  'Take out this else; the if already has one.': 'Quite este else; el if ya tiene uno.',
  'Take out what stands after {1}{2}.': 'Quite lo que hay tras {1}{2}.',
  'Take out {1}, or {2}.': 'Quite {1}, o {2}.',
  'Take {1} out of the date pattern; use %Y %m %d %B %b %A %a %H %I %M %p.':
    'Quite {1} del patrón de fecha; use %Y %m %d %B %b %A %a %H %I %M %p.',
  'Templates cannot include others; write the words here.':
    'Las plantillas no pueden incluir otras; escriba aquí las palabras.',
  'Templates cannot set fields; use the field itself.':
    'Las plantillas no pueden poner campos; use el campo mismo.',
  'The whole message is the keyword "{1}".': 'Todo el mensaje es la palabra clave "{1}".',
  'There is no filter {1}; write {2}.': 'No hay filtro {1}; escriba {2}.',
  'There is no snippet called {1}{2}: make it first, or mend the name.':
    'No hay fragmento llamado {1}{2}: hágalo primero, o corrija el nombre.',
  'There is no tag {1}; write if, elsif, else or endif.':
    'No hay marca {1}; escriba if, elsif, else o endif.',
  'Use at most {1} tags in one template.': 'Use {1} marcas como máximo en una plantilla.',
  'Use only "and" or only "or" in one condition; put one {% if %} inside another for both.':
    'Use solo "and" o solo "or" en una condición; ponga un {% if %} dentro de otro para ambos.',
  'Write != to compare, or {% else %} for the other case.':
    'Escriba != para comparar, o {% else %} para el otro caso.',
  'Write "and" or "or" before {1}, or take it out.': 'Escriba "and" u "or" antes de {1}, o quítelo.',
  'Write "and" to ask for both.': 'Escriba "and" para pedir ambos.',
  'Write + and the country code before the number, or set a default country.':
    'Escriba + y el prefijo del país antes del número, o ponga un país por defecto.',
  'Write == to compare.': 'Escriba == para comparar.',
  'Write a field, a number, or a text in quotation marks instead of {1}.':
    'Escriba un campo, un número o un texto entre comillas en lugar de {1}.',
  'Write a number or a text in quotation marks instead of {1}.':
    'Escriba un número o un texto entre comillas en lugar de {1}.',
  "Write a person's own number; 555-1212 is directory assistance.":
    'Escriba el número propio de una persona; 555-1212 es información telefónica.',
  "Write a person's own number; lines of this kind cannot receive texts.":
    'Escriba el número propio de una persona; las líneas de esta clase no pueden recibir textos.',
  "Write a person's own number; {1} {2}.": 'Escriba el número propio de una persona; {1} {2}.',
  "Write a person's whole number; this is too short, and may be a short code.":
    'Escriba el número entero de una persona; este es demasiado corto y puede ser un código corto.',
  'Write a phone number in its place; this is none.':
    'Escriba en su lugar un número de teléfono; esto no lo es.',
  'Write a phone number in its place; this is an e-mail address.':
    'Escriba en su lugar un número de teléfono; esto es una dirección de correo.',
  'Write date: with a pattern in quotation marks, such as date: "%b %-d".':
    'Escriba date: con un patrón entre comillas, como date: "%b %-d".',
  'Write if, elsif, else or endif between {% and %}.': 'Escriba if, elsif, else o endif entre {% y %}.',
  'Write money, money: "€", or money: "$", 0 with 0 to 4 decimals.':
    'Escriba money, money: "€", o money: "$", 0 con 0 a 4 decimales.',
  'Write number, or number: N with 0 to 4 decimals.': 'Escriba number, o number: N con 0 a 4 decimales.',
  'Write one number; this holds several.': 'Escriba un número; esto tiene varios.',
  'Write one of the filters {1} after the |.': 'Escriba uno de los filtros {1} tras el |.',
  'Write one text in quotation marks after default:, as in default: "there".':
    'Escriba un texto entre comillas tras default:, como en default: "there".',
  'Write one whole number; this has too many digits, and a foreign one needs + and its country code in front.':
    'Escriba un número entero; este tiene demasiadas cifras, y uno extranjero necesita + y su prefijo de país delante.',
  'Write the area code before the number; without it the same digits exist all over the country.':
    'Escriba el prefijo antes del número; sin él las mismas cifras existen en todo el país.',
  'Write the name of a field between the braces, as in {{ first_name }}.':
    'Escriba el nombre de un campo entre las llaves, como en {{ first_name }}.',
  'Write between the quotes after default: what people without {1} read.':
    'Escriba entre las comillas, después de default:, lo que leen quienes no tienen {1}.',
  'Write the number in digits only; this holds letters.':
    'Escriba el número solo con cifras; esto tiene letras.',
  'Write the whole number with its area code; this is too short to be one.':
    'Escriba el número entero con su prefijo; este es demasiado corto.',
  'Write truncate: N with a whole number from 1 to {1}, and an ending in quotation marks if you like.':
    'Escriba truncate: N con un número entero de 1 a {1}, y un final entre comillas si quiere.',
  'Write {% if %} … {% elsif %} … {% endif %} instead of case.':
    'Escriba {% if %} … {% elsif %} … {% endif %} en lugar de case.',
  'Write {% if field == blank %} instead of unless.': 'Escriba {% if field == blank %} en lugar de unless.',
  'Write {1} instead of {2}, which would be sent as it stands.':
    'Escriba {1} en lugar de {2}, que se enviaría tal cual.',
  '{1} asks {2}.': '{1} pide {2}.',
  '{1} may ask {2}; a person should decide.': '{1} puede pedir {2}; debería decidirlo una persona.',
  '{1} refuses; a person should decide.': '{1} rechaza; debería decidirlo una persona.',
};
