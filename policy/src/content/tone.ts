import { everyMatch } from './every-match.ts';
import type { LintFinding } from './finding.ts';
import { type Check, findingAt, quote, type Reading, spanOf } from './reading.ts';

/** Pressure and shouting. They are warnings: one may mean them, but carriers score them and people leave. */
export const checkTone: Check = (reading) =>
  reading.purpose === 'emergency'
    ? []
    : [...findPressure(reading), ...findCapitals(reading), ...findExclamations(reading)];

const urgency =
  /\b(?:act|order|book|call|buy|reply|respond|sign up|register|enroll) (?:immediately|this instant|this (?:very )?(?:second|minute)|right (?:this|away or)|asap or)\b|\b(?:don't|do not) (?:wait(?! (?:in (?:line|the|a)|up|outside|on hold|for (?:us|me|him|her|the)|at|here|there|to be|until you))|hesitate(?! to (?:call|ask|contact|reach|reply|text|write|get|come|e-?mail|speak|let))|delay|think(?= (?:twice|too long|about it)|[,.!])|blink|sleep on|snooze)\b|\blast chance!|\b(?:final|last) (?:chance|hours?|call|warning|opportunity)!|\bgoing,? going,? (?:almost )?gone\b|\b(?:almost|nearly) (?:gone|sold out|out)!|\bselling (?:out )?fast\b|\bwon't last\b|\bgoing fast\b|\bbefore (?:it's|they're|they are) (?:all )?gone\b|\b(?:once|when) (?:it's|they're|they are) gone\b|\bonce in a lifetime\b|\bnever again\b(?= ?[.!,]| (?:at|for) (?:this|such|that)| this)|(?<!\b(?:no|don't|not|to|a|any|without|your) )\bhurry[,!.]|\bhurry (?:in )?(?:now|before|while|and|up|to (?:get|grab|claim|save|book))\b|\brush (?:in|over|now)\b|\bthe clock is ticking\b|\btick(?:ing)?,? tock\b|\bseconds? (?:left|count|remain)\b|\bminutes? (?:left|remain)\b|\b(?:gone|ends?|over|sold out|closes?) any (?:second|minute) now\b|\blimited time only\b|\bimmediately or\b|\bwhile you still can\b|\byou(?:'ll| will) miss (?:out|it)\b|\bdon't miss (?:out|it|this|your (?:last|only))\b|\bapurese\b|\bse acaban? (?:ya|rapido|pronto|hoy)\b|\bultima oportunidad\b|\bya no queda\w* (?:casi|mas)\b|\bno te quedes sin\b|\besgotando\b|\bultimas (?:horas|unidades)\b|\bultimas (?:plazas|vagas)!|\bcorran?\b(?= ?[,!]| (?:que|antes|porque|a (?:comprar|por)))|\bsolo (?:quedan )?(?:minutos|segundos)\b|\b(?:nur noch|letzte) (?:minuten|stunden|stucke)\b|\bletzte platze!|\bdernieres? (?:heures|minutes)\b|\bdernieres places !?!|\bno (?:lo )?(?:esperes?(?! (?:en|fuera|a que|de pie))|dejes pasar)\b|\bcorre,|\bdate prisa\b|\bya casi se acaba\b|\bultima chance\b|\bnao perca\b|\bantes que acabe\b|\b(?:jetzt|schnell) zugreifen\b|\bletzte chance\b|\bbeeil\w+\b|\bnur (?:noch )?(?:wenige|kurze) (?:stunden|minuten|zeit)\b|\bderniere chance\b|\bvite,|\bne (?:ratez|manquez) pas\b|\bdepechez\b|\bself-?destructs?\b|\blast (?:hours?|minutes?|chance) ever\b|\bnever (?:see|get|have) (?:this|these|such)\b[^.!?]{0,20}\bagain\b|\bact (?:now|fast|immediately)\b|\bfinal notice\b|\b(?:immediate|urgent) action\b|\blast warning\b|\bor lose\b[^.!?]{0,20}\bforever\b|\bbefore it(?:'s| is) too late\b|\bexpires in \d+ (?:minutes|seconds)\b|\bonly minutes left\b|\bnow or never\b|(?<!(?:not|nothing|isn't|no longer|never|less|for) )(?<!non-)\burgent\b(?! (?:care|clinic|treatment|surgery|repairs?|matters|requests?|questions?))|\bhurry,? hurry\b|\bvery last chance\b|\btime is running out\b|\byou(?:'ll| will) miss out forever\b|\bdon't delay\b|\bonly \d+ minutes\b|\bapurate\b|\bdepechez-vous\b|\bactua ahora\b|\bantes de que sea (?:demasiado )?tarde\b|\bultimo aviso\b|\bagissez (?:maintenant|vite)\b|\bavant qu'il ne soit trop tard\b|\bdernier avis\b/;
const manipulation =
  /\blet(?:ting)? yourself go\b|\bif you (?:died|die|dropped dead|were gone|got cancer)\b|\blose everything\b|\b(?:kids?|children|family|son|daughter|dog|cat|pet|wife|husband|mother|mom|body|skin|teeth|smile) deserves? better\b|\bstill (?:alone|single(?!-| origin| serve| malt)|fat|broke|lonely|unemployed)\b|\bno wonder (?:you|your|nobody|no one|he|she|they)\b|\b(?:only|just) (?:a )?(?:bad|lazy|terrible|cheap|careless|selfish|foolish|stupid|irresponsible) (?:\w+ )?(?:parents?|moms?|dads?|owners?|people|persons?|friends?|drivers?|mothers?|fathers?|husbands?|wives|fools?|students?)\b|\b(?:everyone|everybody|people|your (?:neighbors|neighbours|friends|coworkers|classmates|ex)|they|the whole (?:street|block|town|class)) (?:is |are |will |'s |'re |'ll )?(?:laugh(?:s|ing)?(?! (?:with|out loud|and|together|until))|star(?:es|ing)|talk(?:s|ing)?(?= (?:about you\b|behind))|judg(?:es|ing|e)|pit(?:y|ies)|gossip\w*|whisper\w*|notice[sd]?(?! (?:a difference|the difference|posted)))\b|\bbecause you (?:did(?:n't| not)|won't|refused?|ignored?|forgot|never|said no|do(?:n't| not))\b|\b(?:go(?:es)? to (?:bed|sleep) hungry|will (?:starve|suffer|die|go hungry|freeze))\b[^.!?]{0,40}\b(?:you|your)\b|\b(?:without|unless) you(?:r (?:gift|help|donation))?\b[^.!?]{0,30}\b(?:die|starve|suffer|freeze|go hungry|be put down|lose)\b|\byou should be (?:ashamed|embarrassed|worried|scared)\b|\b(?:what|how) (?:will|would|do) (?:they|people|others|everyone|your (?:kids?|child(?:ren)?|family|friends?|neighbou?rs?|boss|wife|husband|mother|mom|dad|parents|coworkers|guests|ex)) (?:think|say|feel)(?! (?:about us|of us|about our|about (?:today|the)))\b|\b(?:bad|terrible|worst) (?:parent|mother|father|mom|dad|owner|friend|son|daughter|husband|wife)s?\b|\b(?:unloved|worthless|humiliat\w+)\b|\b(?:be|being|stay|staying|so|look|you(?:'re| are)|die|alone and) (?:lonely|unwanted|forgotten|embarrassing)\b|\b(?:your|an|those|such an) embarrassing\b|\byou (?:don't|do not|will not|won't|can't) deserve\b|(?<!\bwe )\bregret(?:s|ted)? (?:it|this|not|missing|skipping|saying)\b|\bwill haunt you\b|\bwill cost you (?:your|everything|dearly|more than|later)\b|\bone day (?:you'll|you will|it (?:will|'ll) be)\b|\beveryone (?:can )?(?:sees? (?:you|how|that)|notic\w+|knows (?:you(?:'re| are)?|that you|how you)|is (?:laughing|judging|talking about you))\b|\b(?:you'll|you will|you're going to|you are going to) be sorry\b|\b(?:good|real|true|loving|caring|responsible|smart) (?:parents|moms?|mothers|dads?|fathers|owners|husbands|wives|friends|people|men|women|neighbors|students|fans|drivers|americans|christians)\b[^.!?]{0,12}\b(?:don't|do not|never|would(?:n't)?|always|know|show|give|care)\b|\b(?:don't|do not) (?:fail|let down|betray|abandon|neglect|disappoint) (?:your|the|them|us|him|her)\b|\b(?:fail|failing|failed|betray|betraying|neglect(?:ing)?|abandon(?:ing|ed)?) your (?:kids?|child(?:ren)?|family|son|daughter|pets?|dog|cat|wife|husband|mother|mom|dad|parents|body|team)\b|\b(?:you'll|you will|you could|you may) lose your (?:teeth|home|house|job|kids|children|family|spouse|hair|sight|friends)\b|\b(?:let(?:ting)?|watch(?:ing)?|your (?:kid|child|son|daughter|kids|children) (?:is|are|will|keeps?))\b[^.!?]{0,30}\bfall(?:s|ing)? behind\b|\bhate yourself\b|\b(?:selfish|ashamed|pathetic|heartless|cold-hearted|loser)s?\b|\bcruel(?! (?:intentions|summer|april))\b|(?<!\b(?:not|never|no need to feel|without feeling|don't feel) )\bguilty(?! pleasures?)\b|\bfeel (?:guilty|terrible|awful) (?:about|for|if|when)\b|\bfeel bad (?:for (?:not|them|him|her)|if you|when (?:you|they|he|she))\b|\bnever forgive\b|\bforgive yourself\b|\b(?:live|sleep) with yourself\b|\bhow (?:will|would|can) you (?:feel|live|explain|sleep|forgive|face|look)\b|\bcan you (?:really )?(?:live with|sleep at night|look (?:them|him|her|your))\b|\byou owe (?:it (?:to )?(?:them|us|him|her|your\w*)|them|him|her)\b|\bimagine (?:the look|their|his|her|your (?:kids?|child(?:ren)?|family|dog|wife|husband|mom|boss))\b[^.!?]{0,70}\b(?:without|hungry|alone|cr(?:y|ies|ying)|tears|cold|suffer\w*|disappoint\w*|forgot|ashamed|sick|hurt|left|nothing|only (?:one|kid)|embarrass\w*|no (?:gift|cake|one|presents?)|you didn't|sad|empty|dead|die)\b|\bare you really (?:going|that|so)\b|\bafter (?:all|everything) we(?:'ve| have) done\b|\bturn(?:ing|ed)? your back on\b|\b(?:die|end up|grow old) alone\b|\b(?:your|the) (?:kids?|children|family|dog|cat|pet|son|daughter|wife|husband|mother) (?:will|would|is going to|are going to) (?:suffer|hate|blame|cry|die|pay|be (?:the only|left|hungry|embarrassed|disappointed))\b|\bonly you (?:can|could) (?:stop|save|help|feed|change|give|make|end|fix|rescue)\b|\b(?:don't|do not) be (?:the (?:only|last|one|reason|(?:parent|mom|mum|dad|mother|father|owner|friend|neighbou?r|wife|husband|son|daughter|person|boss|teacher) who)|that (?:mom|dad|parent|person|guy|neighbor)|a (?:loser|bad|fool|failure|deadbeat))\b|\bwe(?:'re| are) (?:hurt|heartbroken|so sad|crushed|begging)\b|\bdon't you (?:care|love|want your)\b|\byou (?:clearly |obviously )?don't care\b|\bif you (?:care|cared|loved|love) (?:about )?(?:your (?:kids?|child(?:ren)?|family|son|daughter|wife|husband|mother|mom|dad|father|parents|dogs?|cats?|pets?|country|neighbou?rs?|body|health)|them|us|him|her)\b|\b(?:sick|tired) of (?:being|looking|feeling) (?:fat|ugly|alone|broke|old|the)\b|\b(?:look|looking|feel|feeling) (?:fat|ugly|old|gross|disgusting)\b|\b(?:laugh(?:ing)?|talk(?:ing)?|point(?:ing)?) (?:at|about|behind) you\b|\bbehind your back\b|\btoo (?:lazy|cheap|scared|proud|late for you)\b|\bwhat(?:'s| is) wrong with you\b|\b(?:buenos|malos) padres\b|\bno seas (?:el unico|la unica|mal)\b|\b(?:vas a|te vas a) arrepentir\w*\b|\b(?:bons|maus) pais\b|\b(?:voce )?vai se arrepender\b|\bnao seja o unico\b|\b(?:gute|schlechte) (?:eltern|mutter|vater)\b|\b(?:wirst|werden) (?:du |sie )?(?:es )?bereuen\b|\b(?:les )?(?:bons|mauvais) parents\b|\btu (?:le )?regretteras\b|\bverguenza\b|\bvergonha\b|\bhonte\b|\bscham(?:en|e)?\b|\b(?:everyone|everybody)\b[^.!?]{0,30}\bbut you\b|\b(?:everyone|everybody) (?:else )?already (?:has|have|booked|joined|bought)\b|\bdon't be the one who\b|\bwhat will (?:the |your )?(?:neighbors|neighbours|friends|family|boss) (?:think|say)\b|\bdon't embarrass\b|\bembarrass(?:ing)? yourself\b|\b(?:be|is) your fault\b|\bcrazy to (?:miss|skip|pass)\b|\bregrets? (?:it|this) forever\b|\bbecause of you\b|\bif you (?:ignore|don't (?:act|give|help|reply|answer))\b|\bon your conscience\b|\bhow could you\b|\bdisappointed in you\b|\blast hope\b|\byou(?:'re| are) letting\b|\bsi (?:no haces nada|ignoras)\b|\bsi vous ne faites rien\b|\bif you do nothing\b|\b(?:you'll|you will) regret\b|\beveryone else (?:is|has)\b|\bdon't be the only one\b|\b(?:be|get|getting|being|are you|you(?:'re| are)|feel) left behind\b|\bleft behind[.!?]? (?:again|while)\b|\bwho gets left behind\b|\bwhat kind of (?:parent|person|friend|mother|father)\b|\bshame on you\b|\bdo you even care\b|\bif you (?:really|truly) (?:loved|cared)\b|\bdon't let (?:us|them) down\b|\bonly a fool\b|\byour family will\b|\bte arrepentiras\b|\bque clase de (?:padre|madre|persona)\b|\bpor tu culpa\b|\bvous (?:allez )?(?:le )?regretter|\bquel genre de parent\b/;

