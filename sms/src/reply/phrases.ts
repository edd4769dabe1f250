/**
 * Phrases that leave no reasonable doubt. `(a|b)` is a choice, `(a|b)?` one that may be absent; `^` and `$` tie a phrase
 * to the beginning and the end of its clause, politeness aside. Written without accents and apostrophes, as replies are
 * compared (see normalise.ts).
 */
const text = '(text|texts|texting|sms|mailing|marketing|contact|contacts|message|messages|messaging|promo)';
const texts = '(texts|text messages|texts messages|messages|msgs|txts|sms|text msgs)';
const send = '(texting|txting|messaging|msging|contacting|spamming|bothering|bugging|harassing)';
const me = '(me|us|my phone|this number|my number)';

export const stopPhrases: readonly string[] = [
  `(stop|quit|cease) ${send} ${me}`,
  '(stop|quit) (sending|sendin) (me|us) (texts|text messages|messages|msgs|txts|sms|these|this|them|stuff|crap)',
  `(stop|quit) sending (these|those|the|your)? ${texts}`,
  `(stop|quit|end|cancel) (all|with)? (the|these|those|your|all|any)? (promotional|marketing|political|sales|advertising|spam|annoying|automated|promo)? ${texts}$`,
  `^(stop|quit|end|cancel) my ${texts}$`,
  '^(stop|quit|end|cancel) (all)? (promotions|promos|ads|spam|alerts|notifications|texting|messaging)$',
  '^(stop|quit) (everything|this|these)$',
  `^(no more|no|enough) (of)? (these|your|the)? ${texts} (from you|from yall|ever)?$`,
  `(want|need) no more (of)? (these|your)? ${texts}`,
  `(take|get) (me|us|my number|this number) off (of)? (your|this|the|that|all|any)? ${text}? (list|lists)`,
  'take me off$',
  `(remove|delete|drop) (me|us|my number|this number|my phone|my cell|my info) (from|off) (your|this|the|that|all|any)? ${text}? (list|lists|database|system|texts)`,
  '(remove|delete) (me|my number|this number|my phone number|my cell number)$',
  `unsubscribe (me|us|my number|this number)$`,
  `unsubscribe (me|us|my number|this number)? from (your|this|the|these|all|any)? ${text}? (list|lists|texts|messages|alerts)`,
  '(want|like|wish|need|trying|going) to (unsubscribe|opt out|be removed|stop receiving these)$',
  '(want|like|wish|need|asked|asking) to be (unsubscribed|removed|taken off|opted out|deleted)$',
  `opt (me|us|my number|this number) out$`,
  `opt (me|us)? out of (your|this|these|the|all|any)? (further|future|more)? ${text}? (texts|text messages|messages|sms|list|lists|alerts|program)`,
  '^(i|we) (hereby)? (opt out|unsubscribe|revoke)$',
  '(revoke|withdraw|revoking|withdrawing) (my|all|any)? consent',
  '(no longer|dont|do not) (want|wish) to (receive|get) (any)? (of)? (your|these|the|this|any|more)? (more)? (texts|text messages|messages|msgs|txts|sms)',
  '(no longer|dont|do not) want (any|your|these) (more)? (texts|text messages|messages|msgs|txts|sms)',
  '(dont|do not|never) (text|txt|message|msg|contact) (me|us|this number|my number|this phone) (again|anymore|any more|ever|ever again|no more)',
  '^(dont|do not|never) (text|txt|message|msg|contact) (me|us|this number|my number)$',
  '(dont|do not) (text|txt|message|msg) (this number|my number|again)$',
  '^(you can|just)? (lose|forget) my number$',
  '^leave (me|us) alone$',
  '(put|add) (me|us|my number|this number) (on|to) (your|the) (do not|dont) (call|text|contact) list',
  '(put|add) (me|us|my number|this number) (on|to) (your|the) (dnc|dnc list|no call list)',
  'cease and desist',
  '^(i|we) (already)? (said|say|told you to|asked you to|wrote) (to)? (stop|unsubscribe|quit|opt out)$',
  '(told|asked) (you|u|yall|you guys|you people) to (stop|quit) (texting|texting me|messaging me|contacting me|already)?$',
  '^(reply|replying|text|texting|txt|send|sending) (stop|unsubscribe|optout)$',
  '^(make it|i want it to|i want this to|i want these to|i want you to) stop$',
  '^no stop$',
  '(dame|deme|denme|darme|dar me|quiero darme) de baja',
  '(quitame|quiteme|quitenme|borrame|borreme|borrenme|sacame|saqueme|saquenme|eliminame|elimineme|eliminenme) de (la|su|tu|esta|sus|tus|todas las) (lista|listas|base de datos)',
  'no me (manden|mande|mandes|envien|envie|envies|escriban|escriba|escribas|contacten|contacte|molesten|moleste) (mas)? (mensajes|textos|sms)',
  'no me (manden|mande|mandes|envien|envie|envies|escriban|escriba|escribas|contacten|contacte|molesten|moleste) (nada)? mas',
  '(dejen|deje|deja|paren|pare|para) de (mandarme|enviarme|escribirme|molestarme|contactarme|textearme|mandar mensajes|enviar mensajes|mandar textos)',
  'no (quiero|deseo|queremos) (recibir)? (mas|sus|estos|tus) (mensajes|textos|sms)',
  '(ya no|no) (quiero|deseo|queremos) recibir (mensajes|textos|sms)',
  '^no mas (mensajes|textos|sms)$',
  '^(cancelar|cancele|cancelen|cancela|anular) (la|mi|esta)? (suscripcion|subscripcion)$',
  '(desabonnez|desinscrivez|retirez|enlevez|supprimez|desabonner|desinscrire) moi',
  '(retirez|enlevez|supprimez) (mon|ce) numero',
  'ne (me|nous) (contactez|textez|ecrivez|envoyez|texter) plus',
  '(me|nos) (podes|puedes|pueden|puede|podrian|podria|podrias) (dar de baja|quitar|borrar|sacar|eliminar)$',
  '(me|nos) (podes|puedes|pueden|puede|podrian|podria|podrias) (quitar|borrar|sacar|eliminar) de (la|su|esta|esa|tu) (lista|base|grupo)',
  '^(ya)? (paren|parenle|parele|pare) (ya)? con (eso|esto|los mensajes|los textos|sus mensajes|tantos mensajes)',
  'ne (me|nous) (recontactez|relancez|sollicitez) (pas|plus|jamais)',
  'ne (menvoyez|mecrivez) plus',
  '(arretez|arrete|cessez) de (menvoyer|mecrire|me texter|me contacter|me deranger|nous contacter)',
  '(arretez|cessez) (les|ces|vos) (textos|messages|sms|envois)',
  '^je (veux|voudrais|souhaite) me (desabonner|desinscrire)',
];

