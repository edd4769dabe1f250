import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';

/** How often one person may be texted, which campaigns need a second person, what STOP means, and where texts may go. */
export function RulesScreen() {
  return (
    <Page
      title={t('Sending rules')}
      lead={t('They hold for every text, whatever it belongs to. The law counts beside them.')}
    >
      <div className="stack">
        <Frequency />
        <Approvals />
        <TemplateApprovals />
        <OptOuts />
        <Countries />
        <Panel title={t('Quiet hours')} term="quiet_hours">
          {t('They follow the law of the place where each person is.')}{' '}
          <Link to="/compliance/policies">{t('Policies')}</Link>
        </Panel>
      </div>
    </Page>
  );
}

function useSaved() {
  const client = useQueryClient();
  const say = useToast();
  return (...paths: string[]) => {
    say(t('Saved'));
    void refresh(client, ...paths);
  };
}

function Frequency() {
  const saved = useSaved();
  const query = useQuery(answer('/v1/policy/frequency'));
  return (
    <Panel title={t('How often')} aside={t('Marketing, to one person')}>
      <Loaded query={query} what={t('the caps')}>
        {({ us_day_limit, caps, law }) => (
          <>
            <p className="quiet">
              {tn(
                law.texts,
                'The law: {n} text within {hours} hours.',
                'The law: {n} texts within {hours} hours.',
                {
                  hours: law.window_hours,
                },
              )}
            </p>
            <FieldForm
              key={JSON.stringify([us_day_limit, caps])}
              spec={{
                fields: [
                  {
                    name: 'us_day_limit',
                    label: t('At most so many a day in the US'),
                    kind: 'number',
                    isRequired: false,
                    whenEmpty: null,
                    initial: us_day_limit ?? '',
                  },
                  {
                    name: 'caps/0/texts',
                    label: t('At most so many texts'),
                    kind: 'number',
                    isRequired: false,
                    initial: caps[0]?.texts ?? '',
                  },
                  {
                    name: 'caps/0/window_hours',
                    label: t('within so many hours'),
                    kind: 'number',
                    isRequired: false,
                    initial: caps[0]?.window_hours ?? 24,
                  },
                ],
                needs: 'workspace.admin',
                submit: t('Save'),
                send: ({ us_day_limit: dayLimit, caps: entered }: FrequencyEntered) =>
                  call('/v1/policy/frequency', 'put', {
                    body: { us_day_limit: dayLimit, caps: withFirstCap(caps, entered?.[0]) },
                  }),
                done: () => saved('/v1/policy/frequency'),
              }}
            />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

type Cap = AnswerOf<'/v1/policy/frequency', 'get'>['caps'][number];
type FrequencyEntered = { us_day_limit: number | null; caps?: { 0?: Partial<Cap> } };

/** The first cap is the one that is edited here, and goes where its number is left blank; further ones, made by API, stay. */
function withFirstCap([first, ...others]: readonly Cap[], entered: Partial<Cap> = {}): Cap[] {
  if (entered.texts === undefined) return others;
  // Hours that were left blank are for the service to ask for.
  const { window_hours } = entered;
  return [
    { ...{ per: 'person', purpose: 'marketing' }, ...first, ...entered, window_hours } as Cap,
    ...others,
  ];
}

function Approvals() {
  const saved = useSaved();
  const query = useQuery(answer('/v1/policy/approval'));
  return (
    <Panel title={t('Approvals')} aside={t('Nobody approves what they wrote')}>
      <Loaded query={query} what={t('the approvals')}>
        {(policy) => (
          <FieldForm
            key={JSON.stringify(policy)}
            spec={{
              fields: [
                {
                  name: 'needed',
                  label: t('So many people must approve'),
                  kind: 'number',
                  initial: policy.needed,
                  help: t('0 for nobody.'),
                },
                {
                  name: 'over_people',
                  label: t('Campaigns to more people than'),
                  kind: 'number',
                  isRequired: false,
                  whenEmpty: null,
                  initial: policy.over_people ?? '',
                  help: t('Blank for every campaign.'),
                },
                {
                  name: 'valid_hours',
                  label: t('An approval counts for so many hours'),
                  kind: 'number',
                  initial: policy.valid_hours,
                },
              ],
              needs: 'campaigns.approve',
              submit: t('Save'),
              send: (body: { needed: number; over_people: number | null; valid_hours: number }) =>
                call('/v1/policy/approval', 'put', { body: { ...body, purposes: policy.purposes } }),
              done: () => saved('/v1/policy/approval'),
            }}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function TemplateApprovals() {
  const saved = useSaved();
  const query = useQuery(answer('/v1/policy/templates'));
  return (
    <Panel title={t('Which templates may be used')}>
      <Loaded query={query} what={t('the approvals')}>
        {({ needs_approval }) => (
          <FieldForm
            key={String(needs_approval)}
            spec={{
              fields: [
                {
                  name: 'needs_approval',
                  label: t('Texts and campaigns take approved versions of templates alone'),
                  kind: 'switch',
                  initial: needs_approval,
                },
              ],
              needs: 'campaigns.approve',
              submit: t('Save'),
              send: (body: { needs_approval: boolean }) => call('/v1/policy/templates', 'put', { body }),
              done: () => saved('/v1/policy/templates', '/v1/templates'),
            }}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function OptOuts() {
  const saved = useSaved();
  const query = useQuery(answer('/v1/workspace/opt-out-policy'));
  return (
    <Panel title={t('What STOP means')}>
      <Loaded query={query} what={t('the opt-out policy')}>
        {({ scope, clarify_text, warning }) => (
          <>
            {warning && <p className="quiet">{warning}</p>}
            <FieldForm
              key={`${scope} ${clarify_text}`}
              spec={{
                fields: [
                  {
                    name: 'scope',
                    label: t('A STOP ends'),
                    kind: 'choice',
                    initial: scope,
                    choices: [
                      { value: 'brand_all', label: t('everything of the brand') },
                      { value: 'program', label: t('the program that was answered') },
                    ],
                  },
                  {
                    name: 'clarify_text',
                    label: t('The confirmation asks whether all was meant'),
                    kind: 'switch',
                    initial: clarify_text,
                  },
                ],
                needs: 'suppression.remove',
                submit: t('Save'),
                send: (body) => call('/v1/workspace/opt-out-policy', 'put', { body }),
                done: () => saved('/v1/workspace/opt-out-policy'),
              }}
            />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Countries() {
  const saved = useSaved();
  const query = useQuery(answer('/v1/workspace/countries'));
  return (
    <Panel title={t('Where texts may go')}>
      <Loaded query={query} what={t('the countries')}>
        {({ countries }) => (
          <FieldForm
            key={countries.join()}
            spec={{
              fields: [
                {
                  name: 'countries',
                  label: t('Countries'),
                  kind: 'words',
                  initial: countries.join(', '),
                  help: t('Two letters each, between commas. To others nothing goes.'),
                },
              ],
              needs: 'workspace.admin',
              submit: t('Save'),
              send: (body) => call('/v1/workspace/countries', 'put', { body }),
              done: () => saved('/v1/workspace/countries'),
            }}
          />
        )}
      </Loaded>
    </Panel>
  );
}
