export { suppressEverywhereFor } from './everywhere.queries.ts';
export { hashListRoutes } from './hash-lists.routes.ts';
export { type SuppressionWish, suppressIn } from './suppress.ts';
export { suppressionRoutes } from './suppressions.routes.ts';
