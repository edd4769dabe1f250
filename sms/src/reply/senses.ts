import { isName } from './lexicon.ts';

/**
 * Words that stand for each other in what people write to a business: "yank me off your roster" is built as "take me off
 * your list". The model sees each reply as a row of such senses, too, so that what it learned of one wording holds for
 * the next. English, Spanish and French together, plain lower case.
 */
const senses = {
  stop: 'stop quit cease halt desist discontinue stopping stops parar paren pare dejen deje deja dejar detener detengan cesar arretez arreter arrete cessez cesser stopped parado cesen cese cesa acaben acabar dejeis pareis parenle parele cortenla cortala cesad',
  end: 'end ending terminate finish conclude terminar terminen finalizar fin acabar finir terminer finissez over fini terminado',
  cancel:
    'cancel canceling cancelling cancellation cancelar cancelen cancele cancela cancelo annuler annulez annule resilier resiliez resilie void',
  remove:
    'remove delete erase drop scrub wipe scratch strike cross purge exclude omit eliminate removed removal yank pull pluck kick withdraw quitar quiten quite quita quitenme quitame quiteme borrar borren borre borra borrenme borrame borreme eliminar eliminen elimine elimina eliminenme eliminame elimineme saquen saque saca saquenme sacame saqueme retirez retirer enlevez enlever supprimez supprimer effacez effacer otez oter rayez rayer sortez rmv borradme quitadme eliminadme sacadme borro borras borrarme quitarme eliminarme sacarme sacarnos quitas sacas detruisez desactivar desactiven disable deactivate excluyanme descarten suspendan suspender kill ditch dump bin nix rid discard suppress delist erasure forgotten deletion removing deleting borrando olvido borreis quiteis saqueis elimineis retirame retirenme',
  leave:
    'unsubscribe unsub opt optout opting opted unenroll unregister deregister unlist unfollow desuscribir desuscribirme desuscribanme desinscribir desafiliar darme baja desabonner desabonnez desabonne desinscrire desinscrivez desinscription desabonnement subscribed unsubscribed unsubscribing salir salirme salirse exit mute muting snooze uninterested desinscrite desabonnee desinscris scram unsubscription unsubbed darse desubscribir opts unsubscribes abandono abandonar sacarme',
  off: 'off out from de from fuera afuera hors desde',
  send: 'text texting send sending message messaging contact contacting write writing reach reaching mail txt call calling ring email blast blasting mande manden mandar mandarme mandes envien envie enviar enviarme escriban escriba escribir escribirme escribas contacten contacte contactar llamen llame envoyez envoyer menvoyez menvoyer ecrivez ecrire mecrire mecrivez texter textez contacter contactez appelez solliciter sent texted messaged mandando enviando escribiendo escribieran escribieron mandaron mandan envian escriben contactan envoie ecrivent mandeis escribais envieis recontactez recontacter relancez relancer mecrivent textea textearme textearnos contacteis',
  texts:
    'texts messages sms notifications alerts reminders updates notices txts mensaje mensajes texto textos avisos alertas recordatorios notificaciones msj textos envois rappels alertes smses sms msg tx',
  adverts:
    'promotions promos promo ads ad marketing offers offer deals deal coupons coupon specials campaign campaigns advertising advertisements promocion promociones publicidad ofertas oferta anuncios pub pubs promotion publicite offres soldes solicitation solicitations solicitations marketing surveys survey solicitors telemarketing propaganda encuestas',
  list: 'list lists database system records record file files roster rolls group program mailing distribution subscription contacts books directory lista listas base sistema grupo suscripcion subscripcion registro liste listes fichier fichiers groupe abonnement repertoire contacts dnc registry registre registro blacklist',
  junk: 'spam junk crap garbage shit bs bullshit nonsense trash scam scammers scammer stuff rubbish basura porquerias mierda estafa merde arnaque',
  bother:
    'bother bothering bug bugging harass harassing harassment annoy annoying pester pestering disturb disturbing hassle hassling badger badgering nag stalk spamming blowing bombarding flooding soliciting molestar molesten moleste molestando fastidiar fastidien joder chingar acosar acoso deranger derangez harceler harcelez harcelement achaler achalez lourds spammer nuisance relentless achale achaler hartan fastidio latosos pesados intensos hostigosos insistentes insistan insistir necios tercos hostigar hounding invading invasive intrusive stalking acosando molestaron molestan molesta molestia harceler emmerder',
  tired:
    'tired sick fed enough annoyed done harto harta cansado cansada cansaron basta suficiente marre assez suffit tanne tannee ras',
  threat:
    'report reporting reported sue suing block blocking blocked complain complaint lawyer attorney lawsuit legal court police fcc ftc tcpa bbb ico trai authorities demandar demando demanda denunciar denuncio denuncia reportar reporto bloquear bloqueado abogado plainte avocat signaler signale bloque bloquer cnil tribunal bloqueo bloqueados bloqueada bloqueen reportado reportados queja profeco ilegal illegal avertissement 7726 33700 opposition oubli ccpa gdpr rgpd popia tps privacy privacidad stalker violation warning',
  again:
    'again anymore longer further ever future nunca mas jamas plus jamais encore more mo sigan siguen siguiendo continuen insisten still',
  told: 'told tell asked asking request requested requesting said say saying repeat twice umpteenth dije digo dicho pedi pido pidio pidieron solicito solicite dit demande redis',
  want: 'want need wish like care wanna prefer rather interested interest desire quiero quiere quisiera deseo necesito interesa interesan gustaria veux voudrais souhaite aimerais interesse interessee veut besoin',
  receive:
    'get receive getting receiving got recibir recibiendo recibo lleguen llegan llegar recevoir recois recoit',
  consent:
    'consent permission authorize authorized authorization permit agree agreed agreement approval consentimiento permiso autorizo autorice autorizacion consentement accord autorisation permis consenti',
  signup:
    'sign signed signup join joined subscribe resubscribe enroll enrolled register registered suscribi suscribirme suscribanme suscribeme inscribir inscribirme inscribi apunten apuntenme anotenme inscrire inscrivez inscrit inscrite abonner abonnez start restart resume reactivate alta reabonner reabonnez reabonne reinscrire reinscrivez activate reactivar reactiven activen desbloquear',
  wrong:
    'wrong mistaken incorrect mistake misdialed equivocado equivocada equivoco equivocaste equivocaron confunde confundio confunden mauvais mauvaise erreur trompe trompez trompee trompes confondez erreurs',
  number:
    'number phone cell mobile line cellphone landline sim num numero telefono celular movil chip telephone cellulaire portable cell handset',
  person:
    'person people guy girl lady dude man woman someone somebody anyone anybody nobody noone one persona alguien nadie senor senora senorita quelquun personne madame monsieur dame mec gars owner holder tenant user',
  named: 'name named names called nombre llamo llama llamado nom appelle sappelle mappelle prenom',
  know: 'know heard met idk recognize recognise conozco conoce conocemos connais connait conosco sais',
  have: 'have has had having own owns owned belongs belong use uses used tengo tiene tienen tenia ai as avez ont avait jai appartient utilise',
  changed:
    'new changed reassigned recycled old previous former before prior switched nuevo nueva cambio cambie anterior antes dueno nouveau nouvelle change ancien ancienne avant proprietaire',
  family:
    'mom mother dad father wife husband son daughter sister brother grandma grandmother grandpa uncle aunt cousin friend boss kid kids child children family baby nan mum parents mama papa madre padre esposo esposa hijo hija hermana hermano abuela abuelo tia tio prima primo nino nina mere pere mari femme fils fille soeur frere grand enfant enfants maman bebe',
  gone: 'died dead deceased passed passing death fallecio murio muerto difunto decede decedee mort morte moved relocated graduated retired resigned left mude mudamos demenage hospice widow estate',
  neg: 'no not dont never wont didnt doesnt isnt aint cant nobody none nothing arent wasnt havent hasnt couldnt wouldnt shouldnt without nor ya nunca ni nadie tampoco sin ne pas rien aucun aucune non nai nest jamais',
  i: 'i im ive id ill yo je jai me my mine myself mi mis mio moi mon ma mes me us our we were nosotros nos nous notre',
  you: 'you u your yours youre youve ustedes usted tu su sus vous votre vos ton ta tes te toi yall',
  they: 'he she they him her them his hers their hes shes theyre el ella ellos ellas il elle ils elles lui leur',
  it: 'this that these those it its thats esto eso este esta estos estas ese esa ceci cela ca ce cet cette ces cest',
  be: 'is am are was be been being es soy eres son estoy esta estan sea suis est es sont etes etre',
  can: 'can could would will may might should must able do does did puedo puede pueden podria podrian peux peut pouvez pourriez puis pourrait',
  ask: 'what when where how why who which que cuando donde como por quien cual cuanto quand ou comment pourquoi qui quel quelle combien quoi whats whos',
  please: 'please kindly favor porfavor porfa svp stp veuillez prie',
  thanks: 'thanks thank thx ty gracias merci appreciate appreciated cheers ta tysm',
  fine: 'ok okay k great perfect good fine sure yes yep yeah awesome cool nice excellent lovely amazing si vale bueno bien claro perfecto oui parfait super daccord genial cool bon',
  praise:
    'best delicious love loved fire hilarious cute cutest beautiful yum yummy tasty favorite adore rico rica delicioso incredible wonderful encanta encantan',
  laugh: 'lol lmao haha hahaha jaja jajaja mdr ptdr hehe rofl lmfao lolol bruh omg xd',
  swear:
    'fuck fucking hell damn ass bitch idiot idiots asshole stupid goddamn bloody fuckers pendejos idiotas cabrones putain connard cons merde puta',
  away: 'leave alone away lost lose forget buzz piss sod bug hop dejenme dejeme dejame paz tranquilo tranquila laissez laisse tranquille foutez paix lachez olviden kick beat rocks rack jog scram hush patience porra diablo degagez cassez shove screw gtfo stfu foh hml lay',
  time: 'today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning afternoon evening noon week weekend month year pm am oclock minutes hour hours late early soon later day night now hoy manana lunes martes miercoles jueves viernes sabado domingo tarde noche semana mes hora horas minutos ahora ahorita lundi mardi mercredi jeudi vendredi samedi dimanche demain soir matin heure heures midi jour semaine mois tantot spring summer fall winter january february march april may june july august september october november december',
  move: 'come coming here there going go drive driving arrive bring pick picked see meet way outside open close closed wait waiting stop by voy llego llegue vengo paso pasar camino afuera abren cierran arrive viens passe route ouvert ferme venir llegar salgo ir',
  booking:
    'appointment appointments reservation booking table class lesson session visit haircut cleaning meeting slot schedule reschedule rebook cita citas reserva reservacion mesa clase consulta turno rendezvous rdv reservation cours seance seat spot ticket tickets flight room tour boleto boletos vuelo billet billets vol',
  order:
    'order orders delivery package shipment item items cart box refund receipt return invoice pedido orden paquete envio entrega compra factura commande colis livraison facture panier size color talla taille couleur stock shipping tracking',
  money:
    'pay payment paid charge charged fee price bill card account autopay balance cash money dollars loan bank deposit cost discount pago pagar cargo tarjeta cuenta precio dinero cobraron cuesta banco prix payer carte compte frais argent payment paiement rabais',
  food: 'pizza burger fries onions cheese sauce chicken soup cake coffee taco tacos bread lunch dinner breakfast menu salad pickles tomato mushrooms milk sugar salt meat cebolla queso salsa pastel carne pollo oignons fromage gateau pain sauce poulet',
  house:
    'house door gate porch kitchen sink toilet roof heater furnace water light lights power alarm leak lease rent unit apartment building yard lawn room key keys garage casa puerta luz agua fuga renta departamento maison porte eau lumiere loyer bail appartement cle',
  car: 'car truck bus train driver brakes oil tire tires engine parking tow road street highway traffic carro coche camion autobus tren llanta auto voiture autobus train metro pneus chauffeur',
  health:
    'doctor dr nurse medicine pills pill meds medication prescription refill tooth teeth dentist blood pain surgery shot vaccine sick fever cough smoking doctora medicina pastillas dolor enfermo enferma diente medecin docteur medicaments douleur malade dent fumer clinic hospital',
  school:
    'school teacher student homework practice game team coach bus field grade kids class escuela maestra maestro tarea equipo ecole prof devoirs equipe match partido',
  gym: 'gym membership trial contract plan policy insurance service magazine box netflix cable internet gimnasio membresia seguro contrato poliza servicio salle forfait assurance contrat service warranty',
  link: 'link code website app password login email wifi page form button site enlace codigo correo pagina aplicacion lien code site courriel formulaire',
};

