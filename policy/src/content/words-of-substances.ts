import { amid, type Category, german, iberian, unlessAmid, words } from './category.ts';

// Drinks whose names dishes, colours and things of the house carry, and what then stands behind them.
const drinks =
  'wine|beer|ale|stout|rum|gin|vodka|whiske?y|bourbon|scotch|tequila|mezcal|brandy|cognac|champagne|prosecco|sherry|port|cider|margarita|mojito|mimosa|sangria|cocktail|merlot|claret|burgundy|bordeaux|marsala|sake|martini|amaretto';
const dishes =
  'sauces?|vinegars?|vinaigrettes?|gravy|glazed?|braised?|batter(?:ed)?|marinated?|marinades?|brined?|cured|soaked|poached|infused (?:bbq|vanilla|maple)|bread|buns?|rolls?|cakes?|cupcakes?|cookies|brownies|truffles?|fudge|balls|butter|cheese|mustard|jelly|jam|syrup|brats?|can chicken|chicken|salmon|shrimp|mussels|onions?|ham|pork|ribs|wings|steak|bbq|barbecue|chili|caramel|vanilla|vanille|vainilla|maple|lime|peach|mango(?:e?s)?|pecan|raisin|salt|gummies candy|sorbet|babas?|snaps?';
const wares =
  'glass(?:es)?|racks?|coolers?|fridges?|openers?|barrels?|crates?|corks?|corkscrews?|stoppers?|bottle (?:opener|holder|lamps?)s?|labels?|charms?|stains?|candles?|soaps?|shampoo|planters?|shakers?|napkins?|picks|rings?|dress(?:es)?|gowns?|attire|tables?|umbrellas?|sausages?|tomato(?:es)?';
const hues =
  'red|brown|gold|pink|rose|blush|ivory|tan|colou?r(?:ed|s)?|toned?|shades?|leather|suede|velvet|satin|silk|boots?|bags?|belts?|shoes?|sandals?|loafers?|sofas?|lipsticks?|nails?|polish|hair|highlights|sweaters?|knits?|coats?|jackets?|trousers|frames|quartz';
const berries =
  'ice cream|cream|gelato|sorbet|custard|yogurt|milk|soup|chili|salsa|hummus|\\w*berr(?:y|ies)|cherr(?:y|ies)|tomato(?:es)?|figs|cider donuts|blood|paint';

/** What is drunk, smoked and swallowed. */
// What one may buy without a doctor: beside it, “no prescription” offers nothing that would need one.
const overTheCounter =
  'vaccines?|vaccinations?|shots?|jabs?|tests?|glasses|readers?|sunglasses|hearing aids?|massages?|physio\\w*|over[- ]the[- ]counter|otc|naloxone|narcan|allergy|sprays?|nasensprays?|salben?|hustens\\w+|vitamin\\w*|produits|produtos|productos|cremes?|cremas?|jarabes?|sirop|xarope|lentes|gafas|brillen?|pflaster|sun ?screen|sonnen\\w+|check-?ups?|visits?';

