import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { answers } from './api.ts';
import { router } from './routes.tsx';
import './ui/kit.css';
import './shell/shell.css';

const place = document.getElementById('tickmark');
if (place === null) throw new Error('The page lacks the element that everything is drawn into.');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={answers}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

// The other pages' scripts are fetched once this one is there, so that going to them does not wait, or fail where the server has gone.
router.subscribe('onRendered', () =>
  setTimeout(() => void Promise.all(Object.values(router.routesById).map((route) => router.loadRouteChunk(route))), 1500),
);
