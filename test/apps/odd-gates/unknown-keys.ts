import mixpanel from 'mixpanel-browser';
import { Chain } from './chains-of-others';

const NAMES = { [Chain.north]: { title: 'north' }, [Chain.south]: { title: 'south' } };

export function told(id: number) {
  const found = NAMES[id];
  if (!found) return;
  mixpanel.track(found.title); // ungated
}
