import { cookies } from 'next/headers';
import { Mixpanel } from './mixpanel';
import { Ask } from './ask';

export default async function Layout({ children }: { children: React.ReactNode }) {
  const jar = await cookies();
  return (
    <html lang="en">
      <body>
        {jar.get('bread')?.value === 'yes' && <Mixpanel token="mp_bread" />}
        {jar.has('visited') && <Mixpanel token="mp_visited" />}
        {children}
        <Ask />
      </body>
    </html>
  );
}
