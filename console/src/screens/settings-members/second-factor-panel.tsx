import { Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';

/** Whether everybody who works here shows a second factor, and who would have to set one up. */
export function SecondFactorPanel() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const query = useQuery(answer('/v1/workspace/second-factor'));
  const done = () => void refresh(client, '/v1/workspace/second-factor', '/v1/members');
  const put = (is_needed: boolean) => () =>
    call('/v1/workspace/second-factor', 'put', { body: { is_needed } });
  const require = (without: number) =>
    ask({
      title: t('Ask everybody for a second factor?'),
      lead: (
        <>
          {t('Whoever has none sets one up at their next request, and can do nothing else before.')}{' '}
          {tn(without, '{n} member has none.', '{n} members have none.')} {t('API keys go on as they are.')}
        </>
      ),
      fields: [],
      submit: t('Ask everybody'),
      send: put(true),
      done,
    });
  const release = () =>
    ask({
      title: t('Ask nobody for a second factor any more?'),
      lead: t('Whoever has one is still asked for it.'),
      fields: [],
      submit: t('Ask no longer'),
      isDanger: true,
      send: put(false),
      done,
    });
  return (
    <Panel
      title={t('Second factor')}
      aside={
        query.data && (
          <ActionBar
            actions={[
              query.data.is_needed
                ? { name: t('Ask no longer …'), run: release, needs: 'workspace.admin' }
                : {
                    name: t('Ask everybody …'),
                    run: () => require(query.data.members_without),
                    needs: 'workspace.admin',
                  },
            ]}
          />
        )
      }
    >
      {dialog}
      <Loaded query={query} what={t('the second factor')}>
        {({ is_needed, members, members_without }) => (
          <Group gap="sm">
            <StateBadge tone={is_needed ? 'good' : 'quiet'}>
              {is_needed ? t('Asked of everybody') : t('Left to each')}
            </StateBadge>
            <Text>
              {t('Members who have one: {with} of {all}.', { with: members - members_without, all: members })}
            </Text>
          </Group>
        )}
      </Loaded>
    </Panel>
  );
}
