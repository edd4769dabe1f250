import { type Category, words } from './category.ts';

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
      get (?:lit|baked|stoned)|budtenders?|(?:weed|marijuana|cannabis|bud) deliver(?:y|ed)|ounces? of (?:weed|bud|flower)|live resin|rosin|wax pens?
      infused (?:gummies|edibles|chocolates?)|medical marijuana (?:cards?|evaluations?)|mmj|cannabinoids?|cbn
      hhc|delta thc|magic truffles|hierba al|porros|fleurs? de cannabis|huile de cbd|aceite de cbd|pre-?rolls?
      indica|sativa|kush|delta[- ]?(?:8|9|10)|thc(?:-?a)?|cbd|kratom|420 (?:deals?|sales?|specials?)|eighths?
      dab (?:pens?|rigs?)|cannabis (?:deals?|store|shop|dispensary)|marijuana dispensary
      hemp (?:oil|flower|gummies|extract|products?)
    `),
    whenSelling: words(`
      shrooms|stoners?|joints and|cogollos?|chanvre|cannabis|marijuana|marihuana|weed|ganja|edibles|hemp
      dispensary|hierba medicinal|mota|bongs?|magic mushrooms?|psilocybin
    `),
    butNot: words(`
      hemp (?:ropes?|sacks?|twine|fabric|bags?|shirts?|seeds?)|hemp and linen
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
      (?:bolt|lever|pump)[- ]action|semi-?auto(?:matic)?s?|muzzle-?loaders?|(?:12|16|20|28)[- ]gauge|\d\d[- ]cal(?:iber|ibre)?|(?:lower|upper) receivers?
      smith (?:&|and) wesson|beretta|mossberg|ruger|kalashnikov|derringers?|gun (?:counter|dealer|raffle|auction|rack)|long guns?|hollow points?|bump stocks?
      waffen(?:verkauf|laden|geschaft)?|schusswaffen|gewehre?|pistolen?|armas de fogo|espingardas?|municao|armes et munitions|venta de armas
      5\.56|(?:223|308|22 ?lr|45 ?acp|380) (?:rounds|ammo)|rounds by the (?:box|case)|rounds? of ammo
      concealed carry (?:pistols?|holsters?)|trade in (?:your )?(?:old )?(?:guns?|rifles?|pistols?|revolvers?|shotguns?)
      (?:new|used|hunting|deer) (?:firearms?|handguns?|rifles?|shotguns?)|ffl (?:transfers?|dealer)|high[- ]capacity magazines?|sig sauer
      remington 870|body armor|armes? de poing|munitions|ammo|ammunition|ar-?15s?|ak-?47s?
      9 ?mm (?:ammo|rounds|pistols?)|handguns?|gun shows?|gun (?:sale|deals?|shop|store|safe sale)|silencers?
      suppressors?|glocks?|ghost guns?|firearms? (?:sale|deals?|store|dealer)|municion(?:es)?|armes? a feu
    `),
    whenSelling: words(`
      armas|carbines?|scoped|muzzle brakes?
      guns?|rifles?|pistols?|shotguns?|revolvers?|firearms?|holsters?|gunsmith|pistolas?|rifles|escopetas?
      armas de fuego|fusils?|carabines?
    `),
    butNot: words(`
      sex pistols|gun (?:locks?|safes? (?:giveaway|safety)|buy-?backs?|safety)|trigger locks?|(?:phone|tool|drill|radio|scissors?|pen|cell|cup|bottle|curling iron|hair dryer) holsters?|holsters? for (?:your )?(?:phones?|tools?|radios?)|hot[- ]glue guns?
      abrazos y armas|(?:wine|beverage|soda) guns?|(?:gun ?metal)|rifle paper co|armas? de casa
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
      strip-?teas\w*|erotic\w*|erotiqu\w+|erotisch\w*|erotik\w*|body rubs?|kinky|uncensored|no strings attached|x-rated|adults?[- ]only (?:show|content|night|videos?|store|pics)
      explicit (?:photos?|videos?|pics?|content|clips?)|intimate toys?|pleasure toys?|(?:bedroom|adult|naughty) (?:toys?|novelt(?:y|ies))|sex(?:ual)? (?:partners?|encounters?|services?)|one[- ]night stands?|brothels?|bordell\w*
      hot (?:local )?singles (?:near|in|want|waiting|tonight|are|online|looking|nearby)|sexy (?:pics?|photos?|videos?|chat|shows?|dancers?)|nude (?:models?|photos?|pics?|shows?|beach party)|naked (?:girls?|women|men|dancers?|models?|pics|photos?|bodies|singles|truth or dare)|lingerie models?|acompanhantes|garotas de programa|sexo|nuas?|desnud[ao]s|nackt\w*|femmes? nues?|sexe|libertin\w*
      (?:girls?|women|babes|models?|guys) (?:live )?on (?:web)?cam|(?:porn|sex) clips
      naughty (?:pics?|girls?|photos?|videos?|content|chat)|topless|nsfw|18\+ (?:content|pics?|videos?|chat)
      (?:private|spicy|sexy) (?:pics?|photos?|content|page)|fansly|sugar (?:daddy|daddies|bab(?:y|ies))
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
      naked (?:juice|cake|wines?|burrito|eye|truth|palette)|nude (?:lipsticks?|heels?|shades?|tones?|pumps?|nails?|palette)|erotic bakery
      sex and the city|sex ed|same-sex|safe sex|sex offender|opposite sex|strip (?:mall|steak)s?
    `),
  },
  {
    rule: 'category.gambling',
    name: 'gambling or betting',
    why: 'carriers refuse it on long codes and toll-free numbers (TCR 704)',
    surely: words(String.raw`
      \$ ?\d+ (?:buy-?in|ante)|buy-?ins?|cash games?|poker (?:nights?|games?|tables?|tour)|place (?:your|a) wagers?|over\/under|(?:lotto|lottery|powerball) (?:tickets?|jackpots?|draws?)|bingo (?:jackpots?|for cash|cash)|casino (?:bonus|night|trip|bus|games?|credits?|chips|cash)|spins? (?:for|and win|on us)|winning streak
      fanduel|draftkings|bet365|prop bets?|texas hold|card room|table games|(?:place|double|hedge) (?:a |your |those )?bets?|bet (?:now|today|tonight|on|with|and)|payouts? (?:tonight|daily|are|up to)|scratch-?offs?|slot tournaments?
      cassinos?|apostas?|aposte|roleta|caca-niqueis|spielautomaten|sportwetten|gluckss?piel\w*|freispiele|wetten sie|jetzt wetten|pokerturnier|jeux? d'argent|mise gratuite|casa de apuestas|apuest[ae]
      (?:double|match(?:es|ed)?) (?:your )?(?:first )?deposit|first deposit (?:bonus|match)|hit the slots|sure picks
      (?:live|today's|tonight's|best) odds|bonus spins|hit the reels|spin the reels|deposit (?:match|bonus)|no deposit|parlays?
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
      (?:betting|gambling|poker|slots|casinos?)\b[^.!?]{0,40}\b(?:problem|addictw+|habit|recovery|hurting|out of control|debts?)|(?:problem|compulsive) (?:gambling|betting)|blackjack (?:oak|pine)|casino (?:street|st|road|rd|avenue|ave|drive|lane|square|park|heights|way|blvd|court)|roulette (?:wheels? of|curlers?)|russian roulette
      (?:time|swim|class|parking|appointment|open|vaccine|delivery|pickup|lesson|tee|court|camp) slots?
      slots? (?:open|available|left|remain|are open|for)|fishing reels?|film reels?|you can bet on
      bet on yourself|casino royale|poker[- ]faced?|roulette curls?|blackjack the|bingo the|you bet|best bet|lottery for
    `),
  },
  {
    rule: 'category.hate',
    name: 'hate or violence',
    why: 'carriers refuse it (TCR 705), and no purpose excuses it',
    always: words(String.raw`
      (?:should|must|need to|deserve to) (?:be|get) (?:shot|hanged|hung|killed|burned|beaten|deported|gassed|exterminated|whipped|punished by death)
      (?:english speakers|christians|citizens|natives|straight couples|straights|locals|men|germans|aryans) only,? no|(?:the )?(?:jews?|muslims|blacks|immigrants|foreigners|gays|mexicans) (?:own|control|run|rule|took|stole|are behind)|take (?:back )?our (?:country|town|streets) (?:back )?from|they will not replace us|protect our (?:race|blood|white)|(?:keep|make) (?:\w+ )?(?:white|pure|aryan) again
      (?:bring|grab|get) (?:your )?(?:guns?|bats?|knives|torches) (?:and|to)|blood (?:will|in the streets)|(?:watch your back|you(?:'re| are) (?:a )?dead|you'll regret being born|hope you die|i will find you|kill yourself|go die)
      death to (?:all |the )?\w+
      (?:whites?|white (?:people|families|folks|men|christians)|real americans|pure ?bloods?|europeans)(?: are)? only|for (?:whites?|white (?:people|families|folks)|real americans)(?: only)?|white (?:families|people|folks|customers) (?:welcome|first|preferred)
      go back to (?:where|africa|mexico|china|asia|your)|your own kind|those (?:animals|vermin|savages|people) (?:can|should|must|need|go|belong)|(?:inferior|lesser|superior) races?|send them (?:all )?(?:back|home)|subhumans?|white (?:pride|race|supremacy)
      (?:beat|kill|stab|shoot|strangle) (?:him|her|them|those|every|your (?:wife|husband|boss|neighbor)|somebody|someone)|break (?:your|his|her|their) (?:legs|neck|bones|arms)|slit (?:your|his|her|their)|(?:pay|payback) in blood|burn (?:your|their) (?:house|home|church|mosque|store)
      auslander raus|fora (?:os )?imigrantes|raza superior|mueran? los|tod den|matar (?:a )?(?:todos|los)
      (?:watch|see) (?:him|her|them|someone) (?:get|be) (?:beaten|killed|hurt|stabbed|shot)|beaten to death
      (?:kill|shoot|hang|burn) (?:all )?(?:the |those )?(?:cops|police|pigs|teachers|doctors|bosses)
      (?:immigrants?|migrants?|jews|muslims|blacks|whites|gays|mexicans|foreigners|refugees|gypsies|women|trans people)\b[^.!?]{0,25}\b(?:vermin|subhuman|animals|parasites|filth|scum|a plague|must be (?:driven|wiped|removed)|don't belong)
      (?:they|these people|those people) (?:are|re) (?:not human|animals|vermin|parasites)|not human and
      wip(?:e|ed) (?:them )?off (?:our|the) (?:streets|map|earth)|deport them all|get rid of them all
      our race|filthy (?:foreigners|immigrants|migrants)|(?:hang|shoot|burn) them|white power|heil hitler
      race war|master race|ethnic cleansing|go back to your country|you will die|bomb (?:your|the)
      (?:kill|exterminate|hang|shoot|wipe out|drive out) (?:all )?(?:the |them|those )?(?:immigrants|jews|muslims|blacks|whites|gays|foreigners|migrants)
      we (?:will|are going to|'ll) (?:hurt|kill|beat|find and|burn|come for)|come and (?:hurt|kill|get) you
      we know where you (?:live|sleep)|fuera (?:los )?inmigrantes|mort aux
    `),
    standIns: {
      of: groups,
      always: words(String.raw`
        _{3,} (?:are|is) (?:\w+ )?(?:disgusting|evil|trash|garbage|criminals?|dirty|filthy|lazy|thieves|stupid|sick|a disease|a threat|the problem|the enemy|inferior|less than|diseased|dogs|pigs|rats|monkeys|cockroaches|terrorists?|rapists?)|(?:dirty|filthy|stupid|lazy|damn|bloody|greedy|evil|thieving) _{3,}
        no _{3,},? (?:no|just|only)|_{3,}[- ]free (?:zone|building|neighborhood|gym|town|school|street|community)|without (?:any )?_{3,} (?:around|here|nearby|next door)
        (?:punch|smash|stomp|crush|hunt down|execute|murder|slaughter|torture) (?:\w+ )?(?:_{3,}|him|her|them|those|cops|politicians|liberals|democrats|republicans)
        no _{3,}(?: or _{3,})? (?:allowed|welcome|wanted|need apply|here|please|inside)|_{3,} (?:not|are not|aren't|will not be|won't be) (?:welcome|allowed|wanted|served)
        (?:tired|sick|fed up|had enough) (?:of|with) (?:\w+ ){0,2}_{3,}|_{3,} (?:are |is )?(?:ruin|invad|destroy|steal|infest|pollut|taking over|overrun)(?:ing|s|e)?|_{3,} (?:go|get|stay|keep|raus|fora|fuera|dehors) ?(?:home|out|away|back)?
        (?:keep|kick|throw|drive|run|get|want) (?:\w+ )?_{3,} (?:out|away|gone)|(?:hate|despise|crush|beat up|attack|lynch|gas|deport) (?:\w+ )?_{3,}
        fuera (?:los |las )?_{3,}|dehors les _{3,}
      `),
    },
  },
  {
    rule: 'category.profanity',
    name: 'profanity',
    why: 'carriers refuse it (TCR 705)',
    always: words(String.raw`
      (?:lazy|fat|sorry|dumb|cheap|broke|big|bad|tired|old|your|my|kick) ass(?:es)?|your ass|hell yeah|what the hell|hells? no|bloody hell|screw (?:you|it|them|that)|suck(?:s|ed)? (?:balls|it)|sucks ass|balls to the|bs\b|bullcrap|horseshit|son of a b\w+|piece of (?:sh|cr)\w+
      badass(?:es)?|bad-ass|kick-?ass|dumb-?ass|jack-?ass|smart-?ass|half-?assed|goddamn|damn(?:ed)?|wtf|stfu|pissed|piss off|crappy|crap|douche(?:bags?)?|motherf\w+|pricks|twats?|wankers?|bollocks|f\*+k?(?:ing|ed|er)?|s\*+t|b\*+h|a\*+s
      porra|caralho|merda|foda(?:-se)?|joder|cojones|chingad\w+|chingon|culeros?|carajo|gilipollas|scheiss\w*|arschl\w+|verdammt\w*|hurensohn|fick\w+|putain|encule\w*|bordel de|foutre
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
