import { html } from 'lit';

export const kites = [html`<li>Delta</li>`];
