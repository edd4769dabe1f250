/** A category of content that carriers refuse or look at twice, and the words by which it is known. Everything is folded. */
export interface Category {
  readonly rule: string;
  /** As people call it. */
  readonly name: string;
  readonly why: string;
  /** Decide by themselves where something is promoted. */
  readonly surely?: RegExp;
  /** Decide only in a text that sells something. */
  readonly whenSelling?: RegExp;
  /** What looks like it and is not: blanked before anything is looked for. */
  readonly butNot?: RegExp;
  /** Decide in every text, whatever it is for. */
  readonly always?: RegExp;
  /** The age from which it is allowed behind a proof of age, by country; `*` for the rest. */
  readonly allowedFrom?: Readonly<Record<string, number>>;
  readonly severity?: 'warning';
}

/** One pattern of many phrases: those of a line are parted by `|`, and so are the lines. */
const words = (phrases: string): RegExp =>
  new RegExp(String.raw`\b(?:${phrases.trim().replace(/\s*\n\s*/g, '|')})\b`, 'g');

export const categories: readonly Category[] = [
  {
    rule: 'category.cannabis',
    name: 'cannabis, CBD, hemp or kratom',
    why: 'carriers refuse it in every state (TCR 701), and T-Mobile fines it with $1,000',
    surely: words(String.raw`
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
      5\.56|(?:223|308|22 ?lr|45 ?acp|380) (?:rounds|ammo)|rounds by the (?:box|case)|rounds? of ammo
      concealed carry (?:pistols?|holsters?)|trade in (?:your )?(?:old )?(?:guns?|rifles?|pistols?|revolvers?|shotguns?)
      (?:new|used|hunting|deer) (?:firearms?|handguns?|rifles?|shotguns?)|ffl (?:transfers?|dealer)|high[- ]capacity magazines?|sig sauer
      remington 870|body armor|armes? de poing|munitions|ammo|ammunition|ar-?15s?|ak-?47s?
      9 ?mm (?:ammo|rounds|pistols?)|handguns?|gun shows?|gun (?:sale|deals?|shop|store|safe sale)|silencers?
      suppressors?|glocks?|ghost guns?|firearms? (?:sale|deals?|store|dealer)|municion(?:es)?|armes? a feu
    `),
    whenSelling: words(`
      guns?|rifles?|pistols?|shotguns?|revolvers?|firearms?|holsters?|gunsmith|pistolas?|rifles|escopetas?
      armas de fuego|fusils?|carabines?
    `),
    butNot: words(`
      pop guns?|t-shirt guns?|label guns?|guns and hoses|hired guns?
      (?:glue|nail|heat|massage|spray|water|squirt|price|staple|paint|caulk|caulking|nerf|radar|tattoo|toy|bubble|grease|soldering|hot glue) guns?
      gun shows? of|nerf|top gun|gun violence|gun island|big guns|young guns|jump the gun
      shotgun (?:house|wedding|start)|rifle (?:through|street|paper)|firearms? safety|gun safety
      pistolas? de (?:silicona|agua|pintura|juguete|calor)|sticking to (?:my|our) guns|guns n roses|cap guns?
    `),
  },
  {
    rule: 'category.sexual',
    name: 'explicit sexual content',
    why: 'carriers refuse it without exception (TCR 703)',
    surely: words(String.raw`
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
      sex and the city|sex ed|same-sex|safe sex|sex offender|opposite sex|strip (?:mall|steak)s?
    `),
  },
  {
    rule: 'category.gambling',
    name: 'gambling or betting',
    why: 'carriers refuse it on long codes and toll-free numbers (TCR 704)',
    surely: words(String.raw`
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
      (?:time|swim|class|parking|appointment|open|vaccine|delivery|pickup|lesson|tee|court|camp) slots?
      slots? (?:open|available|left|remain|are open|for)|fishing reels?|film reels?|you can bet on
      bet on yourself|casino royale|poker face|blackjack the|bingo the|you bet|best bet|lottery for
    `),
  },
  {
    rule: 'category.hate',
    name: 'hate or violence',
    why: 'carriers refuse it (TCR 705), and no purpose excuses it',
    always: words(String.raw`
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
  },
  {
    rule: 'category.profanity',
    name: 'profanity',
    why: 'carriers refuse it (TCR 705)',
    always: words(String.raw`
      fuck(?:ing|ed|er|ers|s)?|motherfuck(?:er|ers|ing)|f\*+c?k(?:ing)?|shit(?:ty|s|head)?|sh\*t|bullshit
      bitch(?:es|y)?|b\*tch(?:es)?|assholes?|a\*\*holes?|cunts?|dickheads?|bastards?|whores?|sluts?|pendejos?
      mierda|puta|putas|cabron(?:es)?|connards?|merde|salope
    `),
    butNot: words(`
      bastard (?:file|sword)|puta madre|shitake
    `),
  },
  {
    rule: 'category.alcohol',
    name: 'alcohol',
    why: 'carriers ask for a date-of-birth gate in front of it (TCR 706)',
    surely: words(String.raw`
      (?:dollar|\$ ?\d+) (?:drafts?|wells?|pints?|shots?|pours?|tallboys?)|well drinks|drafts? and
      pitchers? of (?:beer|margs?)|pub crawl|bar crawl|booze|boozy|wine tastings?|tasting flights?|taproom
      on tap|growlers?|ladies'? night|half[- ]off (?:bottles|drinks)|free drinks?
      drinks? (?:are|is) (?:free|\$)|chelas|micheladas?|cubetas?|barra libre|cuba libre|pintes?|pastis|rhum
      apero|bottle service|happy hour (?:beers?|cocktails?|drinks?)|drink specials?|liquor (?:store|sale)
      open bar|ladies drink free|beer pong|keg(?:s|ger)?
    `),
    whenSelling: words(`
      cabernet|pinot|merlot|chardonnay|sauvignon|malbec|zinfandel|riesling|vino|martinis?|mojitos?|daiquiris?
      negronis?|spritz(?:es)?|palomas?|stouts?|pilsners?|drafts|seltzers?|sidra|cocteles|tragos|margs
      moonshine|absinthe|amaro|schnapps|cavas?|wines?|beers?|lagers?|ales|ipas?|whiske?y|bourbon|scotch
      vodkas?|tequilas?|rum|gin|mezcal|brandy|cognac|liquors?|spirits|cocktails?|margaritas?|mimosas?|sangria
      champagne|prosecco|sake|hard (?:cider|seltzer)s?|alcohol|brewery|brews|pints|cervezas?|vinos?|ron
      licores?|bieres?|vins?|champagnes?|spiritueux|happy hour
    `),
    butNot: words(String.raw`
      bourbon[- ](?:glazed?|maple|vanilla|sauce|bbq)|whiskey (?:glazed?|sauce|bbq)|tequila lime
      (?:red |white )?wine (?:sauce|braised|reduction|pairing class book)|beer (?:bread|cheese|brats?)
      drunken (?:shrimp|noodles?|chicken)|rose gold|apple cider|sparkling (?:water|cider|seltzer)
      first drafts?|(?:nfl|nba|fantasy|player) drafts?|drafts? of|spirits? (?:halloween|day)
      gin(?:ger)? snaps?|port (?:city|of)|irish coffee cake|shots? of espresso
      (?:rum|beer|wine|gin|vodka|liquor|spirit|champagne)[- ]free|(?:root|ginger|butter|birch) beer|beer[- ]batter(?:ed)?
      wine (?:racks?|glass(?:es)?|stains?|red|vinegar|colou?red)|wine-colou?red|color vino|vino tinto
      rum (?:cake|raisin|diary)|vodka sauce|(?:non-?alcoholic|alcohol-free|zero proof|virgin)(?: \w+){0,2}
      (?:rubbing|isopropyl) alcohol|alcohol (?:wipes?|swabs?|pads?|free)
      cocktail (?:dress(?:es)?|attire|sauce|napkins?|rings?)|(?:shrimp|fruit|crab) cocktail
      champagne-?colou?red|cooking wine|ginger ale|(?:high|good|holiday|school|team|great|that) spirits?
      spirit (?:week|wear)|mint julep recipe|gin rummy|cotton gin|bar (?:stools?|exam|soap)
      beer garden furniture|without alcohol|sans alcool|sin alcohol
    `),
    allowedFrom: { US: 21, CA: 19, JP: 20, '*': 18 },
  },
  {
    rule: 'category.tobacco',
    name: 'tobacco or vapes',
    why: 'carriers refuse it (TCR 707)',
    surely: words(`
      e-?liquids?|pods? and mods?|mods and pods|vape (?:pods?|mods?|pens?)|pod systems?|nic salts?|blunts
      menthol (?:packs?|cigs?|smokes)|menthols|pack of smokes|iqos|elf ?bars?|lost mary|puff bars?|vapeadores|vaporizadores|narguiles?
      e-liquides?|chicha|vapes?|vape ?juice|e-?juice|e-?cig(?:s|arettes?)?|disposable vapes?
      nicotine (?:pouch(?:es)?|salts?)|hookahs?|shisha|cigarettes?|cigars|cigarillos?|juul|zyn|snus
      chewing tobacco|puros|cigarrillos|cigares?|vapoteuses?|rolling papers
    `),
    whenSelling: words(`
      disposables|smokes|dip cans|snuff|tobacco|cigar|vaping|tabaco|tabac|nicotine|smoke ?shop
    `),
    butNot: words(`
      vape detectors?|cigar box(?: guitars?)?
      (?:quit|stop|no|without|end|against) (?:smoking|vaping|cigarettes|tobacco)(?: or (?:vaping|smoking))?
      smok(?:e|ing)[- ]free|tobacco[- ]free|smoke house|nicotine (?:patch(?:es)?|gum)|tobacco cessation
      anti-?smoking|dejar de fumar|arreter de fumer
    `),
  },
  {
    rule: 'category.lead_generation',
    name: 'lead generation, affiliates or the rental of lists',
    why: 'consent cannot be bought, sold or passed on (TCR 708)',
    surely: words(String.raw`
      (?:our |a |the )?network of (?:trusted |top )?(?:lenders|agents|providers|attorneys|lawyers|partners|insurers|contractors)
      (?:partners|affiliates|insurers|lenders) (?:near you )?(?:have|will have)[^.!?]{0,30}(?:offers|quotes|rates) for you
      (?:we|they)(?: will|'ll| can)? (?:connect|match|pair) you (?:with|to) (?:a |an |up to \w+ )?(?:\w+ )?(?:installers|insurers?|lenders?|attorneys|lawyers?|law firms?|contractors|buyers)
      (?:up to \w+|several|multiple|partner|local) (?:insurers|lenders|installers|agents|attorneys|law firms)[^.!?]{0,20}(?:will|may) (?:call|text|contact|reach out)
      (?:attorneys?|lawyers?|our|partner|provider)'? network (?:will|may|can|of)|(?:offers?|deals?) from our (?:affiliates?|partners?|sponsors?)
      (?:may|might|could) be (?:owed|entitled to) (?:money|compensation|a settlement|a payout)
      (?:buy|sell|rent)(?:ing)? (?:fresh |verified |opt-?in |new |targeted )*(?:mobile|phone|cell|contact|sms|email|consumer)(?: number| phone)? (?:lists?|leads?)
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
  },
  {
    rule: 'category.finance',
    name: 'high-risk loans, debt, credit repair or speculation',
    why: 'carriers refuse it (TCR 709); direct lenders declare themselves when they register',
    surely: words(String.raw`
      (?:cut|slash|reduce|lower|settle|negotiate|shrink) (?:your )?(?:(?:credit[- ]card|medical|student|tax) (?:debts?|balances?)|debts?)
      (?:drowning|buried|stuck) in debt|(?:fix|repair|clean|erase|remove|delete)(?:es|s|ing)? (?:your )?(?:bad|poor|negative|ugly) (?:credit|marks?|items)
      (?:stake|staking|mine|mining) (?:your )?(?:eth|btc|sol|ada|crypto|coins?|tokens?|bitcoin)
      attempt to collect a debt|(?:is|am|are) (?:a |an )?debt collectors?|(?:went|sent|turned over|referred) to collections?
      (?:borrow|cash|loans?|advance)\b[^.!?]{0,20}\buntil pay ?day|trade (?:crypto|forex|options)|(?:our|new) (?:crypto ?)?coin (?:goes|is) live
      (?:stocks?|ticker \w+|coins?|tokens?|bitcoin|shares?|crypto)\b[^.!?]{0,20}\b(?:will|to|could) (?:double|triple|quadruple|moon|skyrocket|jump|explode)
      (?:bad|poor|low|any|no) credit(?:\?| history)?(?:,| is| -)? ?(?:ok|okay|fine|welcome|accepted|no problem|no worries)
      get (?:up to )?\$ ?\d[\d,]* (?:by|in your account|tonight|within|in minutes)
      cash (?:in minutes|in your account|by tonight)|borrow (?:up to )?\$|instant (?:approval|funding)
      loans? (?:up to|in minutes|without|with no)|\d+x (?:returns?|gains?|your)|goes? \d+x
      (?:token|coin|crypto) (?:presale|launch)|presale|altcoins?|meme ?coins?|staking rewards
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
      (?:never|not|don.t) (?:ask you to )?(?:send|buy|pay in|pay with) (?:bitcoin|crypto)
    `),
  },
  {
    rule: 'category.drugs',
    name: 'prescription drugs or cures',
    why: 'carriers refuse drugs without a prescription and products that claim to heal',
    surely: words(String.raw`
      without (?:seeing |visiting )?(?:a |the )?doctor|(?:xanax|adderall|oxycodone|percocet|valium|ambien|tramadol|vicodin|hgh|steroids)\b[^.!?]{0,40}\b(?:shipped|shipping|overnight|discreet(?:ly)?|delivered|in stock|online)
      (?:herbal|natural)\b[^.!?]{0,30}\b(?:heals?|cures?|reverses?) \w+|(?:heals?|cures?) (?:cancer|diabetes|arthritis|covid|anxiety|depression|aids|herpes)
      no (?:doctor|dr|script)(?:'s)? (?:visit|needed|required|note)
      (?:heals?|cures?|reverses?|eliminates?|gets? rid of) (?:your |type 2 |high )?(?:diabetes|cancer|arthritis|anxiety|depression|covid|adhd|autism|blood pressure|neuropathy|tinnitus|dementia|alzheimer'?s|asthma|eczema)
      appetite suppress(?:ant|or)s?|testosterone boosters?
      weight[- ]loss (?:pills?|drops|shots?|injections?|gummies|patch)
      fat[- ]burn(?:er|ers|ing) (?:pills?|drops|tea|gummies)?|(?:shed|drop|lose) \d+ (?:lbs?|pounds)
      male enhancement|pastillas para (?:adelgazar|bajar)|quema ?grasa|pilules? minceur|brule-graisse
      perdez \d+ kilos?|pierde \d+ kilos?|baja \d+ kilos?|no (?:prescription|rx) (?:needed|required|necessary)
      without (?:a )?prescription|sin receta|sans ordonnance|lose \d+ ?(?:lbs?|pounds|kilos?|kg) in
      melt(?:s|ing)? (?:away )?(?:belly )?fat|burns? (?:belly )?fat fast|miracle (?:cure|pill|diet)
      cures? (?:diabetes|cancer|arthritis|covid|anxiety|depression|ed|autism)|reverses? (?:diabetes|aging)
      cura la diabetes|guerit le (?:diabete|cancer)
    `),
    whenSelling: words(`
      pain ?killers|pain pills|benzos|opioids|muscle relaxers|klonopin|norco|soma|ritalin|anabolics?|viagra
      cialis|sildenafil|ativan|lorazepam|diazepam|alprazolam|hydrocodone|codeine|gabapentin|clonazepam|mounjaro|zepbound
      (?:anabolic |oral )?steroids?|testosterone|sarms|peptides|xanax|adderall|oxycontin|oxycodone|percocet|tramadol|vicodin|valium|ambien|ozempic
      wegovy|semaglutide|tirzepatide|fentanyl|steroids|modafinil|phentermine|ketamine|hgh|botox without
    `),
  },
  {
    rule: 'category.get_rich',
    name: 'promises of easy money',
    why: 'carriers refuse work-from-home, pyramid and get-rich offers',
    surely: words(String.raw`
      (?:get paid|paid|earn(?:ing)?|make|making)(?: cash| money| up to)* ?\$? ?[\d,]*(?: an hour| per hour| a day)? ?(?:to |for |by )?(?:lik(?:e|ing)|watch(?:ing)?|rat(?:e|ing)|review(?:ing)?|click(?:ing)?) (?:\w+ )?(?:videos?|posts?|apps?|ads?|products|hotels)
      (?:made|makes|make|turned) (?:me|him|her|them|you|people) (?:a |into a )?(?:millionaire|rich|wealthy)|secret (?:system|method|formula|trick)
      recruit (?:\w+ )?(?:friends|people|members|others) and (?:earn|get|make)|earn (?:a )?commissions? on everything
      retire (?:in|within|by) (?:a|one|two|\d+|next) ?(?:years?|months?)?
      i (?:made|make|earned|pulled in) \$ ?\d
      (?:made|make|making|earn|earned|earning) \$ ?\d[\d,]* (?:last|this|in (?:a|one|my|your)|every|extra)
      from (?:my|your|the) (?:couch|sofa|bed|phone)|side (?:hustle|income)|residual income|fire your boss
      (?:six|6|five|5)[- ]figures? (?:income|a (?:month|year)|from)|ground floor opportunity
      business opportunity|mystery shoppers?|home[- ]based business
      recruit(?:ing)? (?:friends|others|people) (?:and|to) earn|extra (?:income|cash) (?:from|at) home
      libertad financiera|gana dinero (?:desde|en)|trabaja desde casa y gana|devenez riche|liberte financiere
      gagnez de l'argent
      (?:earn|make|gana|ganar|gagnez)(?: up to| hasta| jusqu.a)? \$? ?\d[\d,.]* ?\$?[^.!?]{0,20}(?:from home|working from home|desde casa|de chez vous|per week online|a domicile)
      be your own boss|passive income|get rich|make money (?:fast|online|from)|downlines?|multi-?level
      financial freedom|work from home and (?:earn|make)|unlimited (?:income|earnings)|quit your (?:day )?job
      se tu propio jefe|ingresos pasivos|dinero (?:facil|rapido)|argent facile|revenus passifs
      (?:earn|make) \$ ?\d[\d,]* (?:a|per|each|every) (?:day|week)
    `),
  },
  {
    rule: 'category.contest',
    name: 'a contest or sweepstakes',
    why: 'carriers register these as a use of their own (SWEEPSTAKE), and the rules must be within reach',
    surely: words(String.raw`
      (?:shot|chance|opportunity) (?:at|of) winning
      (?:could|can|will|to) win (?:a|an|one|free|\$|tickets|big|up to)
      (?:lucky )?winners? (?:is|are|will be|gets?|drawn|announced|picked)|be entered|automatically entered
      grand prize|lucky draw|drawing (?:is|on|for a)|participe (?:y|para) gan|gana (?:un|una|boletos)
      courez la chance|participez (?:et|pour)|tirage|(?:enter|chance|text|reply|play|spin)(?: \w+){0,3} to win
      sweepstakes?|raffles?|giveaways?|prize (?:draw|drawing)|win a (?:free )?\w+|sorteos?|rifa|tirage au sort
      concours|a gagner
    `),
    severity: 'warning',
  },
];
