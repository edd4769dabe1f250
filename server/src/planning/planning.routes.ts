import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { briefRoutes } from './brief/brief.routes.ts';
import { calendarRoutes } from './calendar/calendar.routes.ts';
import { scheduleRoutes } from './schedule/schedule.routes.ts';
import { seriesRoutes } from './series/series.routes.ts';

/** When campaigns go, and what for. */
export function planningRoutes(http: Http, ctx: Context): void {
  scheduleRoutes(http, ctx);
  seriesRoutes(http, ctx);
  calendarRoutes(http, ctx);
  briefRoutes(http, ctx);
}
