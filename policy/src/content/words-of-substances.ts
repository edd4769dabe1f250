import { type Category, words } from './category.ts';

/** What is drunk, smoked and swallowed. */
export const substances: readonly Category[] = [
  {
    rule: 'category.alcohol',
    name: 'alcohol',
    why: 'carriers ask for a date-of-birth gate in front of it (TCR 706)',
    surely: words(String.raw`
      bottomless (?:mimosas?|brunch drinks|drinks|sangria|margs?)|cold ones|brewskis?|jell-?o shots|(?:craft|draft|draught) (?:beers?|brews?|cocktails?)|bar tab|six-?packs? of|wine (?:flights?|bar|club|dinner|by the glass|list)|winery|vineyards? (?:tour|tasting)s?
      old fashioneds?|highballs?|white claws?|heineken|modelo|budweiser|bud light|coors|guinness|jameson|jack daniel'?s|bacardi|absolut|smirnoff|don julio|hennessy|moet|dom perignon|stella artois|tito'?s|jim beam|johnnie walker|baileys|aperol|campari|limoncello|soju|hard (?:lemonade|tea|kombucha)
      cervejas?|chopp|vinhos?|cachaca|caipirinhas?|espumantes?|biere|bier vom fass|freibier|gluhwein|sekt|schnaps|wodka|barra de bebidas|bebidas? alcoholicas?|boissons? alcoolisees?
      (?:dollar|\$ ?\d+) (?:drafts?|wells?|pints?|shots?|pours?|tallboys?)|well drinks|drafts? and
      pitchers? of (?:beer|margs?)|pub crawl|bar crawl|booze|boozy|wine tastings?|tasting flights?|taproom
      on tap|growlers?|ladies'? night|half[- ]off (?:bottles|drinks)|free drinks?
      drinks? (?:are|is) (?:free|\$)|chelas|micheladas?|cubetas?|barra libre|cuba libre|pintes?|pastis|rhum
      apero|bottle service|happy hour (?:beers?|cocktails?|drinks?)|drink specials?|liquor (?:store|sale)
      open bar|ladies drink free|beer pong|keg(?:s|ger)?
    `),
    whenSelling: words(`
      bubbly|claret|grappa|ouzo|chianti|rioja|burgundy wines?|bier|wein|weine|rotwein|weisswein|(?:tequila|vodka|whiske?y|jello|well|free|fireball|rum|liquor) shots|hazy|porters?|saisons?|bitters|kombucha beer|cidre|rhums?
      cabernet|pinot|merlot|chardonnay|sauvignon|malbec|zinfandel|riesling|vino|martinis?|mojitos?|daiquiris?
      negronis?|spritz(?:es)?|palomas?|stouts?|pilsners?|drafts|seltzers?|sidra|cocteles|tragos|margs
      moonshine|absinthe|amaro|schnapps|cavas?|wines?|beers?|lagers?|ales|ipas?|whiske?y|bourbon|scotch
      vodkas?|tequilas?|rum|gin|mezcal|brandy|cognac|liquors?|spirits|cocktails?|margaritas?|mimosas?|sangria
      champagne|prosecco|sake|(?:hard|our own|dry|farmhouse|scrumpy) (?:cider|seltzer)s?|alcohol|brewery|brews|pints|cervezas?|vinos?|ron
      licores?|bieres?|vins?|champagnes?|spiritueux|happy hour
    `),
    butNot: words(String.raw`
      vinagre de vinho|vinaigre de cidre|(?:wein|apfelwein)essig|bierstangen?|(?:ganz )?ohne (?:bier|alkohol)|\d+ ?% alcohol|rum babas?|happy hour is (?:now|calm|quiet)
      (?:gin|rum|brandy|sherry|whiskey) (?:lane|street|creek|road|hill|court|island|river)|family shots|(?:action|group|head|close-?up|\d+) shots (?:of|for \$|with|included|taken)|first shots|vineyard (?:lane|street|road|church|avenue)
      (?:alla|penne|rigatoni|pasta|pink) vodka|vodka (?:pasta|penne|rigatoni|cream)|(?:zero|no|without any|contains no|0 ?%) alcohol|(?:ivory|blush|gold|silver|nude|cream|white|beige|pink|pearl)(?:,| and| or|, and)? champagne|champagne (?:satin|silk|tones?|gowns?|dress(?:es)?|gold|leather|frames?)
      (?:color|tono|couleur|cor|farbe) (?:vino|vin|vinho|champan|champagne|cerveza|weinrot)|(?:flu|booster|vaccine|allergy|b12|rabies|photo|head|screen|tetanus|ginger|espresso|wellness|puppy|pet) shots?|shots? (?:clinic|for (?:dogs?|cats?|kids|pets|flu|school)|due|record)|hazy (?:days?|skies)
      (?:luggage|baggage|night|hotel) porters?|wine (?:barrel|crate|cellar racks?|country tour bus)|beer[- ](?:battered|braised)|coq au vin|babas? au rhum|(?:wine|whiske?y|bourbon|champagne|burgundy|merlot|claret|sherry)[- ](?:red|brown|gold|pink|colou?red|toned?)|(?:red|brown|gold|pink|blue|green|ivory|beige),? (?:and |or )?(?:champagne|burgundy|whiskey|merlot)(?= (?:and|or|are|is|in)|[,.])|champagne,? (?:and|or) \\w+-(?:brown|red|gold|pink|blue|green)|(?:problem|binge) drinking|au vin (?:rouge|blanc)|vinagre de vino|vinaigre de vin|(?:whiskey|bourbon|wine) (?:barrel )?(?:planters?|candles?|brown|leather)|mocktails?|grape juice|rum(?:-| )?raisin
      bourbon[- ](?:glazed?|maple|vanilla|sauce|bbq)|whiskey (?:glazed?|sauce|bbq)|tequila lime
      (?:red |white )?wine (?:sauce|braised|reduction|pairing class book)|beer (?:bread|cheese|brats?)
      drunken (?:shrimp|noodles?|chicken)|rose gold|apple cider|sparkling (?:water|cider|seltzer)
      first drafts?|(?:nfl|nba|fantasy|player) drafts?|drafts? of|spirits? (?:halloween|day)
      gin(?:ger)? snaps?|port (?:city|of)|irish coffee cake|shots? of espresso
      (?:rum|beer|wine|gin|vodka|liquor|spirit|champagne)[- ]free|(?:root|ginger|butter|birch) beer|beer[- ]batter(?:ed)?
      wine (?:racks?|glass(?:es)?|stains?|red|vinegar|colou?red)|wine-colou?red|color vino(?: tinto)?
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
    surely: words(String.raw`
      packs? of (?:camels?|kools?|winstons?|salems?|parliaments?|reds|lights|menthols?)|(?:camel|kool|winston|salem|parliament|dunhill|davidoff|gauloises|gitanes) (?:lights|cigs|menthols?|packs?|cartons?|filters)|(?:mango|grape|mint|menthol|berry|watermelon|strawberry|\d+[- ]puff) (?:disposables?|vapes?|pods?|salts?)|\d[\d,]* puffs|nic(?:otine)? (?:pouch\w*|gummies|toothpicks|strips)|dip and chew|chew and snuff|wraps and papers|hand-?rolled
      marlboros?|newports|lucky strikes?|pall malls?|american spirits?|cohibas?|romeo y julieta|skoal|grizzly wintergreen|cartons? of (?:smokes|cigs|\w+ (?:lights|reds|menthols?))|cigs|heat ?sticks?|humidors?|(?:pipe|rolling|loose|chewing|shag) tobacco|vape ?shop|vaporizers?
      zigaretten|zigarren|zigarillos|tabakladen|e-?zigaretten?|wasserpfeifen?|charutos?|cigarros?|narguiles?|cigarrillos electronicos|cigares|cigarettes electroniques|puros habanos|vapers?|dispositivos? de vapeo
      e-?liquids?|pods? and mods?|mods and pods|vape (?:pods?|mods?|pens?)|pod systems?|nic salts?|blunts
      menthol (?:packs?|cigs?|smokes)|menthols|pack of smokes|iqos|elf ?bars?|lost mary|puff bars?|vapeadores|vaporizadores|narguiles?
      e-liquides?|chicha|vapes?|vape ?juice|e-?juice|e-?cig(?:s|arettes?)?|disposable vapes?
      nicotine (?:pouch(?:es)?|salts?)|hookahs?|shisha|cigarettes?|cigars|cigarillos?|juul|zyn|snus
      chewing tobacco|puros|cigarrillos|cigares?|vapoteuses?|rolling papers
    `),
    whenSelling: words(`
      tabak|pouches|vapeo
      disposables|smokes|dip cans|snuff|tobacco|cigar|vaping|tabaco|tabac|nicotine|smoke ?shop
    `),
    butNot: words(`
      (?:smoke|vape|tobacco|drug|alcohol|nicotine)(?:,? (?:and|or|&) (?:smoke|vape|tobacco|drug|alcohol|nicotine))+[ -]free|(?:smoke|vape|tobacco|nicotine)[ -]free|non-?smokw+|cigarette (?:pants?|trousers?|jeans|cut|leg|skirts?|case purse)|tobacco[- ](?:brown|colou?red?|suede|leather|barn|road|tan)|(?:brown|tan|cognac|rust|black),? (?:and|or) tobacco|(?:color|tono|couleur|cor|farbe) (?:tabaco|tabac|tabak)|cigar (?:lounge chairs?|brown)
      (?:evening|talk|lesson|workshop|class|seminar|session|assembly|video|facts|info|night) (?:on|about) (?:vaping|smoking|tobacco|nicotine)|(?:tea|ketchup|storage|zipper|travel|makeup) pouches|pouches (?:for|of (?:tea|soup))
      vape detectors?|cigar box(?: guitars?)?
      (?:quit|stop|no|without|end|against) (?:smoking|vaping|cigarettes|tobacco)(?: or (?:vaping|smoking))?
      smok(?:e|ing)[- ]free|tobacco[- ]free|smoke house|nicotine (?:patch(?:es)?|gum)|tobacco cessation
      anti-?smoking|dejar de fumar|arreter de fumer
    `),
  },
  {
    rule: 'category.drugs',
    name: 'prescription drugs or cures',
    why: 'carriers refuse drugs without a prescription and products that claim to heal',
    butNot: words(String.raw`
      (?:steroid|drug|hormone|antibiotic)s?[- ]free|(?:nasal|topical|eye) steroids?|fish oil pills|pill (?:boxes|organi[sz]ers?|bugs?|packs?)|(?:portobello|stuffed|grilled|cremini|shiitake|oyster) mushrooms?|mushroom (?:risotto|burgers?|soup|pizza|swiss|ravioli)|drop \d+ (?:lbs?|pounds) of|bitter pills?|clay peptide
    `),
    surely: words(String.raw`
      psilocybin|ayahuasca|lsd|mdma|ecstasy pills|dmt|micro-?dos(?:e|es|ing)|(?:magic|psychedelic) (?:mushrooms?|retreats?|trips?)|cocaine|percs|ketamine (?:therapy|infusions?|lozenges?)|poppers|nitrous|whippets
      (?:diet|weight[- ]loss|slimming|skinny) (?:pills?|tea|drops|injections?|shots?|patch(?:es)?)|(?:pills?|meds|medication|antibiotics|rx) (?:online|by mail|shipped|without)|no (?:rx|prescription|script|doctor)|(?:online|overseas|canadian|mexican) pharmac(?:y|ies)|skip the (?:doctor|prescription|pharmacy)|(?:lose|drop|shed|melt) (?:up to )?\d+ ?(?:lbs?|pounds|kilos?|kg|inches)|miracle (?:cream|drops|oil|herb|supplement|tea)
      (?:cures?|heals?|reverses?|fixes|erases?|melts?|banish(?:es)?) (?:your |all |chronic |type 2 |high )?(?:diabetes|cancer|arthritis|covid|anxiety|depression|adhd|autism|blood pressure|neuropathy|tinnitus|dementia|asthma|eczema|insomnia|back pain|joint pain|wrinkles overnight|baldness|cellulite)|(?:cbd|herbal|natural) (?:viagra|ozempic|xanax)|nature's ozempic
      rezeptfrei\w*|ohne rezept|abnehm(?:pillen|spritze|tropfen)|sem receita|emagre\w+ \d+|remedios? (?:sem|para emagrecer)|baj[ae] \d+ (?:kilos?|libras)|pastillas? (?:sin|para)|perd(?:ez|re) \d+ (?:kilos?|kg)|cura (?:el|la|o|a) (?:diabetes|cancer|artritis)|guerit|heilt (?:krebs|diabetes)
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
      shrooms|mushroom (?:ceremony|trip|journey|capsules|chocolate bars?)|pills|pastillas|glp-?1|oxys?|bars of xanax|benzodiazepines?|anabolicos?|esteroides
      pain ?killers|pain pills|benzos|opioids|muscle relaxers|klonopin|norco|soma|ritalin|anabolics?|viagra
      cialis|sildenafil|ativan|lorazepam|diazepam|alprazolam|hydrocodone|codeine|gabapentin|clonazepam|mounjaro|zepbound
      (?:anabolic |oral )?steroids?|testosterone|sarms|peptides|xanax|adderall|oxycontin|oxycodone|percocet|tramadol|vicodin|valium|ambien|ozempic
      wegovy|semaglutide|tirzepatide|fentanyl|steroids|modafinil|phentermine|ketamine|hgh|botox without
    `),
  },
];
