/**
 * Kinds of words: what is told about one pizza holds for every table, ticket and transfer. A sentence of leaving is an act of
 * leaving about our texts; the same act about somebody's goods is business.
 */
const kinds: Readonly<Record<string, string>> = {
  leaving:
    'stop quit end cancel remove delete unsubscribe erase wipe drop cease halt discontinue terminate revoke withdraw disable ' +
    'deactivate parar paren pare dejen deje deja cancelar cancelen cancele cancela quitar quiten quite quita quitenme quitame quiteme borrar borren borre borra ' +
    'borrenme borrame eliminar eliminen elimine elimina eliminenme saquen saquenme sacame detener detengan suspender terminar finalizar ' +
    'arretez arreter arrete cessez cesser annuler annulez retirez retirer enlevez enlever supprimez supprimer effacez effacer desabonner desabonnez resilier',
  texting:
    'text texts texting message messages messaging sms list lists notifications alerts promotions promos spam ads marketing reminders ' +
    'contact contacting mensaje mensajes texto textos lista promociones publicidad notificaciones alertas recordatorios escriban escribirme escriba manden mandarme ' +
    'envien enviarme contacten liste messages textos pub pubs envois contacter ecrire ecrivez texter textez abonnement suscripcion consent consentimiento consentement',
  goods:
    'appointment appointments order orders reservation booking table class lesson session pizza delivery package membership gym card account payment charge ' +
    'fee service policy insurance lease contract flight room ticket tickets trial refill prescription pickup visit haircut massage cleaning autopay refund receipt ' +
    'invoice bill price discount coupon code link app website password address store car truck house unit kitchen dog cat shoes shirt jacket size color sauce cheese onions ' +
    'mushrooms pickles fries chicken soup cake coffee medicine pills item items cart waitlist schedule shift roster team game school homework bus train driver water power ' +
    'alarm leak sink toilet heater furnace meeting event party wedding tour photo survey dental warranty deposit loan check door gate porch box subscription plan ' +
    'cita citas pedido orden reserva reservacion mesa clase boleto boletos vuelo viaje membresia tarjeta cuenta cargo pago seguro poliza contrato servicio factura precio ' +
    'cebolla queso salsa talla color carro casa puerta paquete comida doctor escuela dinero plan gimnasio codigo enlace direccion fuga luz agua ' +
    'rendezvous rdv commande reservation colis livraison facture prix cours billet billets vol bail assurance carte compte frais abonne restaurant magasin porte sauce fromage ' +
    'oignons taille couleur auto voiture maison horaire courriel infolettre ecole panne fuite',
  times:
    'today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning afternoon evening noon week weekend month year pm am oclock minutes hour hours late early soon ' +
    'hoy manana lunes martes miercoles jueves viernes sabado domingo tarde noche semana mes hora horas minutos lundi mardi mercredi jeudi vendredi samedi dimanche demain soir matin heure heures midi',
  coming:
    'come coming there here going drive driving arrive bring pick picked see meet way outside open close closed wait waiting voy llego llegue vengo paso pasar camino afuera abren cierran arrive viens passe route ouvert',
  law:
    'lawyer lawyers attorney sue suing lawsuit legal illegal tcpa fcc ftc court police report reporting reported complaint violation law harassment gdpr ccpa dnc registry ' +
    'abogado demandar demando denunciar denuncio reportar reporto policia ilegal acoso avocat plainte poursuis illegal cnil crtc signaler harcelement loi',
  death: 'died dead deceased passed death fallecio murio muerto decede decedee mort morte late',
  child:
    'kid kids child childs minor son daughter nino nina hijo hija menor enfant fils fille mineur years old anos ans yo yr',
  wrong:
    'wrong mistaken incorrect equivocado equivocada equivoco equivocaste equivocaron mauvais mauvaise erreur trompe trompez reassigned recycled belongs owner',
  number: 'number phone cell numero telefono celular telephone cellulaire num',
  thanks:
    'thanks thank great love loved perfect awesome good nice yes ok gracias perfecto merci parfait super',
  asking:
    'what when where how why who which is are do does can could will would que cuando donde como por quien cual puedo pueden quand ou comment pourquoi qui quel quelle est',
  refusing:
    'no not dont never wont didnt doesnt isnt aint cant nobody none nothing ya nunca ni nadie ne pas plus jamais rien aucun',
  me: 'me my us our i im ive mi mis moi mon ma mes je',
};

const kindByWord: ReadonlyMap<string, number> = new Map(
  Object.values(kinds).flatMap((words, kind) => words.split(' ').map((word) => [word, kind] as const)),
);

/** The number of the kind that a word is of, below 31; undefined for most. */
export function kindOf(word: string): number | undefined {
  return kindByWord.get(word);
}

const goods = new Set(kinds.goods?.split(' '));

/** Whether a word is of what people order, book, pay or repair. */
export function isGoods(word: string): boolean {
  return goods.has(word);
}
