import { writable } from 'svelte/store';

export const days = writable(7);
