import { Banner } from '../components/Banner';
import { GTM_ID } from '../config/env';

export default function Home() {
  return (
    <main>
      <Banner />
      <iframe src={`https://www.googletagmanager.com/ns.html?id=${GTM_ID}`} /> {/* ungated to: US google-tag-manager */}
    </main>
  );
}
