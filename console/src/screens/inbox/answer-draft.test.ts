import { describe, expect, it } from 'vitest';
import { type AnswerDraft, changeDraft, findDraft, leftOf } from './answer-draft.ts';

const picture = { id: 'med_1', name: 'menu.jpg' };
const sent: AnswerDraft = {
  ...{ body: 'See you at six.', media: [picture] },
  ...{ isLater: true, later: '2026-12-01T18:00', isUnlessReply: false, note: 'She calls back.' },
};

describe('an answer that is being written', () => {
  it('keeps its picture and its hour beside its words while another conversation is looked at', () => {
    changeDraft('cnv_1', () => sent);
    changeDraft('cnv_2', (now) => ({ ...now, body: 'Hello' }));
    expect(findDraft('cnv_1')).toEqual(sent);
    expect(findDraft('cnv_2')).toMatchObject({ body: 'Hello', media: [], isLater: false });
  });
});

describe('once it is sent', () => {
  const nothing = { body: '', media: [], isLater: false, later: '', isUnlessReply: true, note: sent.note };
  it('nothing is left of what was sent, and the note stays', () => {
    expect(leftOf(sent, sent)).toEqual(nothing);
  });
  it('what was typed or attached in the meantime stays', () => {
    const other = { id: 'med_2', name: 'map.jpg' };
    const now = { ...sent, body: `${sent.body} Bring`, media: [picture, other] };
    expect(leftOf(now, sent)).toEqual({ ...nothing, body: 'Bring', media: [other] });
    expect(leftOf({ ...sent, body: 'No, at seven.' }, sent).body).toBe('No, at seven.');
  });
  it('an hour that was chosen in the meantime stays', () => {
    const now = { ...sent, later: '2026-12-02T09:00' };
    expect(leftOf(now, sent)).toMatchObject({ isLater: true, later: '2026-12-02T09:00' });
  });
});
