export { eraseByStaff } from './erase-by-staff.ts';
export { personPageRoutes } from './person-page.routes.ts';
export { countOverdue } from './request.queries.ts';
export { rightsJobs } from './rights.jobs.ts';
export { rightsRoutes } from './rights.routes.ts';
export { forgetClicksRefusedBy } from './set-tracking.ts';
export { trackingRoutes } from './tracking.routes.ts';
