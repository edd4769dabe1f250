import { Alert, Button, Text } from '@mantine/core';
import { call } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';
import classes from './emergency.module.css';
import type { Emergency } from './emergency.ts';

type ConfirmPanelProps = { emergency: Emergency; onDone: () => void };

/**
 * The second person: reads both texts to the letter and lets them go. What is sent back is the hash of the words that stand
 * here, so that nobody confirms others. Whoever declared it is told why they cannot.
 */
export function ConfirmPanel({ emergency, onDone }: ConfirmPanelProps) {
  const { id, is_own, people, words_sha256, declared_at, declared_by_name, is_drill, reach } = emergency;
  const zone = useMe().workspace.time_zone;
  const mayConfirm = useMay('campaigns.approve');
  const [dialog, ask] = useAsk();
  const confirm = () =>
    ask({
      title: is_drill
        ? tn(people, 'Send the drill to {n} person?', 'Send the drill to {n} people?')
        : tn(people, 'Send this to {n} person now?', 'Send this to {n} people now?'),
      lead: t('It leaves at once, at any hour, before everything else. You answer for these words together.'),
      fields: [],
      submit: t('Confirm and send'),
      isDanger: true,
      send: () => call('/v1/emergencies/{id}/confirm', 'post', { path: { id }, body: { words_sha256 } }),
      done: onDone,
    });
  const declared = { name: declared_by_name ?? t('Somebody'), when: formatMoment(declared_at, zone) };
  return (
    <Panel title={t('A second person confirms')}>
      {dialog}
      <Text mb="xs">{t('Declared by {name}, {when}. Nothing has left yet.', declared)}</Text>
      <Text mb="xs" className="numbers">
        {tn(people, 'It would go to {n} person.', 'It would go to {n} people.')}
      </Text>
      {reach === 'known' && (
        <Text mb="xs">
          {t(
            'Who has not joined is texted as well, where the law asks for no consent in danger; who has left is not.',
          )}
        </Text>
      )}
      <Words emergency={emergency} />
      <Text size="sm" mt="sm">
        {t('You confirm the words with this SHA-256:')} <code className="breakable">{words_sha256}</code>
      </Text>
      {is_own ? (
        <Alert variant="light" color="yellow" mt="sm">
          {t(
            'You declared this yourself, or made the key that did, so you cannot confirm it. Give the address of this page to somebody who may approve campaigns.',
          )}
        </Alert>
      ) : mayConfirm ? (
        <Button size="md" mt="md" onClick={confirm}>
          {t('Confirm and send …')}
        </Button>
      ) : (
        <Alert variant="light" color="yellow" mt="sm">
          {t('Your role does not confirm emergencies: that takes somebody who may approve campaigns.')}
        </Alert>
      )}
    </Panel>
  );
}

/** Both texts that may leave, as they leave. */
export function Words({ emergency }: { emergency: Emergency }) {
  const { body, repeat_body, repeats, repeat_minutes, ask } = emergency;
  return (
    <dl className={classes.words}>
      <dt>{t('The text')}</dt>
      <dd className={classes.text}>{body}</dd>
      {ask && repeats > 0 && (
        <>
          <dt>{t('To whoever is silent')}</dt>
          <dd className={classes.text}>{repeat_body}</dd>
          <dt>{t('Again')}</dt>
          <dd>
            {tn(repeats, 'Once, after {minutes} minutes', '{n} times, every {minutes} minutes', {
              minutes: repeat_minutes,
            })}
          </dd>
        </>
      )}
    </dl>
  );
}
