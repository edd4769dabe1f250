import { Button, Menu, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Icon } from '../ui/icons.tsx';
import { t } from '../ui/language.ts';
import { answer, call } from './call.ts';
import { languageChoices, useColourChoices } from './own-choices.ts';
import { useMe } from './session.ts';
import classes from './shell.module.css';
import { useRestart, useSignOut } from './use-sign-out.ts';

/** Who I am, in which workspace, in which language and colours; and the way out. */
export function AccountMenu() {
  const me = useMe();
  const colours = useColourChoices();
  const workspaces = useQuery({
    ...answer('/v1/me/workspaces'),
    staleTime: 60_000,
    enabled: me.account !== null,
  });
  const restart = useRestart();
  const leave = useSignOut();
  const move = useMutation({
    mutationFn: (id: string) => call('/v1/me/workspace', 'post', { body: { id } }),
    onSuccess: () => restart('/'),
  });
  const others = (workspaces.data?.data ?? []).filter(({ is_current }) => !is_current);
  return (
    <Menu position="bottom-end" shadow="md" width={250}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="sm"
          color="gray"
          c="inherit"
          className={classes.accountButton}
          aria-label={t('Account of {name}', { name: me.account?.name ?? t('an API key') })}
        >
          <Icon name="account" />
          <span className={classes.name}>{me.account?.name ?? t('API key')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" component="span" className="breakable">
            {me.workspace.name}
          </Text>
        </Menu.Label>
        {others.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => move.mutate(id)}>
            {t('Go to {workspace}', { workspace: name })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {colours.map(({ key, name, isChosen, choose }) => (
          <Menu.Item key={key} leftSection={<Mark isChosen={isChosen} />} onClick={choose}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {languageChoices().map(({ code, name, isChosen, choose }) => (
          <Menu.Item key={code} lang={code} leftSection={<Mark isChosen={isChosen} />} onClick={choose}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {me.account !== null && (
          <Menu.Item component={Link} to="/settings/me">
            {t('My account')}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => leave.mutate()}>{t('Sign out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const Mark = ({ isChosen }: { isChosen: boolean }) =>
  isChosen ? <Icon name="check" size={16} /> : <span className={classes.noMark} />;
