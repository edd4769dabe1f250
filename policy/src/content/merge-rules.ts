import { parseTemplate } from '@tidings/sms';
import { everyMatch } from './every-match.ts';
import type { LintFinding, LintPurpose } from './finding.ts';
import { type Check, findingAt, quote, type Reading } from './reading.ts';

/** Holes that a person would see: tags that cannot be read, tags of other products, fields that may be empty. */
export const checkMerge: Check = (reading) => {
  const parsed = parseTemplate(reading.body);
  if (!parsed.ok)
    return parsed.errors.map(({ position, sentence }) =>
      findingAt('merge.unreadable', 'error', [position, Math.min(position + 2, reading.body.length)], {
        sentence,
        remedy: 'Mend the merge field that begins here.',
      }),
    );
  return [...findForeignTags(reading), ...findHoles(reading), ...findWithoutFallback(reading)];
};

const names =
  'first ?_?-?name|last ?_?-?name|full ?_?-?name|f?name|fname|lname|customer(?:[ _]name)?|contact(?:[ _]name)?|company|business(?:[ _]name)?|link|url|date|time|code|city|email|phone|amount|order(?:[ _]?(?:id|number))?|product|store|nombre|prenom|insert [a-z ]{1,20}|your (?:name|brand|company|link)|' +
  'vorname|nachname|name|nome|sobrenome|apellidos?|nom|clientes?|client|kunde|kundin|ciudad|cidade|ville|ort|stadt|fecha|datum|hora|heure|uhrzeit|importe|betrag|montant|valor|pedido|bestellung|commande|' +
  '(?:student|patient|guest|member|user|agent|child|pet|parent|event|store|shop|branch|item|product|school|teacher|doctor|service|promo|coupon|discount)(?:[ _-]?(?:name|first ?name|id|code|number|link|date))?|first|last|address|street|title|location|price|total|balance|due ?date|appointment(?:[ _](?:date|time))?|tracking(?:[ _](?:number|link|id|url))?|short ?(?:link|url)|website|variable ?\\d?|var ?\\d|placeholder|value|field ?\\d?';
const foreign = new RegExp(
  String.raw`(?:%%?|\$?\{|\[|<<|<|\*\|)[ ]?(?:contact\.|customer\.|user\.|merge\.)?(${names})[ ]?(?:%%?|\}|\]|>>|>|\|\*)`,
  'gi',
);

// Brackets that nothing but a program writes hold a tag whatever stands in them.
const foreignAnyhow =
  /<<\s?([\p{L}_][\p{L}\p{N}_ .-]{0,30})\s?>>|\*\|\s?([\p{L}_][\p{L}\p{N}_:. -]{0,30})\s?\|\*|%%\s?([\p{L}_][\p{L}\p{N}_. -]{0,30})\s?%%|[$#]\{\s?([\p{L}_][\p{L}\p{N}_. -]{0,30})\s?\}|\[\[\s?([\p{L}_][\p{L}\p{N}_. -]{0,30})\s?\]\]|(?<!\{)\{\s?([\p{L}_][\p{L}\p{N}_.]{1,30})\s?\}(?!\})|%([A-Z][A-Z_]{2,24})%|\$([A-Z]{3,}_[A-Z_]{2,24})\b|__([A-Za-z]{3,24})__|@@([A-Za-z_]{3,24})@@|<%=?\s?([\p{L}_][\p{L}\p{N}_. -]{0,30})\s?%>/gu;

function findForeignTags({ words, body }: Reading): LintFinding[] {
  const found = [...everyMatch(foreign, words)];
  const more = [...everyMatch(foreignAnyhow, words)].filter(
    ({ index, 0: whole }) =>
      !found.some((one) => one.index < index + whole.length && index < one.index + one[0].length),
  );
  return [...found, ...more].map((match) => {
    const span = [match.index, match.index + match[0].length] as const;
    const field = (match.slice(1).find((one) => one !== undefined) ?? '')
      .toLowerCase()
      .replace(/^f(?:ull ?_?)?name$/, 'first_name')
      .replace(/[ -]/g, '_');
    // What somebody without a city reads instead, nobody but the author can say.
    const fix =
      field === 'first_name' || field === 'name' ? `{{ ${field} | default: "there" }}` : `{{ ${field} }}`;
    return findingAt('merge.foreign_tag', 'error', span, {
      sentence: `${quote(body, span)} is a tag of another product and would be sent as it stands.`,
      remedy: `Write ${fix} in its place.`,
      fix,
    });
  });
}

// What programs write where they had nothing: Dear undefined, Hi null, on NaN, “Hi ,”, [DRIVER], INSERT DATE HERE.
const holes =
  /\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]ola|[Bb]onjour)[ ]+(?:undefined|null|none|n\/a)\b|\b(?:on|at|for|by|is|of|in)[ ](?:undefined|null(?! and void)|NaN)\b|\[object Object\]|\b(?:Hi|Hello|Hey|Dear|Hola|Bonjour) ,|\bINSERT [A-Z ]{2,24} HERE\b|(?<=[a-z,] )\[[A-Z]{2,}(?:[ _][A-Z]+)*\]/g;

