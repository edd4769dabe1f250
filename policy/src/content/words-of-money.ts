import { amid, type Category, unlessAmid, words } from './category.ts';

// Who pays for people's names.
const trades =
  /\b(?:lenders?|agents?|insurers?|insurance (?:companies|agents)|dentists?|lawyers?|attorneys?|law firms?|contractors?|roofers?|installers?|colleges?|schools|universities|providers?|brokers?|compan(?:y|ies)|pros|plumbers|doctors|surgeons?|movers|buyers|dealers?|dealerships?|carriers|firms|clinics|specialists|advisors|banks|partners?|vendors|sellers|realtors|businesses|advertisers|marketers|tutors|trainers|recruiters|caterers|photographers|aseguradoras|prestamistas|abogados|empresas|bancos|seguradoras|advogados|parceiros|socios|versicherer|anbieter|kanzleien|assureurs|avocats|preteurs|courtiers|partenaires)\b/g;

/** What promises money, or makes it with the people who are texted. */
export const money: readonly Category[] = [
  {
    rule: 'category.lead_generation',
    name: 'lead generation, affiliates or the rental of lists',
    why: 'consent cannot be bought, sold or passed on (TCR 708)',
    surely: words(String.raw`
      (?:up to|from) (?:three|four|five|six|ten|[2-9]|10) (?:\w+ ){0,2}(?:bids|quotes|offers|estimates) (?:from|by)|(?:your|the) (?:info|information|details|number|data) (?:goes|is (?:shared|sent|sold|passed|given)|will be (?:shared|sent|sold|passed|given)) (?:\w+ )?(?:to|with)|agree(?:ing)? to (?:be contacted|calls|hear) (?:by|from) (?:our |up to |multiple |third)
      compet(?:e|ing) for your (?:business|mortgage|loan|home|case|policy)
      (?:partners?|lenders|insurers|contractors|lawyers|attorneys|brokers|installers|firms|companies|agents|buyers)\b[^.!?]{0,24}\bwho(?:'ll| will)? (?:then )?(?:contact|call|text|reach out to|phone) you
      (?:may|could|might) qualify for (?:compensation|a (?:settlement|payout)|damages)|(?:injured|hurt|diagnosed)\b[^.!?]{0,60}\b(?:compensation|settlement|claim)
      (?:comparti(?:mos|remos)|compartilhamos|repassamos|enviamos|pasamos|vendemos|transmettons|partageons|weiter(?:geben|leiten))\b[^.!?]{0,20}\b(?:tus|sus|tu|su|seus?|suas?|vos|votre|ihre|deine)\b[^.!?]{0,20}\b(?:datos|dados|informacion|informacoes|numero|donnees|coordonnees|daten|kontakte?)|(?:nuestros socios|nossos parceiros|nos partenaires|unsere partner) (?:te|le|se|entrarao|vous|werden|podran|pueden|peuvent|melden)
      geben (?:wir )?(?:ihre|deine) (?:daten|nummer) (?:an|weiter)
      (?:earn|get|make) (?:a )?(?:commission|referral fee)s? (?:for|on) (?:each|every|all)|(?:promote|post|share) our (?:affiliate|partner) links?|affiliates? (?:wanted|program|earn)
      (?:our |a |the )?network of (?:trusted |top |vetted )?(?:lenders|agents|attorneys|lawyers|partners|insurers|contractors|brokers|installers)
      (?:partners|affiliates|insurers|lenders) (?:near you )?(?:have|will have)[^.!?]{0,30}(?:offers|quotes|rates) for you
      (?:we|they)(?: will|'ll| can)? (?:connect|match|pair) you (?:with|to) (?:a |an |up to \w+ )?(?:\w+ )?(?:installers|insurers?|lenders?|attorneys|lawyers?|law firms?|contractors|buyers)
      (?:up to \w+|several|multiple|partner|local) (?:insurers|lenders|installers|agents|attorneys|law firms)[^.!?]{0,20}(?:will|may) (?:call|text|contact|reach out)
      (?:attorneys?|lawyers?|our|partner|provider)'? network (?:will|may|can|of)|(?:offers?|deals?) from our (?:affiliates?|partners?|sponsors?)
      (?:may|might|could) be (?:owed|entitled to) (?:money|compensation|a settlement|a payout)
      (?:buy|sell|rent)(?:ing)? (?:fresh |verified |opt-?in |new |targeted )*(?:mobile|phone|cell|contact|sms|email|consumer)(?: number| phone)? (?:lists?|leads?)
      (?:buy|sell|rent|get)(?:ing)? (?:\d[\d,.]*k? )?(?:(?:fresh|verified|opt-?in|exclusive|qualified|targeted|aged) )+leads
      compare (?:offers|quotes|rates) from (?:our|multiple|top|several|many|up to)
      our (?:trusted|marketing|third-party|select|carefully chosen) (?:partners|affiliates)|partner offers
      on behalf of our partners|we (?:may |will )?share your (?:number|info|information|data)
      (?:buy|sell|rent)(?:ing)? (?:phone|contact|sms|marketing|opt-in) (?:lists|data|numbers)
      nuestros socios comerciales|compartimos tu numero|nos partenaires commerciaux|vendons des listes
      matched with (?:up to )?\w+ (?:lenders?|insurers?|agents?|providers?|partners?|contractors?)
      (?:rent|buy|sell|purchase|lease)(?:ing)? (?:our|a|your|this)? ?(?:contact|phone|cell|sms|verified|text)? ?(?:list|lists|numbers|database)s? of
      lists? of \d[\d,]* (?:verified |opt-?in |cell )*(?:numbers?|phones?|leads?|contacts?)
      (?:marketing |third[- ]party |our )?(?:partners?|affiliates?)(?: (?:and|or) (?:partners?|affiliates?|third parties))? (?:may|can|will|to) (?:text|contact|call|message|reach)
      (?:insurance|mortgage|solar|exclusive|aged|fresh|legal)(?: insurance)? leads|sell (?:exclusive )?leads
      share your (?:number|information|details) with (?:our )?(?:partners|affiliates|third parties)
      sponsored by our partners?|affiliate (?:link|offer|program)s?|multiple lenders|lead gen(?:eration)?
      venta de bases de datos|vendemos listas
    `),
    standIns: {
      of: trades,
      surely: words(String.raw`
        (?:hand|give|send|refer|pass|assign|route|forward|sell) (?:your|his|her|the|this) (?:case|claim|file|lead|project|request|application|loan) (?:\w+ )?(?:to|with) (?:\w+ ){0,4}_{3,}|compare (?:\w+ ){0,3}(?:quotes?|offers?|rates?|bids?|policies|plans)(?: \w+){0,2} from (?:\w+ ){0,3}_{3,}|(?:one|a single|this|1) form,? (?:and )?(?:\w+ ){0,2}(?:up to )?\w+ (?:\w+ )?_{3,}
        (?:a |one of our |our )?(?:partner|affiliated|third[- ]party) _{3,}|network _{3,}${amid('details|number|info|information|call|contact|quotes?|offers?|bids?|compete|share')}
        (?:share|pass|send|forward|give|hand|sell|provide|transfer|route|submit|sen[dt]s?)(?:s|ing|es)?(?: on| over)? (?:your|his|her|their) (?:\w+ )?(?:details|info(?:rmation)?|number|request|contact|contacts|data|answers|phone|profile|inquiry|application|zip|name|email)(?: \w+){0,3}? (?:to|with|on to|along to|over to) (?:\w+ ){0,3}_{3,}
        (?:several|multiple|three|four|five|six|[2-9]|dozens of|competing|many|top|local|matching|participating|licensed|nearby|rival) (?:\w+ ){0,2}_{3,} (?:near you |in your area |nearby |around you )?(?:compete|to compete|bid|fight|are (?:ready|waiting) to|want (?:your|to)|pay (?:us|for)|call you|text you|contact|(?:who |that )?(?:will|who|that|can|may|would) (?:\w+ )?(?:call|contact|text|reach|compete|bid|fight|offer|quote|send|give you|e-?mail|pay|want|get))
        (?:let|have|make|get|watch) (?:\w+ )?_{3,} (?:compete|bid|fight)|(?:free )?(?:quotes?|offers?|bids?|estimates?) from (?:up to |several |multiple |many |three |four |five |local |top |different |[2-9] )(?:\w+ )?_{3,}
        _{3,} (?:near you |in your area )?(?:who |that |will )?(?:pay|paid|pays) (?:us )?(?:to meet|for (?:your|each|every)|per)|(?:selected|trusted|preferred|partner) _{3,} (?:will|may|can|might) (?:call|text|contact|reach|phone|message)|our (?:partners?|affiliates?|sponsors?|insurers|lenders|contractors|brokers|installers|attorneys|law firms|vendors|advertisers|network) (?:will|may|can|might) (?:call|text|contact|reach|phone|message)
        (?:we|they)(?:'ll| will| can)? (?:match|pair|introduce|refer) you (?:up )?(?:with|to) (?:\w+ ){0,3}_{3,}|(?:we|they)(?:'ll| will| can)? (?:find|connect|put) you (?:in touch )?(?:with|to)? ?(?:up to|several|multiple|three|four|five|top|local|trusted|licensed|vetted|partner|some) (?:\w+ ){0,2}_{3,}
        _{3,} (?:who|that) (?:buy|pay for|bid on|purchase) (?:our|your|these|the|such)? ?(?:\w+ )?(?:leads|details|names|contacts|inquiries|requests)
        hasta \w+ _{3,} (?:te|le|competiran|compiten)|ate \w+ _{3,}|jusqu'a \w+ _{3,}|bis zu \w+ _{3,}
      `),
    },
  },
  {
    rule: 'category.finance',
    name: 'high-risk loans, debt, credit repair or speculation',
    why: 'carriers refuse it (TCR 709); direct lenders declare themselves when they register',
    surely: words(String.raw`
      (?:before|until|till|ahead of|by) (?:your )?(?:next )?pay ?day|pay ?day (?:early|loans?|cash|money|advance)|(?:wipe|scrub|clear|clean|erase|delete|remove|take)s? (?:the )?(?:bad|negative|old|late|ugly|derogatory) (?:marks?|items?|entries|payments|accounts|stuff) (?:off|from)|(?:off|from) your credit (?:report|file|history)|(?:get|borrow|need|grab|receive) (?:up to )?\$ ?\d[\d,]* (?:cash |loan )?(?:today|now|fast|tonight|before|same day|in \w+ (?:minutes|hour))|no questions asked loans?|all credit (?:types|scores|ok|welcome)
      (?:invest|put in|deposit|start with) \$ ?\d[\d,]*[^.!?]{0,30}(?:get|earn|receive|become|turns?|back|returns?|grow|\d+ ?%)|(?:trading|forex|crypto|investment) (?:robots?|algorithm|guru|mentor|secrets?|group|community)|copy our trades|(?:apy|apr) of (?:[2-9]\d|\d{3}) ?%|get your money to (?:double|triple|grow fast)|double your (?:money|cash|savings|investment|deposit|income|bitcoin)
      sin (?:revisar|consultar|checar|verificar) (?:su|tu|el)? ?(?:credito|historial|buro)|(?<!(?:su|tu|el) )dinero (?:hoy|ya|en \w+ (?:minutos|horas)|inmediato|urgente)|(?:elimin|borr|liquid|consolid)\w+ (?:su|tu|sus|tus) deudas?|inviert\w+ \$? ?\d|kredit (?:sofort|trotz|in \d)|(?:sofort|schnell|heute) (?:bargeld|geld)(?! zuruck)|schulden (?:los|weg|erlassen)|argent (?:immediat|en \d+)|credit sans|(?:un|votre|nos|le) pret sans|emprestimos?(?! (?:de livros|do livro|entre bibliotecas))
      (?:settles?|settling|erases?|wipes? out|cuts?|slashes|reduces?|lowers?|consolidat\w+|negotiat\w+|eliminat\w+|forgives?|cancels?) (?:your |all |any |all your |that |their )?(?:\w+ )?debts?|behind on (?:your )?(?:bills|payments|mortgage|rent\?)${amid('loans?|cash|debts?|settle\\w*|credit|lenders?|consolidat\\w+|borrow')}|(?:debt[- ]free|out of debt)${unlessAmid('degrees?|college|scholarships?|graduat\\w+|tuition|class|workshop|library|course')}
      (?:car|auto|vehicle) title (?:loans?|cash)|title loans?|pawn (?:loans?|shop)|paycheck advances?|(?:fast|same[- ]day|instant|quick|easy|emergency|overnight|no[- ]check) (?:loans?|cash|funding|money|payday)|loans? (?:today|tonight|with bad|for bad|regardless|same day|in \d|from \$)|no (?:credit|income|bank|job|employment) (?:check|needed|required|verification|history|proof)
      approved in (?:minutes|seconds|\d+ (?:min|sec|hour)\w*)|money (?:in|into) your account${amid('loans?|cash|borrow|payday|advance|fast|lend\\w*|credit')}|skip the bank|(?:bad|poor|low|ugly|terrible) credit|credit (?:score|file|report) (?:fix\w*|repair\w*|clean\w*|boost\w*|up \d|raise\w*)|(?:raise|boost|fix|lift|jump|increase|add \d+ points to) your (?:credit|credit score|score|fico)|(?:stop|avoid) foreclosure|stop wage garnish\w*|tax relief${amid('irs|owe|owed|settle|debts?|levy|liens?|qualify')}
      (?:buy|trade|mine|stack|hold|earn|invest in|get|own|win) (?:\w+ )?(?:bitcoin|btc|crypto|ethereum|eth|nfts?|dogecoin|altcoins|tokens${amid('crypto|coins?|presale|wallet|blockchain|nfts?|bitcoin|exchange|listing')})|(?:bitcoin|crypto|forex|nft|binary options?) (?:tip|bot|signal|trad|invest|fund|mining|pool|wallet bonus|club|course|giveaway|presale|alert|deposit)\w*|trading (?:bots?|signals?|room|system)
      (?:returns?|profits?|yield|interest|gains?) of (?:up to |over )?\d{2,} ?%|\d{2,} ?% (?:returns?|profits?|gains?|roi)|(?<!(?:save|off|get|take|enjoy|earn back) )\d+ ?% (?:monthly|weekly|daily|a (?:day|week|month)|per (?:day|week|month))(?! (?:off|discount|fee|tip|late))|guaranteed (?:loan|approval|return|profit|income|yield|gains?)\w*|risk-?free (?:return|profit|invest)\w*|(?<!(?:in|low|back|of|re)[ -])stocks? (?:tip|pick|alert)s?|shares? (?:tip|pick|alert)s?|next (?:bitcoin|tesla|amazon)
      prestamos? (?:rapidos?|personales?|inmediatos?|al instante|en minutos|sin|express|de hasta)|adelanto de (?:nomina|sueldo)|salga? de deudas|liquid[ae] (?:tus|sus) deudas|limpi[ae] (?:tu|su) (?:historial|credito|buro)|bitcoin|criptomonedas?|emprestimos? (?:rapidos?|faceis|facil|pessoal|pessoais|sem|na hora|para negativados)|nome sujo|limp[ae] seu nome|dinheiro (?:rapido|na hora)|quit[ae] suas dividas|criptomoedas?
      sofort-?kredite?|kredite? ohne (?:schufa|bonitat)\w*|ohne schufa|schuldenfrei|krypto(?:s|wahrung\w*|handel|kurs\w*|geld|bots?|trading)?|schnelles geld|rachat de credits?|credits? (?:rapides?|express|immediat|sans (?:justificatif|verification))|(?:un |votre |nos |le |de )prets? (?:rapides?|immediats?|express)|prets? (?:sans (?:justificatif|enquete|banque|condition|refus|verification)\w*|d'argent)|effacez vos dettes|cryptos?
      (?:cut|slash|reduce|lower|settle|negotiate|shrink) (?:your )?(?:(?:credit[- ]card|medical|student|tax) (?:debts?|balances?)|debts?)
      (?:drowning|buried|stuck) in debt|(?:fix|repair|clean|erase|remove|delete)(?:es|s|ing)? (?:your )?(?:bad|poor|negative|ugly) (?:credit|marks?|items)
      (?:stake|staking|mine|mining) (?:your )?(?:eth|btc|sol|ada|crypto|coins?|tokens?|bitcoin)
      attempt to collect a debt|(?:is|am|are) (?:a |an )?debt collectors?|(?:went|sent|turned over|referred) to collections?
      (?:borrow|cash|loans?|advance)\b[^.!?]{0,20}\buntil pay ?day|trade (?:crypto|forex|options)|(?:our|new) (?:crypto ?)?coin (?:goes|is) live
      (?:stocks?|ticker \w+|coins?|tokens?|bitcoin|shares?|crypto)\b[^.!?]{0,20}\b(?:will|to|could) (?:double|triple|quadruple|moon|skyrocket|jump|explode)
      (?:bad|poor|low|any|no) credit(?:\?| history)?(?:,| is| -)? ?(?:ok|okay|fine|welcome|accepted|no problem|no worries)
      get (?:up to )?\$ ?\d[\d,]* (?:in your account|tonight|within (?:minutes|\w+ hours?|the hour)|in minutes)|get \$ ?\d[\d,]* by (?:tonight|noon|5|tomorrow)${amid('loans?|cash|borrow|credit|apply|advance')}
      cash (?:in minutes|in your account|by tonight)|borrow (?:up to )?\$|instant (?:approval|funding)
      loans? (?:up to|in minutes|without|with no)|\d+x (?:returns?|gains?|your (?:money|cash|investment|savings|income|deposit|stake))|goes? \d+x
      (?:token|coin|crypto|nft) (?:presale|launch)|presale${amid('crypto|tokens?|coins?|nfts?|blockchain|bitcoin|wallet')}|altcoins?|meme ?coins?|staking rewards
      (?:double|triple|multiply) your (?:money|investment|savings|cash)|owe (?:more than|over) \$
      (?:settle|lower|reduce|consolidate|erase) your (?:debts?|credit card debt)
      half of (?:it|your debt) forgiven|tax debt|back taxes|irs debt|boost your (?:credit )?score
      remove (?:collections|negative items|bad marks)|day trading|(?:options|trade|trading) alerts|hot stocks?
      credito facil|dinero en minutos|mal credito|prestamos? hasta|multiplica tu dinero
      invierte en (?:cripto|bitcoin)|criptomonedas|pret facile|mauvais credit|argent rapide|doublez votre
      cryptomonnaies?|investissez dans|payday (?:loans?|advances?)|cash advances?|title loans?|no credit check
      bad credit (?:ok|welcome|no problem)|credit repair|(?:repair|fix|clean)(?:s|ing)? your credit
      debt (?:relief|consolidation|settlement|collectors?|forgiveness)
      (?:cut|erase|wipe out|slash|eliminate) your debts?|collection agency|loan forgiveness
      guaranteed (?:returns?|profits?|approval)|penny stocks?|stock (?:tips?|picks?)|forex
      (?:buy|invest in|trade|double your) (?:bitcoin|crypto|ethereum|dogecoin)
      crypto (?:signals?|investments?|giveaway|presale)|trading signals|quick (?:cash|loans?)
      easy (?:cash|loans?)|instant (?:loans?|cash)|pre-?approved for (?:a )?\$? ?\d|prestamos? rapidos?
      prestamos? sin (?:verificacion|buro|aval)|sin verificacion de credito|repara(?:mos)? tu credito
      (?:reduce|elimina) tus deudas|ganancias garantizadas|prets? rapides?|sans enquete de credit
      pret sur salaire|rendement garanti
    `),
    butNot: words(`
      (?:library|book|equipment|tool|seed|costume|toy|video|laptop|museum|exhibit) loans?
      (?:crypto|bitcoin|payday|loan|forex|investment|credit repair|debt relief)\b[a-z ,]{0,30}\b(?:scams?|fraud|tricks?|traps?)|(?:we|store|shop|now|also|happily) (?:accept|take)s? (?:bitcoin|crypto)|pay (?:with|in) (?:bitcoin|crypto)|(?:pawn|bank) holiday|debt of gratitude|krypton
      (?:never|not|don.t) (?:ask you to )?(?:send|buy|pay in|pay with) (?:bitcoin|crypto)
    `),
  },
  {
    rule: 'category.get_rich',
    name: 'promises of easy money',
    why: 'carriers refuse work-from-home, pyramid and get-rich offers',
    butNot: words(String.raw`
      (?:chase|sleep|work|wait|serve|barista|server|driver|cook)s? (?:for|at) big money|big money match|millionaire'?s? (?:shortbread|row|pie|bacon)|wants to be a millionaire|slumdog millionaire
    `),
    surely: words(String.raw`
      money while you sleep|income (?:stream|while|every)s?|(?:fast|easy|big|serious) (?:money|cash|income)|(?:make|earn|pull in|bring home|pocket|clear)(?:s|ing)? (?:up to |over )?\$ ?\d[\d,]*k? ?(?:a|an|per|each|every|\/) ?(?:day|week|hour|month|night)? ?(?:\w+ ){0,4}(?:from home|from your (?:phone|couch|sofa|laptop|bed|kitchen)|working from|online|no experience|no boss|part-?time from|while)|no boss|your own boss|boss babes?|millionaires?
      (?:recruit|enroll) (?:\w+ )?(?:friends|people|members|others|sellers|reps|agents) (?:and|to|who|below|under)|(?:sign up|bring in) (?:\w+ )?(?:members|sellers|reps|agents) (?:and|to|who|below|under)|your (?:team|downline)s? (?:earn|sell|make)s? .{0,20}(?:you|commission)|work (?:from home|from anywhere)\b[^.!?]{0,40}\b(?:earn|make|get|pays?|paid|pocket)\b[^.!?]{0,16}\$ ?\d|\$ ?\d[\d,]* ?(?:a|an|per|each|every|\/|al|por|pro|par) ?(?:day|week|hour|month|dia|semana|tag|woche|jour|semaine)\b[^.!?]{0,30}\b(?:from home|desde casa|de casa|von zu ?hause|a domicile|chez vous)
      quit (?:your|that) (?:day )?(?:job|9[- ]to[- ]5)|replace your (?:salary|income|paycheck)|financially free|wealth (?:secrets?|system|blueprint)|turn \$ ?\d+ into|zero (?:effort|work|risk)|secrets? (?:of|to) (?:the rich|wealth|riches|getting rich)
      trabalhe (?:de|em) casa|ganhe (?:ate )?(?:r\$ ?)?\d[\d.]*[^.!?]{0,20}(?:por (?:dia|semana)|em casa)|renda (?:extra|passiva)|dinheiro facil|fique rico|gan[ae]r? (?:hasta )?\$? ?\d[\d,.]*[^.!?]{0,24}(?:al dia|por dia|a la semana|desde)|hazte rico|negocio propio sin|dinero extra desde|geld (?:verdienen|von zu ?hause)|\d[\d.,]* ?(?:€|euros?|eur|reais|pesos|dolares) (?:al|por|par|pro|am|a la|jede[nrs]?) (?:dia|semana|mes|jour|semaine|mois|tag|woche|monat)\b[^.!?]{0,40}\b(?:desde casa|de casa|em casa|chez vous|a domicile|von zu ?hause|(?:sin|sem) experiencia|sans experience|ohne erfahrung)|schnell reich|passives einkommen|nebenverdienst|eigener chef|verdiene[n]? (?:sie |bis zu )?\d+[^.!?]{0,20}(?:am tag|pro tag|zu ?hause)|gagnez (?:jusqu'a )?\d+[^.!?]{0,24}(?:par (?:jour|semaine)|chez vous|a domicile)|travaillez de chez vous|devenez votre propre patron
      (?:get paid|paid|earn(?:ing)?|make|making)(?: cash| money| up to)* ?\$? ?[\d,]*(?: an hour| per hour| a day)? ?(?:to |for |by )?(?:lik(?:e|ing)|watch(?:ing)?|rat(?:e|ing)|review(?:ing)?|click(?:ing)?) (?:\w+ )?(?:videos?|posts?|apps?|ads?|products|hotels)
      (?:made|makes|make|turned) (?:me|him|her|them|you|people) (?:a |into a )?(?:millionaire|rich|wealthy)|secret (?:system|method|formula|trick)
      recruit (?:\w+ )?(?:friends|people|members|others) and (?:earn|get|make)|earn (?:a )?commissions? on everything
      retire (?:in|within|by) (?:a|one|two|\d+|next) ?(?:years?|months?)?
      i (?:made|make|earned|pulled in) \$ ?\d
      (?<!(?:we|sale|you|together|walk|drive|class|run|stand) )(?:made|make|making|earn|earned|earning) \$ ?\d[\d,]* (?:last|this|in (?:a|one|my|your)|every|extra)
      (?:earn|make|making|money|income|cash|paid|profits?|rich)\b[^.!?]{0,50}\bfrom (?:my|your|the) (?:couch|sofa|bed|phone)|from (?:my|your|the) (?:couch|sofa|bed|phone)\b[^.!?]{0,40}\b(?:earn|make (?:money|\$)|income|get paid)|side (?:hustle|income)|residual income|fire your boss
      (?:six|6|five|5)[- ]figures? (?:income|a (?:month|year)|from)|ground floor opportunity
      business opportunity|mystery shoppers?|home[- ]based business
      recruit(?:ing)? (?:friends|others|people) (?:and|to) earn|extra (?:income|cash) (?:from|at) home
      libertad financiera|gana dinero (?:desde|en)|trabaja desde casa y gana|devenez riche|liberte financiere
      gagnez de l'argent
      (?:earn|make|gana|ganar|gagnez)(?: up to| hasta| jusqu.a)? \$? ?\d[\d,.]* ?\$?[^.!?]{0,20}(?:from home|working from home|desde casa|de chez vous|per week online|a domicile)
      be your own boss|passive income|get rich(?!,? (?:\w+,? ){0,3}(?:flavou?rs?|tastes?|colou?rs?|soil|lather|moisture|aromas?|textures?|foam|crema))|make money (?:fast|online|from)|downlines?|multi-?level (?:marketing|plan|bonus|comp\w*|earn\w*|business)
      financial freedom|work from home and (?:earn|make)|unlimited (?:income|earnings)|quit your (?:day )?job
      se tu propio jefe|ingresos pasivos|dinero (?:facil|rapido)|argent facile|revenus passifs
      (?:earn|make) \$ ?\d[\d,]* (?:a|per|each|every) (?:day|week)
    `),
  },
  {
    rule: 'category.contest',
    name: 'a contest or sweepstakes',
    why: 'carriers register these as a use of their own (SWEEPSTAKE), and the rules must be within reach',
    butNot: words(String.raw`
      win (?:or lose|some|back)|win-win|(?:team|tigers|lions|eagles|home|big|every|each|a|their|our|game|season|league|first) win|(?:\w+ )?(?:contest|competition|raffle) (?:results|winners? (?:read|show|sing|perform|speak|present|hang|display\w*))|contest(?:ed|ing)|no contest|contest judges?|(?:won|winning|judged?|placed (?:first|second|third) in) (?:\w+ ){0,4}(?:contest|competition)|win your heart
    `),
    surely: words(String.raw`
      (?:your|a) (?:shot|try|go|crack) at (?:winning|\$|(?:a |an |the |one of |our )?(?:\w+ ){0,2}(?:prizes?|jackpot|trophy|pot|trip|gift cards?|vacation|cash|tv|tickets?|grand|year of|free))|(?:name|ticket|receipt|entry) (?:goes|go|in|into) (?:in |into )?(?:the |our |a )?(?:hat|draw|drawing|pot|bowl|raffle)|(?:earns?|gets?|is|equals|means) (?:you )?(?:an|one|1|two|another|a bonus) (?:entry|entries|ticket into|chance)|enter(?:ed)? (?:by|before|until|today|now|online|here|at the)(?! (?:the |our |a )?(?:\w+ ){0,2}(?:gate|door|doors|entrance|side|rear|back|front|main|lobby|lot|parking|garden|driveway|alley|code|keypad|address|pin))|(?:guess|vote|tag|snap|post|share|text|reply|spend|buy|visit|scan|stop by)\b[^.!?]{0,40}\b(?:to win|and win|win (?:a|an|two|free|\$|dinner|one|the))|(?:you )?(?:could|may|might|can) (?:be|take home) (?:the|our|a) (?:winner|grand)
      (?<!(?:help us|let's|to|we|they|team|boys|girls|and|can we) )(?:win|wins|winning) the (?!day|morning|election|week|war|seat|race|game|match|league|fight|vote)|(?:win|wins|winning) (?:a|an|two|one of|free|your (?!heart|vote|trust|confidence)|up to|big|\$|dinner|tickets?|\d)|winner (?:takes|gets|announced|picked|drawn)|we(?:'ll| will) (?:draw|pick|choose) (?:a |one |two |three |the )?(?:lucky |random )?(?:winners?|names?|guests?)|contest|gan[ae]r? (?:un|una|dos|boletos|entradas|premios)|ganhe (?:um|uma|dois|premios)|gewinn(?:en|e|t) (?:sie )?(?:einen|eine|ein|zwei)(?! (?:ersten? )?(?:eindruck|einblick|uberblick|vorsprung|freund\w*|gefuhl))|gagnez (?:un|une|des|deux|votre)
      enter(?:ed|s|ing)?(?: \w+){0,4} to win|(?:for|get|have|earn) (?:a|your|one|another|more) chances? (?:to win|at|of)|chance to win|(?:you're|you are|be|gets? you|automatically) entered|enter(?:ed)? (?:in|into) (?:our|the|a) (?:draw|drawing|raffle|contest|giveaway)|we(?:'re| are) giving away|prize (?:pack|wheel|package)s?|one lucky|(?:two|three|five|ten|\d+) lucky|drawn (?:on|at|this|friday|monday|from)|(?:monthly|weekly|our|summer|holiday) drawing
      sorteamos|sorteo|concurso|participa(?:r|s)? (?:y gan\w+|para gan\w+|en (?:el|nuestro|la|un|este) (?:sorteo|concurso|rifa|juego))|particip[ae]n? (?:de|do|no) (?:nosso )?sorteio|sorteios?|concorra|concorrer|gewinnspiel\w*|verlos(?:en|ung)|gewinnen sie(?! (?:einen|eine|ein|zeit|klarheit|sicherheit|freunde|neue))|zu gewinnen|jeu[- ]concours|tentez (?:de gagner|votre chance)|a gagner|tombola
      (?:shot|chance|opportunity) (?:at|of) winning
      (?:could|can|will|to) win (?:a|an|one|free|\$|tickets|big|up to)
      (?:lucky )?winners? (?:is|are|will be|gets?|drawn|announced|picked)|be entered|automatically entered
      grand prize|lucky draw|(?<!(?:life|figure|pencil|charcoal|botanical|fashion|comic|chalk|technical|cartoon|still-life|nature|urban|anatomy|children's|and|of|love) )drawing (?:is|on|for a)(?! (?:location|paper|tablets?))|participe (?:y|para) gan|gana (?:un|una|boletos)
      courez la chance|participez (?:et gagnez|pour (?:gagner|tenter))|tirage(?!s? (?:photo|papier|d'art|grand format|argentique|limite))|(?:enter|chance|text|reply|play|spin)(?: \w+){0,3} to win
      sweepstakes?|raffles?|giveaways?|prize (?:draw|drawing)|win a (?:free )?\w+|sorteos?|rifa|tirage au sort
      concours(?! (?:d'entree|de la fonction|administratifs?|infirmier|de circonstances|d'infirmier|general))|a gagner
    `),
    severity: 'warning',
  },
];
