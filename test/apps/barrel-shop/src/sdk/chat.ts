import * as messenger from '@intercom/messenger-js-sdk';

export { messenger };
