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
