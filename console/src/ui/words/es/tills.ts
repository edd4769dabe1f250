import type { Dictionary } from '../dictionary.ts';

/** Spanish of pages for tills, by the English sentence. */
export const spanishTills: Dictionary = {
  'A page for a till': 'Una página para una caja',
  'All of them': 'Todos',
  'Close the page': 'Cerrar la página',
  'Close {name}?': '¿Cerrar {name}?',
  'Codes are redeemed here or by your shop’s program. A page lets staff do it without an account.':
    'Los códigos se canjean aquí o con el programa de su tienda. Una página permite que el personal lo haga sin cuenta.',
  'No pages for tills': 'Sin páginas para cajas',
  'Nothing is redeemed at its address any more; another page has another address.':
    'En su dirección ya no se canjea nada; otra página tiene otra dirección.',
  'Open a page …': 'Abrir una página …',
  'Open the page': 'Abrir la página',
  'Pages for tills': 'Páginas para cajas',
  'the pages for tills': 'las páginas para cajas',
  'Which shop, or whose till': 'Qué tienda, o la caja de quién',
  'Whoever knows its address redeems codes there, without an account. Give it to staff alone.':
    'Quien conoce su dirección canjea códigos ahí, sin cuenta. Désela solo al personal.',
  '{n} pools': { one: '{n} reserva', other: '{n} reservas' },
};
