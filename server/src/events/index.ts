export { eraseEvents, listEventsOf, makeEventMonths } from './event.queries.ts';
export { eventRoutes } from './events.routes.ts';
export { dropOldEvents } from './keep-events.ts';
export { type TakenEvents, takeEvents } from './take-events.ts';
