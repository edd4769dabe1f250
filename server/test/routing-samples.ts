/** What is asked of routes, of how numbers fare, and of accounts that come by a file. */
export const routingSamples = (ids: Readonly<Record<string, string>>): Record<string, object> => ({
  'POST /v1/routes': { gateway_id: ids.gateway, sender_id: ids.sender, countries: ['GB'], rank: 50 },
  'POST /v1/gateways/apply': {
    gateways: [
      {
        name: 'From a file',
        kind: 'plivo',
        settings: { auth_id: 'MAXXXXXXXXXXXXXXXXXX', auth_token: 'token' },
      },
    ],
    skip_test: true,
  },
  'PATCH /v1/routes/:id': { rank: 60 },
  'POST /v1/routes/test': { number: '+12025550195' },
  'PATCH /v1/senders/:id': { label: 'Mine', monthly_cost: { amount: '1.15', currency: 'USD' } },
  'PUT /v1/senders/:id/rest': { hours: 4, reason: 'Its words are being written anew.' },
  'POST /v1/gateways/:id/numbers': {},
});