// Clinics and shifts do press, and a code says how long it lasts.
const calm: readonly Reading['purpose'][] = ['healthcare', 'internal', 'otp'];

function findPressure(reading: Reading): LintFinding[] {
  const { folded, body, purpose } = reading;
  const found: LintFinding[] = [];
  const pressing = calm.includes(purpose) ? null : urgency.exec(folded.text);
  if (pressing) {
    const span = spanOf(reading, pressing.index, pressing[0].length);
    found.push(
      findingAt('tone.urgency', 'warning', span, {
        sentence: `${quote(body, span)} presses people to hurry without telling them until when.`,
        remedy: 'Say the day and the hour until which it holds, or leave it out.',
      }),
    );
  }
  const leaning = manipulation.exec(folded.text);
  if (leaning) {
    const span = spanOf(reading, leaning.index, leaning[0].length);
    found.push(
      findingAt('tone.manipulation', 'warning', span, {
        sentence: `${quote(body, span)} works on guilt or fear instead of telling what is offered.`,
        remedy: 'Say what people get, and leave the rest to them.',
      }),
    );
  }
  return found;
}

const shoutedWord = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?:['’]\p{Lu}+)?(?![\p{L}\p{N}])/gu;
// So many shouted words in a row of a text are a manner; one or two are emphasis, and keywords are shouted by custom.
const fewestShouted = 5;

function findCapitals({ words, body, purpose }: Reading): LintFinding[] {
  const shouted = [...everyMatch(shoutedWord, words)].filter(
    (match) =>
      match[0].length > 2 || /^(?:IN|OF|AT|TO|ON|UP|WE|GO|MY|IS|IT|NO|SO|DE|LA|EL|LE)$/.test(match[0]),
  );
  const first = shouted[0];
  const last = shouted.at(-1);
  if (!first || !last || purpose === 'conversational') return [];
  const letters = shouted.reduce((sum, match) => sum + match[0].length, 0);
  const all = words.replace(/[^\p{L}]/gu, '').length;
  if (shouted.length < fewestShouted || letters < 20 || letters * 2 < all) return [];
  const span = [first.index, last.index + last[0].length] as const;
  return [
    findingAt('tone.capitals', 'warning', span, {
      sentence: `${quote(body, span)} is written in capitals, which filters score as spam.`,
      remedy: 'Write it in ordinary letters.',
    }),
  ];
}

function findExclamations({ words, body }: Reading): LintFinding[] {
  const doubled = /!(?:\s?!)+/.exec(words);
  const marks = [...words.matchAll(/!/g)];
  const first = marks[0];
  if (!doubled && marks.length < 4) return [];
  const at = doubled?.index ?? first?.index ?? 0;
  const length = doubled?.[0].length ?? (marks.at(-1)?.index ?? at) - at + 1;
  const span = [at, at + length] as const;
  return [
    findingAt('tone.exclamations', 'warning', span, {
      sentence: `${marks.length} exclamation marks, such as in ${quote(body, span)}, are scored as spam.`,
      remedy: 'Leave one, or none.',
      ...(doubled ? { fix: '!' } : {}),
    }),
  ];
}
