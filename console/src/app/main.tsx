import '@mantine/core/styles.layer.css';
import 'virtual:theme.css';
import '../ui/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { whenMoved } from '../frame/acting-as.ts';
import { startLanguage } from '../frame/choose-language.ts';
import { guardFiles } from '../frame/files.ts';
import { forgetOld } from '../frame/kept.ts';
import { Broken } from '../frame/missing.tsx';
import { goWhereItIs } from '../frame/moved.ts';
import { createQueryClient, sessionEndedKey } from '../frame/query-client.ts';
import { t } from '../ui/language.ts';
import { Loading } from '../ui/states.tsx';
import { theme } from '../ui/theme.ts';
import { routes } from './routes.tsx';

const client = createQueryClient(goToTheDoor);
const router = createRouter({
  routeTree: routes,
  context: { client },
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  defaultPendingComponent: () => <Loading what={t('opening the page')} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// A session can end while a page is open. The first question to the server is answered by the route itself.
function goToTheDoor(): void {
  const { pathname, href } = router.state.location;
  if (['/sign-in', '/setup', '/enter'].includes(pathname)) return;
  // On the way to a page it is left to the route; where that knew them still, the page has been told since and would stay refused.
  if (router.state.status === 'pending') {
    const stop = router.subscribe('onResolved', () => {
      stop();
      goToTheDoor();
    });
    return;
  }
  // Whoever is at a field or a question is not taken away from it: what is typed there would be lost.
  if (document.querySelector('[role="dialog"], main :is(input, textarea):focus')) {
    client.setQueryData(sessionEndedKey, true);
    return;
  }
  client.clear();
  void router.navigate({ to: '/sign-in', search: { next: href } });
}

whenMoved(goWhereItIs);
guardFiles(document, client);
forgetOld();
await startLanguage();
const place = document.getElementById('root');
if (!place) throw new Error('The page has no element with the id "root".');
createRoot(place).render(
  <StrictMode>
    {/* What Mantine would write into <style> elements comes from virtual:theme.css, as the policy wants it. */}
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