export const substances: readonly Category[] = [
  {
    rule: 'category.alcohol',
    name: 'alcohol',
    why: 'carriers ask for a date-of-birth gate in front of it (TCR 706)',
    surely: words(String.raw`
      bottomless (?:mimosas?|brunch drinks|drinks|sangria|margs?)|cold ones|brewskis?|jell-?o shots|(?:craft|draft|draught) (?:beers?|brews?|cocktails?)|bar tab|six-?packs? of (?:\w+ ){0,2}(?:beers?|ipas?|ales?|lagers?|ciders?|seltzers?|stouts?|cans|bottles|brews?|pilsners?|coors|bud|corona|modelo|craft|cold|local)|wine (?:flights?|bar|club|dinner|by the glass|list)|winery|vineyards? (?:tour|tasting)s?
      old fashioneds|old fashioned (?:cocktails?|on us|for \$)|(?:an|our|smoked|bourbon|maple|whiskey) old fashioned(?= ?[.,!;]| (?:for|at|on|is|and|with|tonight)\b)|highballs?|white claws?|heineken|modelos?${unlessAmid(iberian)}|(?:cervezas?|corona|tecate|cubetas? de) (?:y )?modelos?|modelo (?:especial|negra|beers?)|budweiser|bud light|coors|guinness(?! (?:world )?records?)|(?<!(?:dr|mr|ms|mrs|miss|coach)\.? )jameson|jack daniel'?s|bacardi|absolut${unlessAmid(german)}|smirnoff|don julio|hennessy|moet|dom perignon|stella artois|tito'?s|jim beam|johnnie walker|baileys|aperol|campari|limoncello|soju|hard (?:lemonade|tea|kombucha)
      cervejas?|chopp|vinhos?|cachaca|caipirinhas?|espumantes?|biere|bier vom fass|freibier|gluhwein|sekt|schnaps|wodka|barra de bebidas|bebidas? alcoholicas?|boissons? alcoolisees?
      (?:dollar|\$ ?\d+) (?:drafts?|wells?|pours?|tallboys?)|(?:dollar|\$ ?\d+) pints?(?! of )|(?:dollar|\$ ?\d+) shots?(?! (?:for|clinic|of (?:espresso|b12|vitamin|ginger)))|well drinks|drafts? and
      pitchers? of (?:beer|margs?)|pub crawl|bar crawl|booze|boozy|wine tastings?|tasting flights?|taproom
      (?<!(?:cold brew|coffee|kombucha|nitro|sodas?|root beer|teas?|water|events?|fun|plans) )on tap(?! (?:this|for (?:today|the)))|growlers?|ladies'? night${amid('drinks?|bar|club|dj|shots?|cocktails?|wines?|beers?|margs?|margaritas?|bottles?')}|half[- ]off (?:bottles|drinks)|free drinks?
      drinks? (?:are|is) (?:free|\$)|chelas|micheladas?|cubetas?${amid('cervezas?|chelas|bar|tragos?|barra|micheladas?|coronas?|musica|heladas')}|cubetazos?|caguamas?|coronas (?:frias|a \$|heladas)|(?:cubetazo|cubeta|bucket|botella|caguama)s? (?:de|of) coronas?|barra libre(?! de (?:ensalad\w*|helados?|zumos|tacos|pasta|cafe))|cuba libre|pintes?|pastis|rhum
      apero|bottle service|happy hour (?:beers?|cocktails?|drinks?)|drink specials?|liquor (?:store|sale)
      open bar|ladies drink free|beer pong|keg(?:s|ger)?
    `),
    whenSelling: words(String.raw`
      (?:glass(?:es)? of|bottles? of|free|with|and|some|of|pink|our) bubbly(?= ?[.,!?;]|$| (?:on|with|for|from|at|in|is|and|toast|brunch|bar)\b)|claret|grappa|ouzo|chianti|rioja|burgundy wines?|bier|wein|weine|rotwein|weisswein|(?:tequila|vodka|whiske?y|jello|well|free|fireball|rum|liquor) shots|hazy (?:ipas?|ales?|beers?|pints?|pale|cans?)|porters?|saisons?|bitters|kombucha beer|cidre|rhums?
      cabernet|pinot|merlot|chardonnay|sauvignon|malbec|zinfandel|riesling|vino|martinis?|mojitos?|daiquiris?
      negronis?|spritz(?:es)?|palomas?|stouts?|pilsners?|(?<!(?:stop|seal|block|cold|window|door|air|no|fewer|first|fight|cut|winter|out|those|rough|essay|final|second|email|chilly|icy) )drafts(?! (?:of|under|around|from|in|out|at|before|through)\b)|seltzers?|sidra|cocteles|tragos|margs
      moonshine|absinthe|amaro|schnapps|cavas?|wines?|beers?|lagers?${unlessAmid(german)}|ales|ipas?|whiske?y|bourbon|scotch
      vodkas?|tequilas?|rum|gin|mezcal|brandy|cognac|liquors?|spirits|cocktails?|margaritas?|mimosas?|sangria
      champagne|prosecco|(?<!(?:'s|s') )sake|(?:hard|our own|dry|farmhouse|scrumpy) (?:cider|seltzer)s?|alcohol|brewery|brews|(?<!(?:cream|gelato|sorbet|custard|milk|soup|tomato|\w*berry|\w*berries|cherry|of ice) )pints(?! of (?!beer|ale|lager|stout|guinness|cider|ipa|bitter|our|the|local|craft))|cervezas?|vinos?|ron${amid(iberian)}
      licores?|bieres?|vins?|champagnes?|spiritueux|happy hour
    `),
    butNot: words(String.raw`
      (?:${drinks})[- ](?:${dishes}|${wares}|${hues}|flavou?red|scented|shaped|themed|inspired)|(?:red|white) wine (?:${dishes}|${wares})
      (?:quarts?|${berries}) (?:and|or) pints?|pints? of (?:\w+ ){0,2}(?:${berries})|pintes? de lait|(?:free )?(?:soft|fountain|hot|cold|iced|frozen|coffee|energy|sports|fizzy|yogurt|juice) drinks?(?: (?:are|is) (?:free|\$))?|free drinks? (?:with|when) (?:\w+ ){0,4}(?:sandwich|burger|burrito|bowl|combo|meal|tacos?|pizza|sub|lunch|kids|refill|wrap|salad|bagel)\w*
      scotch (?:tape|pines?|eggs?|bonnets?|broth|plaid|terriers?)|mimosas? (?:trees?|plants?|blossoms?|flowers?|shrubs?|salad)|(?:yellow|potted|blooming|branches of|bunch(?:es)? of) mimosas?|(?:hair|body|perfume|room|linen|face|water|rose) spritz(?:es)?|spritz(?:es)? of|alcohol[- ](?:inks?|markers?|based|content|awareness|education|abuse)
      (?:no|nadie|quien|que|usted|ya|se|me|nos|le|como) vino(?! (?:tinto|blanco|rosado))|vino (?:a|al|con nosotros|ayer|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo))
      (?:farbe|in|couleur|color) (?:cognac|champagner?|weinrot|bordeaux|burgunder)|bourbon-?vanille|(?:sauce|boeuf|carbonade|poulet|moules) (?:au|a la) (?:vin|biere|cidre)|salsa (?:de|al) vino
      vinagre de vinho|vinaigre de cidre|(?:wein|apfelwein)essig|bierstangen?|(?:ganz )?ohne (?:bier|alkohol)|\d+ ?% alcohol|rum babas?|happy hour is (?:now|calm|quiet)
      (?:gin|rum|brandy|sherry|whiskey) (?:lane|street|creek|road|hill|court|island|river)|family shots|(?:action|group|head|close-?up|\d+) shots (?:of|for \$|with|included|taken)|first shots|vineyard (?:lane|street|road|church|avenue)
      (?:alla|penne|rigatoni|pasta|pink) vodka|vodka (?:pasta|penne|rigatoni|cream)|(?:zero|no|without any|contains no|0 ?%) alcohol|(?:ivory|blush|gold|silver|nude|cream|white|beige|pink|pearl)(?:,| and| or|, and)? champagne|champagne (?:satin|silk|tones?|gowns?|dress(?:es)?|gold|leather|frames?)
      (?:color|tono|couleur|cor|farbe) (?:de )?(?:vino|vin|vinho|champan|champagne|cerveza|weinrot)|(?:flu|booster|vaccine|allergy|b12|rabies|photo|head|screen|tetanus|ginger|espresso|wellness|puppy|pet) shots?|shots? (?:clinic|for (?:dogs?|cats?|kids|pets|flu|school)|due|record)|hazy (?:days?|skies)
      (?:luggage|baggage|night|hotel) porters?|wine (?:barrel|crate|cellar racks?|country tour bus)|beer[- ](?:battered|braised)|coq au vin|babas? au rhum|(?:wine|whiske?y|bourbon|champagne|burgundy|merlot|claret|sherry)[- ](?:red|brown|gold|pink|colou?red|toned?)|(?:red|brown|gold|pink|blue|green|ivory|beige),? (?:and |or )?(?:champagne|burgundy|whiskey|merlot)(?= (?:and|or|are|is|in)|[,.])|champagne,? (?:and|or) \w+-(?:brown|red|gold|pink|blue|green)|(?:problem|binge) drinking|au vin (?:rouge|blanc)|vinagre de vino|vinaigre de vin|(?:whiskey|bourbon|wine) (?:barrel )?(?:planters?|candles?|brown|leather)|mocktails?|grape juice|rum(?:-| )?raisin
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
      packs? of (?:camels?|kools?|winstons?|salems?|parliaments?|reds|lights|menthols?)|(?:camel|kool|winston|salem|parliament|dunhill|davidoff|gauloises|gitanes) (?:lights|cigs|menthols?|packs?|cartons?|filters)|(?:mango|grape|mint|menthol|berry|watermelon|strawberry|\d+[- ]puff) (?:disposables?|vapes?|pods?|salts?)|\d[\d,]* puffs|nic(?:otine)? (?:pouch\w*|gummies|toothpicks|strips)|dip and chew|chew and snuff|(?:blunt )?wraps and papers(?! for)|hand-?rolled (?:\w+ )?(?:cigars?|cigarettes?|smokes|leaf|tobacco|puros|joints?)
      marlboros?|newports|lucky strikes?|pall malls?|american spirits?|cohibas?|romeo y julieta|skoal|grizzly wintergreen|cartons? of (?:smokes|cigs|\w+ (?:lights|reds|menthols?))|cigs|heat ?sticks?|humidors?|(?:pipe|rolling|loose|chewing|shag) tobacco|vape ?shop|(?<!(?:steam|mist|vicks|nursery|baby|warm|cool|nasal|aroma|scent) )vaporizers?
      zigaretten|zigarren|zigarillos|tabakladen|e-?zigaretten?|wasserpfeifen?|charutos?|cigarros?|narguiles?|cigarrillos electronicos|cigares|cigarettes electroniques|puros habanos|vapers?|dispositivos? de vapeo
      e-?liquids?|pods? and mods?|mods and pods|vape (?:pods?|mods?|pens?)|pod systems?|nic salts?|blunts
      menthol (?:packs?|cigs?|smokes)|menthols|pack of smokes|iqos|elf ?bars?|lost mary|puff bars?|vapeadores|vaporizadores|narguiles?
      e-liquides?|chicha(?! (?:morada|peruana|de))|vapes?|vape ?juice|e-?juice|e-?cig(?:s|arettes?)?|disposable vapes?
      nicotine (?:pouch(?:es)?|salts?)|hookahs?|shisha|cigarettes?|cigars|cigarillos?|juul|zyn|snus
      chewing tobacco|(?<!\b(?!(?:los|unos|nuestros|sus|mejores|buenos|nuevos|finos|cigarros|habanos|cubanos)\b)\w+s )puros(?! (?:de (?:oliva|coco|fruta)|y naturales))|cigarrillos|cigares?|vapoteuses?|rolling papers
    `),
    whenSelling: words(String.raw`
      tabak|(?:mint|nicotine|nic|tobacco|wintergreen|citrus|strong|flavou?red|\d ?mg) pouches|pouches (?:in \w+ strengths?|\d ?mg|by the (?:roll|can|tin))|tins? of pouches|vapeo
      (?<!(?:daily|monthly|weekly|two-week|party|paper|bamboo|diaper) )disposables|(?:cheap|discount|carton|cartons of|pack of|packs of|your|our) smokes|smokes (?:for|from|at|are)|smokes and|dip cans|(?<!up to )snuff|tobacco|cigar|vaping|tabaco|tabac|nicotine|smoke ?shop
    `),
    butNot: words(`
      (?:smoke|vape|tobacco|drug|alcohol|nicotine)(?:,? (?:and|or|&) (?:smoke|vape|tobacco|drug|alcohol|nicotine))+[ -]free|(?:smoke|vape|tobacco|nicotine)[ -]free|non-?smok\\w+|cigarette (?:pants?|trousers?|jeans|cut|leg|skirts?|case purse)|tobacco[- ](?:brown|colou?red?|suede|leather|barn|road|tan)|(?:brown|tan|cognac|rust|black),? (?:and|or) tobacco|(?:color|tono|couleur|cor|farbe) (?:tabaco|tabac|tabak)|cigar[- ](?:lounge chairs?|brown|shaped)
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
      psilocybin|ayahuasca|lsd|mdma|ecstasy pills|dmt|micro-?dos(?:e|es|ing)|(?:magic|psychedelic) (?:mushrooms?|retreats?|trips?)|cocaine|percs|ketamine (?:therapy|infusions?|lozenges?)|poppers${amid('amyl|rush|room odou?rizers?|leather cleaner|party drugs?|discreet(?:ly)?')}|nitrous (?:tanks?|canisters?|chargers?|balloons?|oxide)|whippets?${amid('nitrous|chargers?|canisters?|n2o')}
      (?:diet|weight[- ]loss|slimming|skinny) (?:pills?|tea|drops|injections?|shots?|patch(?:es)?)|(?<!(?:your|refill\w*|prescription) (?:\w+ )?)(?:pills?|meds|medication|antibiotics|rx) (?:online|by mail|shipped|without)|no (?:rx|prescription|script|doctor)${unlessAmid(overTheCounter)}|(?:online|overseas|canadian|mexican) pharmac(?:y|ies)|skip the (?:doctor|prescription|pharmacy)|(?:lose|drop|shed|melt) (?:up to )?\d+ ?(?:lbs?|pounds|kilos?|kg|inches)(?! of )|miracle (?:cream|drops|oil|herb|supplement|tea)
      (?:cures?|heals?|reverses?|fixes|erases?|melts?|banish(?:es)?) (?:your |all |chronic |type 2 |high )?(?:diabetes|cancer|arthritis|covid|anxiety|depression|adhd|autism|blood pressure|neuropathy|tinnitus|dementia|asthma|eczema|insomnia|back pain|joint pain|wrinkles overnight|baldness|cellulite)|(?:cbd|herbal|natural) (?:viagra|ozempic|xanax)|nature's ozempic
      (?:rezeptfrei\w*|ohne rezept)${unlessAmid(overTheCounter)}|abnehm(?:pillen|spritze|tropfen)|sem receita${unlessAmid(overTheCounter)}|emagre\w+ \d+|remedios? (?:sem|para emagrecer)|baj[ae] \d+ (?:kilos?|libras)|pastillas? (?:sin|para)|perd(?:ez|re) \d+ (?:kilos?|kg)|cura (?:el|la|o|a) (?:diabetes|cancer|artritis)|guerit|heilt (?:krebs|diabetes)
      without (?:seeing |visiting )?(?:a |the )?doctor|(?:xanax|adderall|oxycodone|percocet|valium|ambien|tramadol|vicodin|hgh|steroids)\b[^.!?]{0,40}\b(?:shipped|shipping|overnight|discreet(?:ly)?|delivered|in stock|online)
      (?:herbal|natural)\b[^.!?]{0,30}\b(?:heals?|cures?|reverses?) \w+|(?:heals?|cures?) (?:cancer|diabetes|arthritis|covid|anxiety|depression|aids|herpes)
      no (?:doctor|dr|script)(?:'s)? (?:visit|needed|required)${unlessAmid(overTheCounter)}
      (?:heals?|cures?|reverses?|eliminates?|gets? rid of) (?:your |type 2 |high )?(?:diabetes|cancer|arthritis|anxiety|depression|covid|adhd|autism|blood pressure|neuropathy|tinnitus|dementia|alzheimer'?s|asthma|eczema)
      appetite suppress(?:ant|or)s?|testosterone boosters?
      weight[- ]loss (?:pills?|drops|shots?|injections?|gummies|patch)
      fat[- ]burn(?:er|ers|ing) (?:pills?|drops|tea|gummies)?|(?:shed|drop|lose) \d+ (?:lbs?|pounds)
      male enhancement|pastillas para (?:adelgazar|bajar)|quema ?grasa|pilules? minceur|brule-graisse
      perdez \d+ kilos?|pierde \d+ kilos?|baja \d+ kilos?|no (?:prescription|rx) (?:needed|required|necessary)${unlessAmid(overTheCounter)}
      (?:without (?:a )?prescription|sin receta|sans ordonnance)${unlessAmid(overTheCounter)}|lose \d+ ?(?:lbs?|pounds|kilos?|kg) in
      melt(?:s|ing)? (?:away )?(?:belly )?fat|burns? (?:belly )?fat fast|miracle (?:cure|pill|diet)
      cures? (?:diabetes|cancer|arthritis|covid|anxiety|depression|ed|autism)|reverses? (?:diabetes|aging)
      cura la diabetes|guerit le (?:diabete|cancer)
    `),
    whenSelling: words(`
      shrooms|mushroom (?:ceremony|trip|journey|capsules|chocolate bars?)|pills|pastillas|glp-?1|oxys?|bars of xanax|benzodiazepines?|anabolicos?|esteroides
      pain ?killers|pain pills|benzos|opioids|muscle relaxers|klonopin|norco(?! (?:bikes?|mountain|e-?bikes?|frames?|road))|soma|ritalin|anabolics?|viagra
      cialis|sildenafil|ativan|lorazepam|diazepam|alprazolam|hydrocodone|codeine|gabapentin|clonazepam|mounjaro|zepbound
      (?:anabolic |oral )?steroids?|testosterone(?! (?:test|level|check)s?)|sarms|(?<!(?:collagen|copper|skin|face|cream|serum|whey|with) )peptides(?! (?:serum|cream|moisturiw+|and (?:serums?|vitamins?|hyaluronic|retinol|ceramides)))|xanax|adderall|oxycontin|oxycodone|percocet|tramadol|vicodin|valium|ambien|ozempic
      wegovy|semaglutide|tirzepatide|fentanyl|steroids|modafinil|phentermine|ketamine|hgh|botox without
    `),
  },
];
