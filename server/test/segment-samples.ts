type Make = (url: string, payload: object) => Promise<string>;

/** A segment, and an event about the person of the samples. */
export async function furnishSegment(make: Make, marker: string): Promise<string> {
  await make('/v1/events', { events: [{ id: marker, name: 'order.placed', number: '+12025550199' }] });
  return make('/v1/segments', { name: marker, text: `tag "${marker}"` });
}

export const segmentBodies = (ids: Readonly<Record<string, string>>): Record<string, object> => ({
  'POST /v1/segments': { name: 'Mine', text: 'everyone' },
  'PATCH /v1/segments/:id': { text: 'not everyone' },
  'POST /v1/segments/:id/lists': { name: 'Mine, as of now' },
  'POST /v1/segments/check': { text: 'everyone' },
  'POST /v1/segments/count': { text: 'everyone' },
  'POST /v1/postcodes': {
    places: [{ country: 'US', postcode: '94110', latitude: 37.75, longitude: -122.42 }],
  },
  'POST /v1/segments/why': { text: 'everyone', contact_id: ids.contacts ?? '' },
  'POST /v1/events': {
    events: [{ id: 'mine', name: 'order.placed', number: '+12025550199', value: 12 }],
  },
});
