import type { Schedule } from '../platform/jobs/index.ts';

/** What is done by the clock on the wall, in UTC. */
export const schedule: Schedule = [
  // One process of all makes the round; what it found is told by each of them.
  { task: 'watch.look', cron: '* * * * *' },
  { task: 'accounts.sweep', cron: '17 * * * *' },
  { task: 'contacts.anchor_consents', cron: '*/5 * * * *' },
  // Almost always there is nothing to do, which an index of nothing says; texts wait for it after an update.
  { task: 'contacts.derive_levels', cron: '* * * * *' },
  // Daily: whoever comes is looked at with the next campaign; this is for what was in flight then.
  { task: 'contacts.learn_lines', cron: '47 2 * * *' },
  // Accounts that are asked in place of calling, those that are due.
  { task: 'gateways.poll', cron: '* * * * *' },
  { task: 'inbound.sweep', cron: '* * * * *' },
  { task: 'inbox.tend', cron: '* * * * *' },
  { task: 'compliance.sweep', cron: '41 * * * *' },
  { task: 'compliance.forget-tallies', cron: '23 3 * * *' },
  // Daily: what carriers make of a change in what is sent takes them days, too.
  { task: 'compliance.tend_papers', cron: '11 5 * * *' },
  { task: 'joining.tend', cron: '* * * * *' },
  { task: 'joining.sweep', cron: '29 * * * *' },
  { task: 'emergency.tend', cron: '* * * * *' },
  { task: 'surveys.tend', cron: '* * * * *' },
  { task: 'referrals.tend', cron: '* * * * *' },
  { task: 'contests.tend', cron: '* * * * *' },
  { task: 'planning.start_due', cron: '* * * * *' },
  { task: 'experiments.tend', cron: '* * * * *' },
  { task: 'experiments.guard', cron: '* * * * *' },
  { task: 'planning.tend_series', cron: '*/5 * * * *' },
  { task: 'planning.end_pilots', cron: '27 * * * *' },
  // What people do in ten minutes changes nobody's best hour by much.
  { task: 'campaigns.learn_hours', cron: '*/10 * * * *' },
  { task: 'campaigns.forget_hours', cron: '47 3 * * *' },
  { task: 'campaigns.sweep_simulations', cron: '37 * * * *' },
  // What is spent is read as a sum over days and what has not been added to them yet; a minute of that is little.
  { task: 'spending.fold', cron: '* * * * *' },
  { task: 'media.sweep', cron: '9 4 * * *' },
  { task: 'links.judge', cron: '* * * * *' },
  { task: 'conversions.attribute', cron: '* * * * *' },
  { task: 'conversions.sweep', cron: '19 4 * * *' },
  { task: 'conversions.recount', cron: '13 4 * * *' },
  { task: 'analytics.watch', cron: '* * * * *' },
  { task: 'notifications.tend', cron: '* * * * *' },
  { task: 'notifications.sweep', cron: '43 4 * * *' },
  { task: 'analytics.send_reports', cron: '*/5 * * * *' },
  // Each link once a day; what was found once is looked at again within the hour.
  { task: 'links.watch', cron: '7 * * * *' },
  { task: 'links.sweep', cron: '31 4 * * *' },
  // Daily, so that a service that was off at the turn of the month is at most a day late.
  // Often enough that a pool leaves a number within minutes; receipts need a quarter of an hour anyway.
  { task: 'routing.measure_health', cron: '*/5 * * * *' },
  { task: 'messages.make_partitions', cron: '23 3 * * *' },
  // Daily, so that a service that was off on the first of the month is at most a day late.
  { task: 'evidence.self_check', cron: '37 4 * * *' },
  { task: 'bulk.sweep', cron: '51 3 * * *' },
  // Once a week, so that it is read.
  { task: 'desk.remind', cron: '7 8 * * 1' },
  { task: 'messages.drop_old_texts', cron: '53 3 * * *' },
  { task: 'events.make_months', cron: '27 3 * * *' },
  { task: 'events.drop_old_events', cron: '59 3 * * *' },
];
