import type { Dictionary } from '../dictionary.ts';

/** Spanish of distances between postcodes, by the English sentence. */
export const spanishDistance: Dictionary = {
  'Country of the postcode': 'País del código postal',
  'How far': 'A qué distancia',
  kilometres: 'kilómetros',
  'live within a distance': 'viven a cierta distancia',
  miles: 'millas',
  'Miles or kilometres': 'Millas o kilómetros',
  'of the postcode': 'del código postal',
  Postcode: 'Código postal',
};
