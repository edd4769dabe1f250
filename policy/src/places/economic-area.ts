/** The countries of the European Economic Area, in which the GDPR holds: the European Union, Iceland, Liechtenstein and Norway. */
export const europeanEconomicArea: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);