// What languages and spreadsheets call nothing, the day on which their calendars begin, and blanks before a full stop or a comma.
const moreHoles =
  /\b(?:undefined|NaN|Invalid [Dd]ate|NULL)\b|(?<!\d[- ])\bnil\b(?! by\b| all\b|-)|\bnull\b(?! (?:and void|hypothesis|y sin|et non))|#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!)|\b(?:1970-01-01|01\/01\/1970|1\/1\/1970|12\/31\/1969|Jan(?:uary)? 1,? 1970|Dec(?:ember)? 31,? 1969|0000-00-00|00\/00\/0000)\b|\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]ola|[Ee]stimad[oa]|[Qq]uerid[oa]|[Oo]i|[Oo]lá|[Pp]rezad[oa]|[Hh]allo|[Ll]iebe[r]?|[Cc]her|[Cc]hère) (?:None|N\/A|[Nn]ull|[Uu]nknown|FNAME|NAME|NOMBRE|Customer Name|First Name|First)\b|\b(?:Estimad[oa]|Querid[oa]|Prezad[oa]|Olá|Oi|Hallo|Liebe[r]?|Cher|Chère) ,|\b(?:at|on|for|by|is|with|until|of|from|to|and|your|the) (?:[,;](?= )|\.(?=\s|$))|#(?= (?:is|has|was|will|for|ready|shipped)\b)|\$(?= (?:is|was|due|will|has|on|by|for|off)\b)|\b[Ll]orem ipsum\b|\b(?:MM\/DD(?:\/YY(?:YY)?)?|DD\/MM(?:\/YY(?:YY)?)?|XX:XX|xx:xx|HH:MM)\b|\((?:insert [^)]{1,24}|name|first name|date|time|nombre|nom|nome|fecha)\)|_{3,}|\bX{3,}(?=[ .,])|\bTBD\b(?= at| on|[.,] Reply)|\bFIXME\b|\bTODO\b(?=:|[ ]?[)\]]|[ ](?:add|insert|write|fill|check|update|replace|confirm|fix|link|date|name|price)\b)|\bINSERT(?: [A-Z]+){1,4}\b|\[(?:insert|your|enter|add) [^\]]{1,30}\]/g;

function findHoles({ words, body }: Reading): LintFinding[] {
  const tagged = new Set(
    [...everyMatch(foreign, words), ...everyMatch(foreignAnyhow, words)].map(({ index }) => index),
  );
  return [...everyMatch(holes, words), ...everyMatch(moreHoles, words)]
    .filter(({ index }) => !tagged.has(index))
    .map((match) => {
      const span = [match.index, match.index + match[0].length] as const;
      return findingAt('merge.hole', 'error', span, {
        sentence: `${quote(body, span)} is what a program leaves where it had nothing to write.`,
        remedy: 'Put the words there, or a merge field with a fallback.',
      });
    });
}

// Whoever sends these by program gives the values with each text, and is refused where one is missing.
const filledByProgram: readonly (LintPurpose | null)[] = ['transactional', 'otp', 'conversational', null];

function findWithoutFallback({ body, purpose, input }: Reading): LintFinding[] {
  const parsed = parseTemplate(body);
  if (!parsed.ok || filledByProgram.includes(purpose)) return [];
  const certain = new Set(['number', ...(input.certainFields ?? [])]);
  const seen = new Set<string>();
  return parsed.template.fields.flatMap(({ name, position, safeBy }) => {
    if (safeBy !== 'none' || certain.has(name) || seen.has(name)) return [];
    seen.add(name);
    const span = [position, position + name.length] as const;
    const fallback = name === 'first_name' ? `${name} | default: "there"` : null;
    return [
      findingAt('merge.no_fallback', 'warning', span, {
        sentence: `Whoever has no ${name} gets no text: this field has no fallback.`,
        remedy:
          fallback === null
            ? `Say what they read instead: {{ ${name} | default: "…" }}, with your words for the three dots.`
            : `Write {{ ${fallback} }}.`,
        ...(fallback === null ? {} : { fix: fallback }),
      }),
    ];
  });
}
