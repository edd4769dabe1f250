type Rule = readonly [string, RegExp];

// How the ledger calls the ways in which people agree, and what lists write for them.
const rules: readonly Rule[] = [
  [
    'keyword',
    /keyword|text(ed)?\s*(to\s*)?(join|in|start|yes)|text\s+\w+$|sms\s*(opt|join|start|keyword)|\b(join|short\s*code|mensaje|stichwort|mot[\s-]cl[ée])\b/i,
  ],
  [
    'web_form',
    /web|online|form|site|landing|pop-?up|page|checkbox|formular|sitio|internet|shopify|klaviyo|mailchimp/i,
  ],
  [
    'paper',
    /paper|card|clipboard|sign-?up\s*sheet|postcard|kiosk\s*card|papel|tarjeta|papier|carte|karte|zettel/i,
  ],
  [
    'point_of_sale',
    /check-?out|pos\b|point\s+of\s+sale|register|in[\s-]*store|till|caja|caisse|kasse|tienda|magasin|laden/i,
  ],
  ['verbal', /verbal|oral|phone|call|voice|spoken|tel[ée]fono|telefon|appel/i],
  ['qr', /\bqr\b/i],
  ['api', /\bapi\b|integration/i],
];

const known = new Map<string, string>();

/** The ledger's word for what a source column says; `import` when it says nothing we know (its own words are kept as evidence). */
export function consentMethod(source: string): string {
  const seen = known.get(source);
  if (seen) return seen;
  const method = rules.find(([, pattern]) => pattern.test(source))?.[0] ?? 'import';
  if (known.size < 5_000) known.set(source, method);
  return method;
}
