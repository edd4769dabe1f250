export { attribute } from './attribute.ts';
export type { AttributionSetting } from './attribution.ts';
export { type Brought, type Buyer, broughtByCampaign, listBuyers } from './brought.queries.ts';
export { eraseCredits } from './conversion.queries.ts';
export { conversionJobs } from './conversions.jobs.ts';
export { conversionRoutes } from './conversions.routes.ts';
export { purchasePages } from './page.routes.ts';
export { attributionStanding, purchasesOf } from './purchases.ts';
export { recountFrom } from './set-attribution.ts';
