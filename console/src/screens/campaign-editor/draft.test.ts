import { describe, expect, it } from 'vitest';
import { bodyOfDraft, type Campaign, draftOf, emptyDraft, lacksOf, toPeople } from './draft.ts';

const draft = { ...emptyDraft(), name: ' Spring ', body: 'Hi', program_id: 'prg_1', sender_id: 'snd_1' };

describe('a draft', () => {
  it('is sent with a limit only where one was typed', () => {
    expect(bodyOfDraft(draft)).toMatchObject({ name: 'Spring', limit: null });
    expect(bodyOfDraft({ ...draft, atMost: '500' }).limit).toEqual({ at_most: 500, seed: 0 });
    expect(bodyOfDraft({ ...draft, atMost: 'many' }).limit).toBeNull();
  });
  it('of a campaign that a program made draws the people by the lot that the program chose', () => {
    const drawn = (limit: Campaign['limit']) =>
      bodyOfDraft({ ...draftOf({ ...draft, limit } as unknown as Campaign), name: 'Renamed' }).limit;
    expect(drawn({ at_most: 1_000, seed: 7 })).toEqual({ at_most: 1_000, seed: 7 });
    expect(drawn(null)).toBeNull();
  });
  it('says which media go along, also that none do, and no subject without them', () => {
    const subject = { mms_subject: 'Menu' };
    expect(bodyOfDraft({ ...draft, ...subject })).toMatchObject({ media: [], mms_subject: null });
    expect(bodyOfDraft({ ...draft, ...subject, media: ['mda_1'] })).toMatchObject({
      ...{ media: ['mda_1'], mms_subject: 'Menu' },
    });
  });
  it('that is turned to other people goes to nobody else, and keeps its words and whom it is not for', () => {
    const before = {
      ...draft,
      include: { lists: ['lst_1'], tags: ['vip'], segments: [] },
      exclude: { lists: ['lst_9'], tags: [], segments: [] },
    };
    expect(toPeople(before, { lists: ['lst_2'] })).toEqual({
      ...before,
      include: { lists: ['lst_2'], tags: [], segments: [] },
    });
    expect(toPeople(before, { segments: ['seg_1'] }).include).toEqual({
      ...{ lists: [], tags: [], segments: ['seg_1'] },
    });
  });
  it('says what is still missing, in the order of the page, and nothing that is there', () => {
    expect(lacksOf(emptyDraft())).toEqual(['name', 'program_id', 'sender_id', 'body', 'audience']);
    expect(lacksOf(draft)).toEqual(['audience']);
    const chosen = { ...draft, include: { lists: [], tags: ['vip'], segments: [] } };
    expect(lacksOf({ ...chosen, body: ' ' })).toEqual(['body']);
    expect(lacksOf(chosen)).toEqual([]);
  });
});
