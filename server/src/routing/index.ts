export { type Candidate, type Choice, chooseRoute, takes } from './choose-route.ts';
export { senderHealthRoutes } from './health/health.routes.ts';
export { healthJobs } from './health/measure-senders.ts';
export {
  type AvoidedRoute,
  homeWaySql,
  insertAvoided,
  listWays,
  otherWaysSql,
  restPair,
  waysOf,
} from './route.queries.ts';
export type { Route, RouteFacts } from './route.ts';
export { routingRoutes } from './routing.routes.ts';