/** Whole messages that ask to be let in again. Few on purpose: a wrong guess would text someone who had left. */
export const startPhrases: readonly string[] = [
  '(sign|add) me (up|back|back in)',
  '(subscribe|resubscribe|re subscribe) (me)? (again)?',
  'opt me (back)? in',
  '(quiero|quisiera) (volver a)? recibir (sus|los)? (mensajes|textos)',
  'start (texting|messaging|sending) me again',
  '(please)? add me back to (the|your) (list|texts)',
  '(suscribirme|suscribeme|inscribirme|quiero suscribirme)',
  '(abonnez|reabonnez|inscrivez) moi',
];

/** Whole messages that ask who we are. */
export const helpPhrases: readonly string[] = [
  '(help me|i need help|need help|can you help me|more info|i need info)',
  '(who|whos|who is|what is) (this|that)',
  '(who are you|who is texting me|who is texting|who is it)',
  'what (is this about|is this for|company is this|number is this|is this number)',
  '(quien es|quien eres|quienes son|de parte de quien)',
  '(necesito ayuda|mas informacion|que es esto)',
  '(cest qui|qui est ce|qui etes vous|besoin daide)',
];

/** Beginnings of clauses that ask to stay. They hold the words of leaving, and mean the contrary. */
export const keepPhrases: readonly string[] = [
  '(and|but|oh|hey|whatever you do)? (dont|do not|never) (you)? (ever|dare|you dare)? (stop|quit|unsubscribe me|opt me out|remove me|take me off|take my|drop me|delete me|kick me off|cancel my|cancel me)',
  '(i|we) (dont|do not|didnt|did not|wouldnt|never) (ever)? (want|wanted|wish|mean|meant|ask|asked) (to|you to|this to|these to|them to|it to)? (stop|unsubscribe|opt out|be removed|be taken off|quit getting|end|leave the list)',
  '(i|we) (hope|pray) (you|these|this) (dont|do not|never) (ever)? (stop|quit|end)',
  '(keep|leave) (me|us|my number) on (the|your|this|that)? (text)? (list|texts)',
  '(keep|keep on) (sending|texting|them coming|it coming|em coming|the texts|the deals|these coming|the coupons)',
  'no (dejen|deje|dejes|paren|pare|pares|cancelen|cancele) (de|nunca|mis|mi|la|el|las)?',
  'no me (quiten|quites|quite|borren|borres|saquen|eliminen|den de baja|des de baja|desuscriban)',
  'no (quiero|queremos|deseo) (cancelar|darme de baja|salir|salirme|dejar de|perder)',
  '(nunca|jamas) (dejen|paren|dejes|pares)',
  '(narretez|narrete|arretez|arrete|lachez) (pas|jamais|surtout pas)',
  '(surtout)? ne (me|mon)? (retirez|desabonnez|enlevez|supprimez|desinscrivez|menlevez|meffacez|menleve|enleve|enleve moi) pas',
  'je ne veux pas (me desabonner|arreter|annuler|me desinscrire|etre retire)',
  '(gardez|laissez) moi sur (la|votre) liste',
];

