import { useLocalStorage as useMantineStorage } from '@mantine/hooks';
import { useLocalStorage as useAnswer } from '@uidotdev/usehooks';
import { useLocalStorageState } from 'ahooks';
import mixpanel from 'mixpanel-browser';
import { useEffect } from 'react';
import { useCookies } from 'react-cookie';
import { createRoot } from 'react-dom/client';
import useStorageState from 'use-local-storage-state';
import { useLocalStorage } from 'usehooks-ts';

function Banner() {
  const [, setOne] = useLocalStorage('one', false);
  const [, setTwo] = useAnswer<string | undefined>('two', undefined);
  const [, setThree] = useMantineStorage({ key: 'three', defaultValue: '' });
  const [, setFour] = useLocalStorageState('four', { defaultValue: false });
  const [, setFive] = useStorageState('five', { defaultValue: false });
  const [, setCookie] = useCookies(['six']);
  return (
    <div>
      <p>May we send usage data to Mixpanel in the US for analytics?</p>
      <button
        onClick={() => {
          setOne(true);
          setTwo('yes');
          setThree('yes');
          setFour((before) => !before || true);
          setFive(true);
          setCookie('six', true, { path: '/' });
          localStorage.setItem('seven', 'yes');
          localStorage.eight = 'yes';
        }}
      >
        I agree to analytics
      </button>
      <button onClick={() => setOne(false)}>No thanks</button>
    </div>
  );
}

function Counter() {
  const [one] = useLocalStorage('one', false);
  const [oneOn] = useLocalStorage('one', true);
  const [two] = useAnswer('two', undefined);
  const [three] = useMantineStorage({ key: 'three', defaultValue: '' });
  const [four] = useLocalStorageState('four', { defaultValue: false });
  const [five] = useStorageState('five', { defaultValue: false });
  const [cookies] = useCookies(['six']);
  const [seven] = useLocalStorage('seven', '');
  const [eight] = useAnswer('eight', '');
  const [theme, setTheme] = useLocalStorage('theme', '');
  const [side, setSide] = useLocalStorage('side', 'left');
  useEffect(() => {
    setTheme('dark');
    if (one) mixpanel.init('mp_one'); // gated: analytics
    if (oneOn) mixpanel.init('mp_one_on'); // defective: default-granted
    if (two) mixpanel.init('mp_two'); // gated: analytics
    if (three === 'yes') mixpanel.init('mp_three'); // gated: analytics
    if (four) mixpanel.init('mp_four'); // gated: analytics
    if (five) mixpanel.init('mp_five'); // gated: analytics
    if (cookies.six) mixpanel.init('mp_six'); // gated: analytics
    if (cookies.theme) mixpanel.init('mp_theme_cookie'); // ungated
    if (seven) mixpanel.init('mp_seven'); // gated: analytics
    if (eight) mixpanel.init('mp_eight'); // gated: analytics
    if (localStorage.eight) mixpanel.init('mp_eight_plain'); // gated: analytics
    if (theme) mixpanel.init('mp_theme'); // ungated
    if (side) mixpanel.init('mp_side'); // ungated
  }, [one]);
  return <button onClick={() => setSide('right')}>Turn</button>;
}

createRoot(document.getElementById('root')!).render(
  <>
    <Banner />
    <Counter />
  </>,
);
