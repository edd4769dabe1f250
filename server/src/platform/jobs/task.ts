import type { Context } from '../context.ts';

/**
 * What a kind of job does. It may run twice, and again after a crash in the middle: a task finds out from its own tables
 * what is left to do. `signal` says that the process wants to end; a long task returns early and enqueues the rest.
 * `isLastTry`: if it fails once more nobody tries again, and whoever waits for it should hear of that.
 * (Declared as a method, so that a handler may name the shape of the payload that its own slice enqueues.)
 */
export type Task = {
  run(ctx: Context, payload: object, signal: AbortSignal, isLastTry?: boolean): Promise<void>;
}['run'];

export type Tasks = { readonly [name: string]: Task };

/** Chores by the clock on the wall (UTC), to the minute: `{ task: 'accounts.sweep', cron: '7 * * * *' }`. */
export type Schedule = readonly { readonly task: string; readonly cron: string; readonly payload?: object }[];

/** News between slices: something has happened in a workspace. `type` is noun first, in the past: `import.finished`. */
export type Announcement = {
  readonly workspaceId: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
};

/** The task under which announcements travel; app/reactions.ts says who listens. */
export const eventTask = 'event';
