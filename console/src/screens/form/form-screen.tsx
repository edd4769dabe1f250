import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { BodyOf, ItemOf } from '@tidings/sdk';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { FormState } from '../../ui/form-state.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Form, formFields, valuesOf } from './form-fields.ts';
import { FormPreview } from './form-preview.tsx';
import { Handouts } from './handouts.tsx';

type Program = ItemOf<'/v1/programs'>;

const route = getRouteApi('/_shell/audience/sign-up/forms/$formId');
const back = () => <Link to="/audience/sign-up">{t('Sign-up')}</Link>;

/** A form that is up: changed at its address, looked at, printed and framed. */
export function FormScreen() {
  const { formId } = route.useParams();
  const form = useQuery(answer('/v1/forms/{id}', { path: { id: formId } }));
  const programs = useQuery(answer('/v1/programs'));
  return (
    <Loaded query={form} what={t('the form')} isWholePage>
      {(found) => (
        <Loaded query={programs} what={t('the programs')} isWholePage>
          {({ data }) => <ShownForm form={found} program={data.find(({ id }) => id === found.program_id)} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function ShownForm({ form, program }: { form: Form; program: Program | undefined }) {
  const isOpen = form.status === 'live';
  return (
    <Page
      title={form.name}
      lead={program && t('Here people join {program}.', { program: program.name })}
      badge={<FormState status={form.status} />}
      back={back()}
    >
      <div className="stack">
        <Panel title={isOpen ? t('Change the form') : t('It is out of use')}>
          {isOpen ? (
            // Of the next version a new form: what it begins with is what stands there.
            program && <ChangeForm key={`${form.id} ${form.version}`} form={form} program={program} />
          ) : (
            <p>{t('Its address goes on to exist, and says that nobody can join there any more.')}</p>
          )}
        </Panel>
        <Panel title={t('The page, its QR code, and the code for your own site')}>
          <Handouts form={form} />
        </Panel>
      </div>
    </Page>
  );
}

function ChangeForm({ form, program }: { form: Form; program: Program }) {
  const client = useQueryClient();
  const say = useToast();
  const path = { id: form.id };
  const done = () => refresh(client, '/v1/forms', '/v1/forms/{id}');
  return (
    <FieldForm
      spec={{
        fields: formFields(form),
        submit: t('Save'),
        needs: 'programs.write',
        keepAs: `form ${form.id}`,
        tag: String(form.version),
        send: (body: BodyOf<'/v1/forms/{id}', 'patch'>, _values, tag) =>
          call('/v1/forms/{id}', 'patch', { path, body: { ...body, version: Number(tag) } }),
        theirs: async () => {
          const now = await call('/v1/forms/{id}', 'get', { path });
          return { values: valuesOf(now), tag: String(now.version) };
        },
        tookTheirs: () => void done(),
        shows: (values) => <FormPreview values={values} program={program} />,
        done: () => {
          say(t('Saved. Whoever has the page open now sees the new one before they join.'));
          void done();
        },
      }}
    />
  );
}

/** A form that is not up yet. What is entered stays in this browser until it is. */
export function NewFormScreen() {
  const query = useQuery(answer('/v1/programs'));
  return (
    <Page title={t('New form')} lead={t('A page at which a program is joined.')} back={back()}>
      <Loaded query={query} what={t('the programs')}>
        {({ data }) => <NewForm programs={data.filter(({ status }) => status === 'live')} />}
      </Loaded>
    </Page>
  );
}

function NewForm({ programs }: { programs: readonly Program[] }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  if (programs.length === 0)
    return (
      <Empty title={t('No program is open yet')}>
        {t('A form is for a program that people can join. Open one first.')}
      </Empty>
    );
  return (
    <Panel title={t('What people see')}>
      <FieldForm
        spec={{
          fields: [
            {
              name: 'program_id',
              label: t('What is joined'),
              kind: 'choice',
              choices: programs.map(({ id, name }) => ({ value: id, label: name })),
            },
            ...formFields(null),
          ],
          submit: t('Publish the form'),
          needs: 'programs.write',
          keepAs: 'form new',
          send: (body: BodyOf<'/v1/forms', 'post'>) => call('/v1/forms', 'post', { body }),
          shows: (values) => {
            const program = programs.find(({ id }) => id === values.program_id);
            return program && <FormPreview values={values} program={program} />;
          },
          done: ({ id }) => {
            void refresh(client, '/v1/forms');
            void navigate({ to: '/audience/sign-up/forms/$formId', params: { formId: id } });
          },
        }}
      />
    </Panel>
  );
}
