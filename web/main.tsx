import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from '../src/client/call.ts';
import { answers } from './api.ts';
import { router } from './routes.tsx';
import { fetchDialogs } from './shell/dialogs.ts';
import { themeManager } from './shell/theme.ts';
import { fetchTip } from './ui/button.tsx';
import { cssVariablesResolver, theme } from './ui/theme.ts';
// Of Mantine's styles only those of the parts that are used, in a layer of their own: whatever the kit says wins, however late they come.
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/global.layer.css';
import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Button.layer.css';
import '@mantine/core/styles/Input.layer.css';
import './ui/kit.css';
import './shell/shell.css';

const place = document.getElementById('tickmark');
if (place === null) throw new Error('The page lacks the element that everything is drawn into.');
const scheme = themeManager();
createRoot(place, { onCaughtError: noteBug }).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={scheme}
      defaultColorScheme="auto"
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      <QueryClientProvider client={answers}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

// The other pages' scripts are fetched once this one is there, so that going to them does not wait, or fail where the server has gone.
router.subscribe('onRendered', () =>
  setTimeout(
    () => void Promise.all([fetchDialogs(), fetchTip(), ...Object.values(router.routesById).map((route) => router.loadRouteChunk(route))]),
    1500,
  ),
);

/** What the server refused stands on the page, in words. Anything else that broke a page is a bug, for the console. */
function noteBug(error: unknown): void {
  if (!(error instanceof ApiError)) console.error(error);
}
