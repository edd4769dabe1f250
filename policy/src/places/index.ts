export {
  type Area,
  type AreaKind,
  areaCodes,
  areaOfCode,
  areaOfNumber,
  isNorthAmerican,
  kindOfArea,
} from './area-codes.ts';
export { type Candidates, candidatesOf, lawOf, type Place, type Whereabouts } from './candidates.ts';
export { zonesOfCountry } from './country-zones.ts';
export { europeanEconomicArea } from './economic-area.ts';
export { countryOfRegion, isUnderUsLaw, regionNames, usStates, zonesOfRegion } from './regions.ts';
