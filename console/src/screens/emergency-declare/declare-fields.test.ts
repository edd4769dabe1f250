import { expect, it } from 'vitest';
import { bodyOf, initialValues } from '../../frame/fields.tsx';
import { declareFields, type Offered, programChoices } from './declare-fields.ts';

const program = (id: string, purpose: Offered['programs'][number]['purpose']) => ({
  ...{ id, name: id, brand_name: 'Acme', purpose },
});
const offered: Offered = {
  programs: [program('news', 'marketing'), program('staff', 'internal'), program('alarms', 'emergency')],
  senders: [{ id: 'snd_1', number: '+12025550100' }],
  lists: [{ id: 'lst_1', name: 'Staff', people: 3 }],
  tags: [],
  segments: [],
};

it('offers programs for emergencies first, others for drills, and none that promotes', () => {
  expect(programChoices(offered.programs)).toEqual([
    { value: 'alarms', label: 'alarms (Acme)' },
    { value: 'staff', label: 'staff, for drills only' },
  ]);
});

it('sends no reason that nobody has chosen, and asks for answers unless told', () => {
  const fields = declareFields(offered);
  const typed = {
    ...initialValues(fields, 'UTC'),
    note: 'Alarm',
    message: 'Acme: leave now.',
    'include/lists': ['lst_1'],
  };
  expect(bodyOf(fields, typed, 'UTC')).toEqual({
    ...{ note: 'Alarm', is_drill: false, program_id: 'alarms', message: 'Acme: leave now.' },
    ...{ include: { lists: ['lst_1'] }, exclude: { lists: [] }, ask: true, repeats: 3, repeat_minutes: 30 },
  });
});

it('says nothing of repetitions where nobody is asked', () => {
  const fields = declareFields(offered);
  const typed = {
    ...initialValues(fields, 'UTC'),
    reason: 'fire',
    ask: false,
    question: 'Are you there? 1 or 2',
  };
  expect(bodyOf(fields, typed, 'UTC')).not.toHaveProperty('repeats');
  expect(bodyOf(fields, typed, 'UTC')).not.toHaveProperty('question');
});
