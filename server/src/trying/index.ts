export { tryingRoutes } from './trying.routes.ts';