/** The same, where they may stand anywhere in a clause, since who speaks is said. */
export const keepAnywherePhrases: readonly string[] = [
  '(i|we|id|im) (dont|do not|didnt|did not|wouldnt|would not|never|not) (ever|really)? (want|wanted|wish|ask|asked|trying|going|looking) (to|you to|it to|for)? (be|get)? (quit|stop|unsubscribe|opt out|removed|taken off|unsubscribed|opted out|dropped)',
  '(im|i am|we are|were) not (unsubscribing|opting out|quitting|leaving the list)',
  'no (me|nos) (vayan|vaya|vayas) a (quitar|borrar|sacar|eliminar|dar de baja)',
  'no (quiero|queremos) que (me|nos) (quiten|saquen|borren|eliminen|den de baja|dejen de)',
  '(menlevez|meffacez|motez|mecartez) (surtout)? (pas|jamais)',
  'ne (me|nous) (desabonnez|retirez|enlevez|supprimez|desinscrivez|otez|effacez) (surtout)? (pas|jamais)',
  'je (ne)? veux (surtout)? pas (etre)? (me desabonner|me desinscrire|desabonne|desabonnee|retire|retiree|enleve|enlevee)',
];

/** Words that take back an opt-out, or allow texts. Nobody is let in by them alone; they only keep us from the contrary. */
export const undoPhrases: readonly string[] = [
  '^(undo|cancel|reverse|ignore|disregard|undoing) (my|that|the|last|this)? (last)? (stop|opt out|optout|unsubscribe|baja|alto)',
  '^un stop$',
  '(accidentally|mistakenly) (unsubscribed|opted out|texted stop|replied stop|sent stop|said stop|hit stop|typed stop|stopped)',
  '(unsubscribed|unsubscribe|opted out|opt out|stop|baja|alto|arret|desabonne|desabonnee) (by mistake|by accident|accidentally|on accident|por error|por accidente|sin querer|par erreur|par accident)',
  '^(you have|i give|i grant|yes you have) (you)? (my|full)? (permission|consent) to (text|message|send|contact)',
  '^(i|we) (hereby)? (consent|agree) to (get|receive|be texted|being texted|texts|messages|receiving|getting)',
  '^(yes)? (you can|you may|feel free to|ok to|okay to) (text|message) (me|us|this number) (anytime|deals|alerts|offers|updates)?$',
  '^(que|quiero que)? (me)? vuelvan a (mandar|mandarme|enviarme|enviar|escribirme|meterme|ponerme)',
  '(add|put|sign|take|bring|let) (me|us|my number|my cell) back (on|in|up)?',
  'opt me (back)? in',
  '(remettez|reabonnez|reinscrivez|rajoutez) moi',
];
