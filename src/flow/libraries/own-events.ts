import { dispatch, hearOwn, makeEvent, type Target } from '../own-events.js';
import { UNDEFINED } from '../values.js';
import { type Library, type Meaning, ownId } from './meaning.js';

const make =
  (isCustom: boolean): Meaning =>
  (calling, _called, site) =>
    makeEvent(calling, ownId(calling, site), isCustom);

const hear =
  (target: Target): Meaning =>
  (calling) =>
    hearOwn(calling, target) ? UNDEFINED : undefined;

/** What is in the event may be called by others who listen: nothing is said of what it yields. */
const tell =
  (target: Target | undefined): Meaning =>
  (calling) => {
    dispatch(calling, target);
    return undefined;
  };

const OWN_TARGET = String.raw`^global:EventTarget\.new\(\)\.`;
const OF_PAGE = String.raw`^global:(?:(?:window|document|self|globalThis|top|parent|body|documentElement)\.)*`;

/** Events that an app makes, dispatches and hears itself. */
export const OWN_EVENTS: Library = {
  follows: ['global:EventTarget', 'global:dispatchEvent'],
  calls: [
    ['global:CustomEvent.new()', make(true)],
    ['global:Event.new()', make(false)],
  ],
  members: {
    dispatchEvent: (calling) => {
      dispatch(calling, undefined);
      return undefined;
    },
  },
  patterns: [
    [new RegExp(`${OF_PAGE}addEventListener\\(\\)$`), hear('event of the page')],
    [new RegExp(`${OF_PAGE}dispatchEvent\\(\\)$`), tell('event of the page')],
    [new RegExp(`${OWN_TARGET}addEventListener\\(\\)$`), hear('event of a target')],
    [new RegExp(`${OWN_TARGET}dispatchEvent\\(\\)$`), tell('event of a target')],
    [/^[^#]+\.dispatchEvent\(\)$/, tell(undefined)],
  ],
};
