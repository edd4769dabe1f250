/**
 * The phrases behind each mark, in the notation of phrases.ts. A mark never decides what is done; it tells a person what to
 * look at first, so these may be wide.
 */
export const markPhrases = {
  legal_threat: [
    '(lawyer|lawyers|attorney|attorneys|lawsuit|tcpa|fcc|ftc|crtc|cnil|sue|suing|sued|illegal|subpoena|litigation|ccpa|gdpr|rgpd)',
    '(legal action|attorney general|class action|small claims|better business bureau|federal law|in violation|cease and desist|see you in court|47 usc)',
    '(do not call registry|do not call list|dnc|dnc list|dnc registry|dont call list)',
    '(police|calling the cops|call the cops|law enforcement)',
    '(file|filing|filed) (a|an)? (fcc|ftc|formal)? (complaint|report|claim)',
    '(report|reporting|reported) (you|this|to|this number)',
    '(abogado|abogada|demandar|demandarlos|demando|denunciar|denuncio|denuncia|reportar|reporto|policia|ilegal)',
    '(avocat|avocate|porter plainte|porte plainte|poursuis|poursuivre|illegal|signaler)',
  ],
  ignored_optout: [
    '(already|previously) (said|told|asked|unsubscribed|opted out|texted|replied|cancelled|sent|requested) (you)? (to)? (stop|unsubscribe|no|be removed|quit|out)?',
    '(i|ive|i have|we) (already)? (said|asked|told you|asked you|unsubscribed|opted out|texted|replied|sent) (to)? (stop|already|last week|last month|yesterday|before|twice|times|again)',
    '(still|keep|keeps) (getting|receiving|texting|sending|messaging)',
    '(second|third|fourth|fifth|2nd|3rd|4th|5th|10th|last|millionth) time',
    'how many times',
    '(ya les dije|ya pedi|ya dije|ya me di de baja|cuantas veces)',
    '(deja dit|deja demande|combien de fois)',
  ],
  denies_consent: [
    '(never|didnt|did not|dont) (sign|signed|signup|subscribe|subscribed|opt|opted|agree|agreed|consent|consented|authorize|authorized|give|gave|ask|asked|request|requested) (up|in|you|for|to|this|these|consent|permission|my|this)?',
    '(no|without|not have) (my)? (consent|permission|authorization)',
    '(revoke|withdraw|revoking) (my|any|all)? (consent|permission)',
    '(unsolicited|who gave you|how did you get|where did you get)',
    '(nunca me suscribi|nunca di|nunca les di|nunca pedi|nunca autorice|no autorizo|no autorice|sin mi permiso)',
    '(jamais donne|jamais demande|jamais inscrit|pas mon consentement|sans mon consentement)',
  ],
  erasure: [
    '(delete|erase|wipe|purge|destroy) (all|any|of)? (my|me|this|all|the)? (personal)? (info|information|data|number|records|details|account)',
    '(gdpr|ccpa|rgpd|right to be forgotten|deletion|erasure)',
    '(borrar|borren|borre|borra|eliminar|eliminen|elimine|elimina) (mi|mis) (numero|datos|informacion)',
    '(effacez|supprimez|supprimer|effacer) (mon|mes) (numero|donnees|informations|coordonnees)',
  ],
  minor: [
    '(a minor|minors|underage|a child|a kid|a childs|a kids|im a kid|only 13)',
    '(im|i am|is|hes|shes|he is|she is) (only|literally)? (6|7|8|9|10|11|12|13|14|15|16) (years old|year old|yrs|yo)?$',
    '(6|7|8|9|10|11|12|13|14|15|16) year old',
    '(menor de edad|de un nino|de mi hijo|de mi hija|mineur|de mon fils|de ma fille)',
  ],
  death: [
    '(died|deceased|passed away|passed on|no longer with us|dead)',
    '(mom|mother|dad|father|husband|wife|son|daughter|brother|sister|grandmother|grandma|grandpa) (has|had)? passed',
    '(fallecio|murio|fallecida|fallecido|decede|decedee|est mort|est morte)',
  ],
  moved: [
    '(moved|relocated|dont live|no longer live|do not live|live in another|out of state)',
    '(me mude|nos mudamos|ya no vivo|demenage|nhabite plus)',
  ],
  reassigned: [
    '(new|just got this|got this|had this|have this|have had this|recently got this) (phone|number) (owner|last|for|since|a|now)?',
    '(had|have|got) this number',
    '(no longer|doesnt|does not|isnt|not) (belong|belongs|have|has|own|use) (to)? (this|his|her|me)?',
    '(number|phone) (has been|was|been)? (reassigned|changed owners)',
    '(anymore|old number|previous owner|new owner|someone elses|used to be)',
    '(este numero|ya no es su|acabo de obtener|ce numero|nest plus)',
  ],
  booking: [
    '(cancel|canceling|cancelling|reschedule|rescheduling|confirm|confirmed|confirming|move|change|book|push) (my|the|our|a|an|this|for)? (appointment|appointments|order|reservation|booking|table|class|session|haircut|visit|cleaning|lesson|room|ride|delivery|tomorrow|today|tonight)',
    '(appointment|reservation|booking|reschedule|cita|citas|reserva|reservacion|rendezvous|rendez vous)',
    '(cant|cannot|wont|not going to) (make|be able)',
  ],
  preference: [
    '(less|fewer) (texts|messages|often)?',
    '(only|just) (text|send|weekends|weekdays|once|on)',
    '(once|twice) a (week|month|day)',
    '(after|before|past|until|till) (5|6|7|8|9|10|11|5pm|6pm|7pm|8pm|9pm|10pm|7am|8am|9am|10am|noon|midnight|work|dark)',
    '(in spanish|in english|en espanol|en francais|too early|so early|too late|so late|at night|on sundays|on weekends)',
    '(email|emails|correos|courriels) (only|instead|seulement|solamente)?',
    '(too many|so many) (texts|messages)',
    '(menos mensajes|moins de messages|pause|snooze)',
  ],
  new_number: [
    '(new|different|other) (number|phone number|cell) (is|to)?',
    '(changed|changing|update|change) (my)? (phone)? number',
    '(cambie de numero|mi numero nuevo|nuevo numero|nouveau numero|change de numero)',
  ],
  complaint: [
    '(harassing|harassment|spam|spamming|scam|scammer|annoying|ridiculous|unacceptable|bullshit|fuck|fucking|damn|hell|shit|idiots|asshole|sick of|tired of|fed up|complaint|terrible|worst)',
    '(acoso|harto|harta|molesto|molestos|estafa|queja|mierda|harcelement|marre|arnaque|merde)',
  ],
} satisfies Record<string, readonly string[]>;
