export { noteChange as noteRegistration } from './change-registration.ts';
export { expireIfOver } from './move-registration.ts';
export { type NumberStanding, standingOf } from './number-standing.ts';
export { getRegistration, listRegistrations } from './registration.queries.ts';
export type { Registration } from './registration.ts';
export { readRegistrationId, registrationRoutes } from './registrations.routes.ts';
