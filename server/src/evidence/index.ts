export { proofPackRoutes } from './proof-packs.routes.ts';
