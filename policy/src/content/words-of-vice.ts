import { amid, type Category, unlessAmid, words } from './category.ts';

const tables =
  'casinos?|bets?|betting|slots?|poker|chips|bonus|spins?|blackjack|roulette|craps|odds|wagers?|jackpots?';
const pests =
  'weeds?|pests?|ants|mice|rats?|germs|bacteria|ticks?|fleas?|bugs?|roaches|mosquito(?:e)?s|virus(?:es)?|termites|aphids|slugs|mou?ld|lice|worms?|wasps|moths|dandelions|bedbugs|stains?|odou?rs?';

// Whom hate is aimed at.
const groups =
  /\b(?:immigrants?|migrants?|illegals|jews?|muslims?|black people|blacks|whites|gays?|lesbians?|queers|trans people|mexicans?|latinos?|hispanics?|asians?|arabs?|africans?|indians?|foreigners?|refugees?|gyps(?:y|ies)|homosexuals?|inmigrantes|musulmanes|judios|negros|imigrantes|auslander|fluchtlinge|juden|immigres|musulmans|juifs|etrangers|catholics|women|disabled people|gringos)\b/g;

/** What carriers refuse without asking for an age, and what nobody should be told. */
export const vice: readonly Category[] = [
  {
    rule: 'category.cannabis',
    name: 'cannabis, CBD, hemp or kratom',
    why: 'carriers refuse it in every state (TCR 701), and T-Mobile fines it with $1,000',
    surely: words(String.raw`
      pre-?rolled (?:joints?|cones?)|weed (?:strains?|menu|delivery|shop|store)|cannabis (?:flower|seeds?|edibles?)|dispensar(?:y|io)s? (?:menu|deals?|specials?)|hemp-?derived|maconha|hanfbluten|cbd-?(?:ol|bluten)
      happy 4\/?20|free (?:joints? with|pre-?rolls?|eighths?)|cannabidiol
      top[- ]shelf (?:bud|flower|weed)|carts? and flower|flower and (?:carts?|gummies)
      get (?:lit|baked|stoned)${amid('420|4\\/20|buds?|strains?|joints?|gummies|dispensary|weed|thc|edibles|pre-?rolls?|flower')}|budtenders?|(?:weed|marijuana|cannabis|bud) deliver(?:y|ed)|ounces? of (?:weed|bud|flower)|live resin|(?:live|hash|flower) rosin|rosin (?:carts?|gummies|vapes?|pens?|press)|wax pens?
      infused (?:gummies|edibles|chocolates?)|medical (?:marijuana|cannabis) (?:cards?|evaluations?|orders?|deliver(?:y|ies))|mmj|cannabinoids?|cbn
      hhc|delta thc|magic truffles|hierba al|porros|fleurs? de cannabis|huile de cbd|aceite de cbd|pre-?rolls?
      indica|sativa|kush|delta[- ]?(?:8|9|10)|thc(?:-?a)?|cbd|kratom|420 (?:deals?|sales?|specials?)|eighths? of (?!an?\b|the\b|inch)\w+|\$ ?\d+ eighths?|eighths (?:are|for|from|at|only|under)|eighths? and (?:quarters|ounces|carts|grams)
      dab (?:pens?|rigs?)|cannabis (?:deals?|store|shop|dispensary)|marijuana dispensary
      hemp (?:oil|flower|gummies|extract|products?)
    `),
    whenSelling: words(`
      shrooms|stoners?|joints and (?:edibles|gummies|flower|blunts|bongs|bowls|buds?|vapes?|pre-?rolls?|carts?|papers)|cogollos?|chanvre|cannabis|marijuana|marihuana|weed|ganja|edibles|hemp
      dispensary|hierba medicinal|mota|bongs?|magic mushrooms?|psilocybin
    `),
    butNot: words(`
      hemp[- ](?:ropes?|sacks?|twine|cord|fabric|canvas|cloth(?:es|ing)?|curtains?|bags?|totes?|backpacks?|shirts?|jeans|jackets?|hoodies?|socks|shoes|dress(?:es)?|hats?|rugs?|mats?|napkins|paper|yarn|thread|fib(?:re|er)s?|insulation|bedding|litter|mulch|milk|hearts|protein|seeds?|bracelets?)|hemp and linen|linen and hemp
      (?:sacs?|cordes?|ficelles?|toiles?|cabas|tapis|tissus?|chemises?)(?: \\w+){0,2} (?:en|de) chanvre|cogollos? (?:de (?:lechuga|tudela)|a la plancha)|hindu kush|(?:avena|nigella|castanea|azadirachta|lagerstroemia) (?:sativa|indica)
      cbd (?:office|branch|location|parking|train|campus|hotel)|(?:sydney|melbourne|brisbane|perth|adelaide|auckland) cbd|(?:our|the|hospital|pharmacy|clinic) dispensary (?:is|opens|closes|hours|counter|team|desk)
      weed and (?:seed|mulch)|weed(?:ing)? (?:the|your|our|and|removal|service|puller)|weeds
      weed (?:control|killers?|barrier|whackers?|eaters?|pulling|free)|weed and feed
      (?:sea|milk|tumble|duck|chick|bind)weed|pull(?:ing)? weeds|hemp (?:rope|twine|fabric|shirts?|yarn)
      edible (?:flowers?|arrangements?|gifts?|cookie dough|glitter)|an eighth|one eighth
    `),
  },
  {
    rule: 'category.firearms',
    name: 'firearms or ammunition',
    why: 'carriers refuse their sale (TCR 702); teaching safety without selling passes',
    surely: words(String.raw`
      (?:bolt|lever|pump)[- ]actions?${amid('rifles?|shotguns?|guns?|ammo|hunting|hunters?|scoped|deer|calib(?:er|re)|rounds|firearms?|\\d\\d-\\d\\d|22s?')}|semi-?auto(?:matic)?s?|muzzle-?loaders?|(?:12|16|20|28)[- ]gauge(?! (?:\w+ ){0,2}(?:wires?|wiring|steel|extension|cords?|cables?|needles?|nails?|speaker|earrings?|jewelry|hoops?|copper|sheets?|stainless|alumin\w+|siding|roof\w*|gutters?|chain|studs?))|\d\d[- ]cal(?:iber|ibre)?|(?:lower|upper) receivers?
      smith (?:&|and) wesson|beretta|mossberg|ruger|kalashnikov|derringers?|gun (?:counter|dealer|raffle|auction|rack)|long guns?|hollow points?|bump stocks?
      waffen(?:verkauf|laden|geschaft)?|schusswaffen|gewehre?|pistolen?|armas de fogo|espingardas?|municao|armes et munitions|venta de armas
      5\.56|\d+[- ]round (?:mags?|magazines?)|pmags?|red[- ]dot sights?|(?:223|308|22 ?lr|45 ?acp|380) (?:rounds|ammo)|rounds by the (?:box|case)|rounds? of ammo
      concealed carry (?:pistols?|holsters?)|trade in (?:your )?(?:old )?(?:guns?|rifles?|pistols?|revolvers?|shotguns?)
      (?:new|used|hunting|deer) (?:firearms?|handguns?|rifles?|shotguns?)|ffl (?:transfers?|dealer)|high[- ]capacity magazines?|sig sauer
      remington 870|body armor(?! (?:drinks?|lyte|sports?|edge|zero|\d))|armes? de poing|munitions|ammo|ammunition|ar-?15s?|ak-?47s?
      9 ?mm (?:ammo|rounds|pistols?)|handguns?|gun shows?|gun (?:sale|deals?|shop|store|safe sale)|(?<!(?:exhaust|car|fan|door|muffler|bike|motorcycle) )silencers?
      (?<!(?:surge|weed|noise|spark|fire|dust|flame|appetite|cough) )suppressors?|glocks?|ghost guns?|firearms? (?:sale|deals?|store|dealer)|municion(?:es)?|armes? a feu
    `),
    whenSelling: words(`
      armas|carbines?|scoped|muzzle brakes?
      guns?|rifles?|pistols?|shotguns?|revolvers?|firearms?|holsters?|gunsmith|pistolas?|rifles|escopetas?
      armas de fuego|fusils?|carabines?
    `),
    butNot: words(`
      sex pistols|gun (?:locks?|safes? (?:giveaway|safety)|buy-?backs?|safety)|trigger locks?|(?:phone|tool|drill|radio|scissors?|pen|cell|cup|bottle|curling iron|hair dryer) holsters?|holsters? for (?:your )?(?:phones?|tools?|radios?)|hot[- ]glue guns?
      abrazos y armas|(?:wine|beverage|soda) guns?|(?:gun ?metal)|rifle paper co|armas? de casa
      (?:ride|riding|rode|call(?:ed|ing)?|sit(?:ting)?) shotgun|shotgun (?:mics?|microphones?|formation|seat)|pistol (?:squats?|grip (?:nozzle|sprayer|hose))|(?:water|squirt|toy|starting|starter|glue|spray|bubble|cap|hot[- ]glue) pistols?|(?:foam|temperature|thermometer|pressure|blow|dart|rivet|laser(?: tag)?|confetti|snow|flare|wash|scanner|barcode|tagging|speed|ray|starter|starting|air|silicone|sealant|impact|percussion|muscle|tissue|pricing|brad|framing|label) guns?
      pop guns?|t-shirt guns?|label guns?|guns and hoses|hired guns?
      (?:glue|nail|heat|massage|spray|water|squirt|price|staple|paint|caulk|caulking|nerf|radar|tattoo|toy|bubble|grease|soldering|hot glue) guns?
      gun-?shy|gun show loopholes?|get your gun|gun shows? of|nerf|top gun|gun violence|gun island|big guns|young guns|jump the gun
      shotgun (?:house|wedding|start)|rifle (?:through|street|paper)|firearms? safety|gun safety
      pistolas? de (?:silicona|agua|pintura|juguete|calor)|sticking to (?:my|our) guns|guns n'? ?roses|guns and roses|cap guns?
    `),
  },
  {
    rule: 'category.sexual',
    name: 'explicit sexual content',
    why: 'carriers refuse it without exception (TCR 703)',
    surely: words(String.raw`
      private danc(?:es?|ers?)|adult (?:store|shop|superstore|boutique|novelties)|fully? nude|strip-?teas\w*|erotic\w*|erotiqu\w+|erotisch\w*|erotik\w*|body rubs?|kinky|uncensored|no strings attached${amid('fun|dating|girls?|women|guys|singles?|hot|discreet|hook|sex\\w*|naughty')}|x-rated|adults?[- ]only (?:show|content|videos?|store|pics)
      explicit (?:photos?|videos?|pics?|content|clips?)|intimate toys?|pleasure toys?|(?:bedroom|adult|naughty) (?:toys?|novelt(?:y|ies))|sex(?:ual)? (?:partners?|encounters?|services?)|one[- ]night stands?|brothels?|bordell\w*
      hot (?:local )?singles (?:near|in|want|waiting|tonight|are|online|looking|nearby)|sexy (?:pics?|photos?|videos?|chat|shows?|dancers?)|nude (?:models?|photos?|pics?|shows?|dancers?|girls?|women|men|beach party)|naked (?:girls?|women|men|dancers?|models?|pics|photos?|bodies|singles|truth or dare)|lingerie models?|acompanhantes|garotas de programa|sexo|nuas?|desnud[ao]s|nackt(?:e[rnms]?|fotos?|bilder|chat|tanz\w*|videos?)?|femmes? nues?|sexe|libertin\w*
      (?:girls?|women|babes|models?|guys) (?:live )?on (?:web)?cam|(?:porn|sex) clips
      naughty (?:pics?|girls?|photos?|videos?|content|chat)|topless|nsfw|18\+ (?:content|pics?|videos?|chat)
      (?:spicy|sexy) (?:pics?|photos?|content|page)|private pics?|(?:my|her|our) private (?:photos?|content|page)|fansly|sugar (?:daddy|daddies|bab(?:y|ies))
      singles (?:near|in your area)|dirty (?:talk|chat|pics?)|sexting|cam (?:shows?|girls?)|swingers?
      gentlemen'?s club|exotic (?:dancers?|massage)|sensual massage|bachelor party dancers
      chicas (?:calientes|sexys?)|mujeres solteras cerca|rencontres? coquines?|femmes nues|photos coquines
      filles sexy|xxx|porno?|pornography|sex toys?|sex (?:chat|videos?|cam|cams|shop|dating|tonight)
      strip ?clubs?|strippers?|lap dances?|horny|hook ?-?ups?|nudes|onlyfans|erotic[ao]?
      escorts? (?:in|near|available|service)|(?:discreet|sexy|local) escorts|milfs?|fetish
      adult (?:videos?|films?|toys?|dating|entertainment)|camgirls?|sexy (?:girls?|singles|women|chicks)
      hot (?:girls|chicks) (?:near|in|waiting)|chicas? desnudas?|prepagos|juguetes sexuales|escorte
      sexe en direct|dildos?|vibrators?|naked (?:girls?|women|pics|photos|men)|happy endings? massage
    `),
    butNot: words(`
      (?:rv|water|electric\\w*|sewer|washer|dryer|w\\/d|laundry|full|partial|cable|gas|utility|power|trailer|appliance|hose|\\d+[- ]amp) (?:and \\w+ )?hook ?-?ups?|hook ?-?ups? (?:for (?:rvs?|water|washers?|your)|at each|included|available)|(?:paint|wire|wax|varnish|wallpaper|cable|floor|adhesive|colou?r|furniture|glue|polish|insulation|herb|thread|lacquer|rust) strippers?|strippers? (?:for|and) (?:paint|varnish|wallpaper|brushes)
      sugar bab(?:y|ies) (?:watermelons?|melons?|candy|seeds?|pumpkins?)|sugar daddy (?:candy|caramels?)|kinky (?:boots|curly|hair|curls?|coils?|twists?|straight|texture)|(?:shoe|handbag|stationery|chocolate|plant|pen) fetish|(?:concrete|plate|industrial) vibrators?
      (?:life|figure) (?:drawing|painting|sculpt\\w+)[^.!?]{0,40}nude \\w+|nude (?:models?|stud(?:y|ies)|figures?)[^.!?]{0,40}(?:drawing|sketch|painting|sculpture)|nudes?(?:,| and| or|\\/)? ?(?:neutrals?|pinks?|browns?|taupes?|reds|beiges?|blush)|(?:neutrals|pinks|corals?|reds|browns|berries),? (?:and|or|to) nudes?|nude (?:lips?|gloss|eyeshadow|bras?|mesh|tights|tan|slips?|stockings|sandals?|flats|polish|manicure|colou?rs?)
      (?:el|o|le|do|del) sex[oe] (?:del?|do|da|du) (?:\\w+ )?(?:bebe|crianca|cachorro|gatinho)|(?:mismo|ambos|sin distincion de|cualquier) sexos?|(?:pies?|ojo|hombros?|brazos|arboles) desnud[ao]s?
      naked (?:juice|cake|wines?|burrito|eye|truth|palette)|nude (?:lipsticks?|heels?|shades?|tones?|pumps?|nails?|palette)|erotic bakery
      sex and the city|sex ed|same-sex|safe sex|sex offender|opposite sex|strip (?:mall|steak)s?
    `),
  },
  {
    rule: 'category.gambling',
    name: 'gambling or betting',
    why: 'carriers refuse it on long codes and toll-free numbers (TCR 704)',
    surely: words(String.raw`
      deposit \$ ?\d+[^.!?]{0,20}\b(?:play|bet) (?:with )?\$ ?\d+|\$ ?\d+ (?:buy-?in|ante)|buy-?ins?|cash games?|poker (?:nights?|games?|tables?|tour)|place (?:your|a) wagers?|over\/under|(?:lotto|lottery|powerball) (?:tickets?|jackpots?|draws?)|bingo (?:jackpots?|for cash|cash)|casino (?:bonus|night|trip|bus|games?|credits?|chips|cash)|spins? (?:for|and win|on us)|winning streak${amid(tables)}
      fanduel|draftkings|bet365|prop bets?|texas hold|card room|table games${amid(tables)}|(?:place|double|hedge) (?:a |your |those )?bets?|bet (?:now|today|tonight|on|with|and)|payouts? (?:tonight|daily|are|up to)${amid(`${tables}|play|\\d+x`)}|scratch-?offs?|slot tournaments?
      cassinos?|apostas?|aposte|roleta|caca-niqueis|spielautomaten|sportwetten|gluckss?piel\w*|freispiele|wetten sie|jetzt wetten|pokerturnier|jeux? d'argent|mise gratuite|casa de apuestas|apuest[ae]
      (?:double|match(?:es|ed)?) (?:your )?(?:first )?deposit|first deposit (?:bonus|match)|hit the slots|sure picks
      (?:live|today's|tonight's|best) odds|bonus spins|hit the reels|spin the reels|deposit (?:match|bonus)|no[- ]deposit${amid(tables)}|parlays?
      (?:nfl|nba|mlb|nhl|football|sports|winning) picks|beat the spread|odds boost|free bets?|live dealers?
      high rollers?|powerball|mega millions|daily fantasy|place a bet|bet on|winning numbers|apuesta gratis
      bono de (?:deposito|bienvenida) en|pariez|mises? gratuites?|jackpot|free spins?|sports? ?books?|betting
      bonus bets?|place your bets?|blackjack (?:tables?|tournament)|roulette|slot (?:machines?|credits?|play)
      jackpots?|baccarat|poker (?:tournament|night|room|chips|table)|hold ?.?em|craps|tragamonedas|apuestas?
      tiros gratis|ruleta|machines? a sous|tours gratuits|paris sportifs|scratch (?:tickets|offs)|bet \$ ?\d+
      wagers?|lottery tickets?|online casino
    `),
    whenSelling: words(`
      slots|casino nights?|reels|casinos?|poker|bingo|blackjack|lotto|keno
    `),
    butNot: words(`
      (?:betting|gambling|poker|slots|casinos?)\b[^.!?]{0,40}\b(?:problem|addict\\w+|habit|recovery|hurting|out of control|debts?)|(?:problem|compulsive) (?:gambling|betting)|blackjack (?:oak|pine)|casino (?:street|st|road|rd|avenue|ave|drive|lane|square|park|heights|way|blvd|court)|roulette (?:wheels? of|curlers?)|russian roulette
      (?:time|swim|class|parking|appointment|open|vaccine|delivery|pickup|lesson|tee|court|camp) slots?
      slots? (?:open|available|left|remain|are open|for)|(?:hose|cable|fishing|film|movie|spinning|fly|cord|instagram|insta|thread|highlight|video|tape|news)[ -]reels?|rods? (?:and|&) reels?|reels? (?:and|&) (?:rods?|lines?|lures|posts|stories)|you can bet on
      (?:nuestra|la|una|gran) apuesta (?:por|es|para)|apuest[aeo]n? por|apostamos por|(?:nossa|a|uma) aposta (?:em|para|e)\\b|(?:reading|baby shower|road trip|museum|nature|science|book|human|music) bingo|(?:buy-in (?:from|of) (?:the|your|our|all)|(?:team|staff|employee|parent) buy-?in)
      bet on yourself|casino royale|poker[- ]faced?|roulette curls?|blackjack the|bingo the|you bet|best bet|lottery for
    `),
  },
  {
    rule: 'category.hate',
    name: 'hate or violence',
    why: 'carriers refuse it (TCR 705), and no purpose excuses it',
    always: words(String.raw`
      (?:should|must|need to|deserve to) (?:be|get) (?:shot|hanged|hung|killed|burned|beaten|deported|gassed|exterminated|whipped|punished by death)
      (?:english speakers|christians|citizens|natives|straight couples|straights|germans|aryans) only,? no|(?:the )?(?:jews?|muslims|blacks|immigrants|foreigners|gays|mexicans) (?:own|control|run|rule|took|stole|are behind)|take (?:back )?our (?:country|town|streets) (?:back )?from (?:them|these people|those people|outsiders|invaders)|they will not replace us|protect our (?:race|blood|white)|(?:keep|make) (?:\w+ )?(?:white|pure|aryan) again|keep (?:our|this|the) (?:town|country|city|neighbou?rhood|nation|schools?|streets?|land|state|county|community|village) (?:white|pure|aryan)
      (?:bring|grab|get) (?:your )?(?:guns?|torches|pitchforks) (?:and|to)|(?:bring|grab|get) (?:your )?(?:bats?|knives) (?:and|to)\b[^.!?]{0,40}\b(?:teach|show (?:them|him|her)|lesson|fight|riot|burn|hurt|cops|chase|run them)|blood (?:will (?:run|flow|spill|be (?:spilled|shed))|in the streets)|(?:(?:better|you|and|or) watch your back|you(?:'re| are) (?:a )?dead(?! (?:tired|right|on|set|center|serious|sea))|you'll regret being born|hope you die|i will find you|kill yourself|go die)
      death to (?:all |the )?(?:police|cops|traitors|liberals|conservatives|republicans|democrats|infidels|unbelievers|americans?|israel|them|those|invaders)
      (?:whites?|white (?:people|families|folks|men|christians)|real americans|pure ?bloods?|europeans)(?: are)? only|for (?:white (?:people|families|folks)|real americans)|for whites? only|white (?:families|people|folks|customers) (?:welcome|first|preferred)
      go back to (?:where (?:you|they) (?:came|come|belong)|your (?:own )?(?:country|land|kind))|(?:should|must|just|can|need to|make them|let them|them all|people) go back to (?:africa|mexico|china|asia|india|the jungle)|your own kind|those (?:vermin|savages) (?:can|should|must|need|go|belong)|those (?:animals|people) (?:should be|must be|must go|should go|belong (?:in|behind)|go home|can (?:go|leave|rot))|(?:inferior|lesser|superior) races?|send them all (?:back|home)(?! (?:with|in|to us|for|free|happy|full))|subhumans?|white (?:pride|race|supremacy)
      (?:kill|stab|strangle|murder) (?:him|her|your (?:wife|husband|boss|neighbors?)|somebody|someone|every(?:one|body))|(?:beat|shoot) (?:him|her|them|your (?:wife|husband|boss)|somebody|someone) (?:up|down|dead|to death|senseless)|(?:shoot|beat) (?:your (?:wife|husband|boss|neighbors?)|those (?:people|pigs|cops|animals))|(?:kill|stab|strangle) (?:them|those)${unlessAmid(pests)}|break (?:your|his|her|their) (?:legs|neck|bones|arms)|slit (?:your|his|her|their)|(?:pay|payback) in blood|burn (?:your|their) (?:house|home|church|mosque|store)
      auslander raus|fora (?:os )?imigrantes|raza superior|mueran? los|tod den|matar (?:a )?(?:todos|los)
      (?:watch|see) (?:him|her|them|someone) (?:get|be) (?:beaten|killed|hurt|stabbed|shot)|beaten to death
      (?:kill|shoot|hang|burn) (?:all )?(?:the |those )?(?:cops|police|pigs|teachers|doctors|bosses)
      (?:immigrants?|migrants?|jews|muslims|blacks|whites|gays|mexicans|foreigners|refugees|gypsies|women|trans people)\b[^.!?]{0,25}\b(?:vermin|subhuman|animals|parasites|filth|scum|a plague|must be (?:driven|wiped|removed)|don't belong)
      (?:they|these people|those people) (?:are|re) (?:not human|animals|vermin|parasites)|not human and
      wip(?:e|ed) (?:them )?off (?:our|the) (?:streets|map|earth)|deport them all|get rid of them all
      (?:protect|save|defend|preserve|purity of) our race|our race (?:will|must|is (?:dying|superior|being|under)|first|deserves)|filthy (?:foreigners|immigrants|migrants)|(?:hang|shoot|burn) (?:them all|those (?:people|animals|traitors))|white power|heil hitler
      race war|master race|ethnic cleansing|go back to your country|you will die|bomb (?:your|the)
      (?:kill|exterminate|hang|shoot|wipe out|drive out) (?:all )?(?:the |them|those )?(?:immigrants|jews|muslims|blacks|whites|gays|foreigners|migrants)
      we(?: will| are going to|'ll) (?:hurt|kill) (?:you|them|him|her|your)|we(?: will| are going to|'ll) (?:beat (?:you|them|him|her) (?:up|down|senseless|to)|find and|burn (?:you|your|it all|them all)|come for (?:you|them|your (?:family|kids))(?! (?:at|on|between|in)))|come and (?:hurt|kill) you
      we know where you (?:live|sleep)|fuera (?:los )?inmigrantes|mort aux
    `),
    standIns: {
      of: groups,
      always: words(String.raw`
        _{3,} (?:are|is) (?:\w+ )?(?:disgusting|evil|trash|garbage|criminals?|dirty|filthy|lazy|thieves|stupid|sick|a disease|a threat|the problem|the enemy|inferior|less than|diseased|dogs|pigs|rats|monkeys|cockroaches|terrorists?|rapists?)|(?:dirty|filthy|stupid|lazy|damn|bloody|greedy|evil|thieving) _{3,}
        no _{3,},? (?:no|just|only)|no (?:\w+,? ){1,2}(?:and |or )?no _{3,}|_{3,} out(?= ?[!.])|_{3,}[- ]free (?:zone|building|neighborhood|gym|town|school|street|community)|without (?:any )?_{3,} (?:around|here|nearby|next door)
        (?:punch|smash|stomp|crush|hunt down|execute|murder|slaughter|torture) (?:\w+ )?(?:_{3,}|him|her|cops|politicians|liberals|democrats|republicans)|(?:hunt down|execute|murder|slaughter|torture|lynch) (?:them|those)
        no _{3,}(?: or _{3,})? (?:allowed|welcome|wanted|need apply|here|please|inside)|_{3,} (?:not|are not|aren't|will not be|won't be) (?:welcome|allowed|wanted|served)
        (?:tired|sick|fed up|had enough) (?:of|with) (?:\w+ ){0,2}_{3,}|_{3,} (?:are |is )?(?:ruin|invad|destroy|steal|infest|pollut|taking over|overrun)(?:ing|s|e)?|_{3,} (?:(?:go|get|stay|keep) (?:home|out|away|back)|raus|fora|fuera|dehors)|take (?:back )?our (?:country|town|streets|city) (?:back )?from (?:the |these |those )?_{3,}|(?:men|locals) only,? no _{3,}|send (?:the |these |those |all )?_{3,} (?:back|home)|_{3,}[\s\S]{0,80}\bsend them (?:back|home)\b
        (?:keep|kick|throw|drive|run|get|want) (?:\w+ )?_{3,} (?:out|away|gone)(?! (?:on|to|for|there|and)\b)|(?:hate|despise|crush|beat up|attack|lynch|gas|deport) (?:\w+ )?_{3,}
        fuera (?:los |las )?_{3,}|dehors les _{3,}
      `),
    },
  },
  {
    rule: 'category.profanity',
    name: 'profanity',
    why: 'carriers refuse it (TCR 705)',
    always: words(String.raw`
      (?:lazy|fat|sorry|dumb|cheap|broke|big|bad|tired|old|your|my|kick) ass(?:es)?|your ass|hell yeah|what the hell|hells? no|bloody hell|screw (?:you|it|them|that)(?! (?:in|on|into|onto|to|down|back|tight\w*|together|up)\b)|sucks? it(?! (?:up|all|out|in|clean))|suck(?:s|ed)? balls|sucks ass|balls to the|(?<!(?:your|a|my|his|her|earn) )bs(?! (?:in|degrees?|and|or|program|from|students?|level)\b)|bullcrap|horseshit|son of a b\w+|piece of (?:sh|cr)\w+
      badass(?:es)?|bad-ass|kick-?ass|dumb-?ass|jack-?ass|smart-?ass|half-?assed|goddamn|damn(?:ed)?|wtf|stfu|pissed|piss off|crappy|crap|douche(?:bags?)?|motherf\w+|(?:those|you|these|them|stupid|bunch of|lying|rich|greedy) pricks|twats?|wankers?|bollocks|f\*+k?(?:ing|ed|er)?|s\*+t|b\*+h|a\*+s
      porra|caralho|merda|foda(?:-se)?|joder|cojones|chingad\w+|chingon|culeros?|carajo|gilipollas|scheiss\w*|arschl\w+|verdammt\w*|hurensohn|fick(?:en|t|dich|er)|putain|encule\w*|bordel de|foutre
      fuck(?:ing|ed|er|ers|s)?|motherfuck(?:er|ers|ing)|f\*+c?k(?:ing)?|shit(?:ty|s|head)?|sh\*t|bullshit
      bitch(?:es|y)?|b\*tch(?:es)?|assholes?|a\*\*holes?|cunts?|dickheads?|bastards?|whores?|sluts?|pendejos?
      mierda|puta|putas|cabron(?:es)?|connards?|merde|salope
    `),
    butNot: words(`
      (?:your|our|the) bitch (?:had|has|is due|is in heat|and her (?:pups|puppies|litter))
      bastard (?:file|sword)|puta madre|shitake
    `),
  },
];