const byWord: ReadonlyMap<string, number> = new Map(
  Object.values<string>(senses)
    .flatMap((words, sense) => words.split(' ').map((word) => [word, sense + 1] as const))
    .reverse(), // A word that stands under two senses keeps the first.
);

type Sense = keyof typeof senses;
const names = Object.keys(senses);

function numbersOf(...chosen: readonly Sense[]): ReadonlySet<number> {
  return new Set(chosen.map(senseNamed));
}

// Whoever wants to leave speaks of one of these; what speaks of none is an answer, a name or an exclamation.
const ofLeaving = numbersOf(
  ...([
    'stop',
    'end',
    'cancel',
    'remove',
    'leave',
    'off',
    'send',
    'texts',
    'adverts',
    'list',
    'junk',
  ] as const),
  ...(['bother', 'tired', 'threat', 'again', 'told', 'want', 'receive', 'consent', 'signup'] as const),
  ...(['neg', 'away', 'swear', 'gone', 'wrong', 'number'] as const),
);
const ofTexts = numbersOf('texts', 'adverts', 'list', 'send', 'number', 'junk', 'receive');
const ofWish = numbersOf(
  ...(['stop', 'end', 'cancel', 'remove', 'leave', 'off', 'bother', 'tired', 'threat', 'told'] as const),
  ...(['consent', 'signup', 'away', 'swear', 'gone', 'wrong', 'family', 'know', 'named', 'changed'] as const),
);
const ofPerson = numbersOf('wrong', 'number', 'person', 'named', 'know', 'changed', 'family', 'they');
const ofLaughter = numbersOf('laugh', 'praise');

/** Whether a word could be part of a wish to leave at all. */
export function canBeOfLeaving(word: string): boolean {
  return ofLeaving.has(senseOf(word));
}

/** Whether a word is about texts, lists and numbers. */
export function isOfTexts(word: string): boolean {
  return ofTexts.has(senseOf(word));
}

/** Whether a word names a deed of leaving, or a reason for it; refusing alone is none. */
export function isOfWish(word: string): boolean {
  return ofWish.has(senseOf(word));
}

/** Whether a word is about who somebody is, or whose number it is. */
export function isOfPerson(word: string): boolean {
  return isName(word) || ofPerson.has(senseOf(word));
}

/** Whether a word laughs or praises. */
export function laughs(word: string): boolean {
  return ofLaughter.has(senseOf(word));
}

/** The number of a sense by its name, as `senseOf` gives it. */
export function senseNamed(name: Sense): number {
  return names.indexOf(name) + 1;
}

/** The number of the sense of a word, from 1; 0 when it has none here. */
export function senseOf(word: string): number {
  return byWord.get(word) ?? 0;
}
