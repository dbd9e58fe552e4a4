import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepFocus } from './lib/keep-focus.ts';
import './styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
keepFocus(document.body);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
