/** What notifications are asked in tests of every route. */
export const notificationSamples = {
  'PATCH /v1/me/notification-settings': { digest: 'hour' },
  'POST /v1/me/notifications/read': { ids: [] },
  'POST /v1/me/notification-settings/number': { number: '+12025550142' },
  'POST /v1/me/notification-settings/number/confirm': { code: '123456' },
  'PUT /v1/workspace/notifications': { program_id: null, sender_id: null },
};
