export {
  type EventName,
  eraseEvents,
  listEventNames,
  listEventsOf,
  makeEventMonths,
} from './event.queries.ts';
export { eventRoutes } from './events.routes.ts';
export { dropOldEvents } from './keep-events.ts';
export { keyOfEvent, type TakenEvents, takeEvents } from './take-events.ts';
