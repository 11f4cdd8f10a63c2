import { Analytics } from '@vercel/analytics/react';
import { appWithTranslation } from 'next-i18next';
import { trpc } from '../trpc/client';

const App = ({ Component, pageProps }) => (
  <>
    <Component {...pageProps} />
    <Analytics /> {/* ungated to: US vercel-analytics */}
  </>
);

export default trpc.withTRPC(appWithTranslation(App, { i18n: { locales: ['ko', 'en'] } }));
